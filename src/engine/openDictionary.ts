import type { WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import type { DictionaryHost } from './dictionaryHost';
import { fileErrorReason } from './fileErrors';

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

/** A dictionary, open in a thread. */
export class OpenDictionary {
  /** How many have questions for it now. */
  users = 0;
  private failure: DictionaryError | undefined;

  constructor(
    readonly host: DictionaryHost,
    readonly wanted: WantedDictionary,
    private readonly limits: DictionaryLimits,
  ) {}

  /**
   * @param words one a line.
   * @returns for each `WRONG`, `RIGHT` or `DERIVED`.
   * @throws DictionaryError when the dictionary cannot be read or takes too long.
   */
  lookUp(words: string): Promise<Uint8Array> {
    const seconds = this.limits.lookUpSeconds;
    const complaint = `looking words up took longer than ${seconds} seconds.`;
    return this.whenOpen((key) =>
      this.orFail(this.host.inTime(seconds, complaint, (remote) => remote.call('lookUp', { key, words }))),
    );
  }

  /**
   * @param words that are not right, one a line.
   * @returns 1 for each that becomes right by one edit; nothing where to try takes too long, which says nothing against
   * the dictionary.
   * @throws DictionaryError when the dictionary cannot be read.
   */
  isNearKnown(words: string): Promise<Uint8Array | undefined> {
    const seconds = this.limits.suggestSeconds;
    return this.whenOpen((key) =>
      this.host.inTime(seconds, '', (remote) => remote.call('isNearKnown', { key, words })).catch(() => undefined),
    );
  }

  /**
   * Best first; none where to find them takes too long, which says nothing against the dictionary.
   * @throws DictionaryError when the dictionary cannot be read.
   */
  suggestions(word: string, limit: number): Promise<string[]> {
    const seconds = this.limits.suggestSeconds;
    return this.whenOpen((key) =>
      this.host.inTime(seconds, '', (remote) => remote.call('suggestions', { key, word, limit })).catch(() => []),
    );
  }

  /** Stops its thread, too. */
  async close(): Promise<void> {
    this.failure ??= new DictionaryError(this.wanted.affixes, 'it has been closed.');
    await this.host.stop();
  }

  private whenOpen<T>(ask: (key: string) => Promise<T>): Promise<T> {
    return this.host.inTurn(async () => {
      if (this.failure) throw this.failure;
      await this.orFail(this.host.open(this.wanted, this.limits.openSeconds));
      return ask(this.wanted.words[0]);
    });
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
