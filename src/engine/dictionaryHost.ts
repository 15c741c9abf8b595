import { join } from 'node:path';
import type { WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import { Thread } from '../threads/thread';
import type { DictionaryHandlers } from './dictionaryThread';

const THREAD_SCRIPT = 'dictionaryThread.js';
/** What Hunspell takes is outside of the heap. */
const THREAD_HEAP_MEGABYTES = 512;
/** What such a thread makes is short. */
const YOUNG_MEGABYTES = 2;

type DictionaryRemote = Thread<DictionaryHandlers>['remote'];

/**
 * A thread for dictionaries, which does one thing after the other. Whatever takes too long or fails there is stopped
 * with the thread; its other dictionaries are opened again when they are asked next.
 */
export class DictionaryHost {
  /** In memory, of all its dictionaries, as far as it is known. */
  bytes = 0;
  private thread: Thread<DictionaryHandlers> | undefined;
  private readonly opened = new Set<WantedDictionary>();
  private last: Promise<unknown> = Promise.resolve();

  /** @param programs the folder of the built programs. @param isShared whether there may be several dictionaries. */
  constructor(
    private readonly programs: string,
    readonly isShared = false,
  ) {}

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.last.then(work);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Opens a dictionary that is not open. To be called in turn, as `inTime` is. */
  async open(wanted: WantedDictionary, seconds: number): Promise<void> {
    if (this.opened.has(wanted)) return;
    const complaint = `it was still being read after ${seconds} seconds.`;
    this.bytes = await this.inTime(seconds, complaint, (remote) => remote.call('open', wanted));
    this.opened.add(wanted);
  }

  /** @throws Error with the complaint when the answer takes too long, and whatever the answer throws. */
  async inTime<T>(seconds: number, complaint: string, ask: (remote: DictionaryRemote) => Promise<T>): Promise<T> {
    this.thread ??= this.start();
    const answer = ask(this.thread.remote);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(complaint)), seconds * 1000);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      answer.catch(() => undefined);
      await this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives all of its memory back. */
  async stop(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.opened.clear();
    this.bytes = 0;
    await thread?.terminate();
  }

  private start(): Thread<DictionaryHandlers> {
    const script = join(this.programs, THREAD_SCRIPT);
    return new Thread<DictionaryHandlers>(script, undefined, THREAD_HEAP_MEGABYTES, undefined, YOUNG_MEGABYTES);
  }
}
