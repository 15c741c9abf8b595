import type { Span } from '../checks/language/languageVerdict';
import type { FindQuery } from '../dataset/findQuery';
import type { Thread } from '../threads/thread';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { Keys } from '../dataset/edits/recordOrder';
import type { EngineHandlers, WorkProgress } from './engineThread';

/**
 * A search through a dataset, in a thread of its own that ends with it: a regular expression can run for ever, and
 * must hold up nothing else.
 */
export class DatasetSearch {
  private thread: Thread<EngineHandlers> | undefined;
  private ended = false;

  /**
   * @param startThread gives a thread that knows all records and the schema in force.
   * @param endThread ends it.
   */
  constructor(
    private readonly query: FindQuery,
    private readonly startThread: () => Promise<Thread<EngineHandlers>>,
    private readonly endThread: (thread: Thread<EngineHandlers>) => void,
  ) {}

  /**
   * Finds the records that match: those of the file in its order, then added ones; also ones that have been deleted.
   * @throws SyntaxError when the query's regular expression cannot be read.
   * @throws Error when the search has been ended.
   */
  async run(onFound: (keys: readonly RecordKey[], progress: WorkProgress) => void): Promise<void> {
    this.thread = await this.startThread();
    if (this.ended) this.endThread(this.thread);
    await this.thread.remote.call('find', this.query, {
      onEvent: ({ found, searched, of }) => onFound(found, { done: searched, of }),
    });
  }

  /**
   * Where each turn of a record matches.
   * @returns nothing when that is not known within `patience` milliseconds.
   */
  async matches(key: RecordKey, patience: number): Promise<readonly (readonly Span[])[]> {
    if (!this.thread) return [];
    const signal = AbortSignal.timeout(patience);
    return this.thread.remote.call('matches', { key, query: this.query }, { signal }).catch(() => []);
  }

  /** Those of the records that match. @throws when the search has been ended. */
  async among(keys: Keys): Promise<Keys> {
    if (!this.thread) return [];
    return this.thread.remote.call('findAmong', { keys, query: this.query });
  }

  end(): void {
    this.ended = true;
    if (this.thread) this.endThread(this.thread);
  }
}
