import { breathe } from './rpc';

/** Enough to get on with the work, too little to be noticed, in milliseconds. */
const SPELL = 8;

/** Has long work on a thread that others wait for let them in between, often enough. */
export class Pace {
  private began = performance.now();

  /** To be awaited between pieces of work that are short by themselves. */
  async keep(): Promise<void> {
    if (performance.now() - this.began < SPELL) return;
    await breathe();
    this.began = performance.now();
  }
}
