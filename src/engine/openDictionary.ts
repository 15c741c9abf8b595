import { join } from 'node:path';
import type { WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import { Thread } from '../threads/thread';
import type { DictionaryHandlers } from './dictionaryThread';
import { fileErrorReason } from './fileErrors';

const THREAD_SCRIPT = 'dictionaryThread.js';
/** What Hunspell takes is outside of the heap. */
const THREAD_HEAP_MEGABYTES = 512;
/** There may be many such threads, and what they make is short. */
const YOUNG_MEGABYTES = 2;

/** A dictionary that cannot be used, and why, in words for the user. */
export class DictionaryError extends Error {
  override readonly name = 'DictionaryError';

  constructor(path: string, reason: string) {
    super(`The dictionary ${path} cannot be used: ${reason}`);
  }
}

/** How long a dictionary may take. */
export interface DictionaryLimits {
  readonly openSeconds: number;
  /** For the words that are looked up at once. */
  readonly lookUpSeconds: number;
  /** For the suggestions for one word. */
  readonly suggestSeconds: number;
}

/** A dictionary in a thread of its own, which answers one call after the other. */
export class OpenDictionary {
  /** In memory, as far as it is known. */
  bytes = 0;
  /** How many have questions for it now. */
  users = 0;
  private thread: Thread<DictionaryHandlers> | undefined;
  private failure: DictionaryError | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly programs: string,
    private readonly wanted: WantedDictionary,
    private readonly limits: DictionaryLimits,
  ) {}

  /**
   * @param words one a line.
   * @returns 1 for each that is right, 0 for each that is not.
   * @throws DictionaryError when the dictionary cannot be read or takes too long.
   */
  lookUp(words: string): Promise<Uint8Array> {
    return this.inTurn(async () => {
      const { remote } = await this.opened();
      const seconds = this.limits.lookUpSeconds;
      const complaint = `looking words up took longer than ${seconds} seconds.`;
      return this.orFail(this.inTime(seconds, complaint, remote.call('lookUp', words)));
    });
  }

  /**
   * @param words that are not right, one a line.
   * @returns 1 for each that becomes right by one edit; nothing where to try takes too long, which says nothing against
   * the dictionary.
   * @throws DictionaryError when the dictionary cannot be read.
   */
  isNearKnown(words: string): Promise<Uint8Array | undefined> {
    return this.inTurn(async () => {
      const { remote } = await this.opened();
      return this.inTime(this.limits.suggestSeconds, '', remote.call('isNearKnown', words)).catch(() => undefined);
    });
  }

  /**
   * Best first; none where to find them takes too long, which says nothing against the dictionary.
   * @throws DictionaryError when the dictionary cannot be read.
   */
  suggestions(word: string, limit: number): Promise<string[]> {
    return this.inTurn(async () => {
      const { remote } = await this.opened();
      return this.inTime(this.limits.suggestSeconds, '', remote.call('suggestions', { word, limit })).catch(() => []);
    });
  }

  async close(): Promise<void> {
    this.failure ??= new DictionaryError(this.wanted.affixes, 'it has been closed.');
    await this.stop();
  }

  private async opened(): Promise<Thread<DictionaryHandlers>> {
    if (this.failure) throw this.failure;
    if (this.thread) return this.thread;
    const script = join(this.programs, THREAD_SCRIPT);
    const thread = new Thread<DictionaryHandlers>(script, undefined, THREAD_HEAP_MEGABYTES, undefined, YOUNG_MEGABYTES);
    this.thread = thread;
    const seconds = this.limits.openSeconds;
    const opening = thread.remote.call('open', this.wanted);
    this.bytes = await this.orFail(this.inTime(seconds, `it was still being read after ${seconds} seconds.`, opening));
    return thread;
  }

  private async stop(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.bytes = 0;
    await thread?.terminate();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.last.then(work);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Stops the thread when its answer is an error or takes too long. */
  private async inTime<T>(seconds: number, complaint: string, answer: Promise<T>): Promise<T> {
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

  /** A dictionary that has failed once is not asked again. @throws DictionaryError */
  private async orFail<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      this.failure ??= new DictionaryError(this.wanted.affixes, reasonOf(error));
      throw this.failure;
    }
  }
}

function reasonOf(error: unknown): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const reason = fileErrorReason(error);
  if (reason !== undefined) return reason;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it takes too much memory.';
  // What the WebAssembly program says of its own failures means nothing to people.
  if (name !== 'Error' || message.startsWith("abort(")) return `Hunspell failed on it (${message.split(/[\n.]/)[0]}).`;
  return message;
}
