import type { Backend, GenerationEnd, ModelDetails } from '../../../src/generation/backend';
import type { ModelChoice } from '../../../src/generation/modelChoice';
import type { Prompt } from '../../../src/generation/prompt';
import { untilAborted } from '../../../src/threads/untilAborted';

/** What a test has a model do with a prompt. */
export type Script = (asked: { readonly prompt: Prompt; readonly seed: number; readonly signal: AbortSignal }) => AsyncGenerator<string, GenerationEnd>;

/** A backend that does as a test says, and counts the requests that run. For what no real one can be made to do. */
export class ScriptedBackend implements Backend {
  readonly name = 'ollama';
  running = 0;
  mostRunning = 0;
  readonly seeds: number[] = [];
  details_: ModelDetails = { adapters: [], contextTokens: 512 };
  tokens: number | undefined = 10;

  constructor(public script: Script) {}

  status = () => Promise.resolve({ label: 'a test' });
  models = () => Promise.resolve([]);
  details = () => Promise.resolve(this.details_);
  countTokens = () => Promise.resolve(this.tokens);
  load = () => Promise.resolve();
  unload = () => Promise.resolve();
  close = () => Promise.resolve();

  async *generate(_: ModelChoice, prompt: Prompt, seed: number, signal: AbortSignal): AsyncGenerator<string, GenerationEnd> {
    this.seeds.push(seed);
    this.running++;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      return yield* this.script({ prompt, seed, signal });
    } finally {
      this.running--;
    }
  }
}

/** Says a text piece by piece. */
export function says(...pieces: readonly string[]): Script {
  return async function* ({ signal }) {
    for (const piece of pieces) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal.throwIfAborted();
      yield piece;
    }
    return { reason: 'stop' };
  };
}

/** Says a beginning, and then nothing more until it is aborted. */
export function hangsAfter(beginning: string): Script {
  return async function* ({ signal }) {
    yield beginning;
    await untilAborted(new Promise(() => undefined), signal);
    return { reason: 'stop' };
  };
}

/** Says a beginning, and then nothing more, whatever happens. */
export function hangsForGoodAfter(beginning: string): Script {
  return async function* () {
    yield beginning;
    await new Promise(() => undefined);
    return { reason: 'stop' };
  };
}

export function failsWith(error: Error, beginning = 'Half'): Script {
  return async function* () {
    yield beginning;
    throw error;
  };
}
