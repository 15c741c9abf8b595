import type { Span } from '../checks/language/languageVerdict';
import type { FindQuery } from '../dataset/find';
import type { Thread } from '../threads/thread';
import type { WorkProgress } from './datasetSession';
import type { EngineHandlers } from './engineThread';

/**
 * A search through a dataset, in a thread of its own that ends with it: a regular expression can run for ever, and
 * must hold up nothing else.
 */
export class DatasetSearch {
  private thread: Thread<EngineHandlers> | undefined;
  private ended = false;

  /** @param startThread gives a thread that knows all records and the schema in force. */
  constructor(
    private readonly query: FindQuery,
    private readonly startThread: () => Promise<Thread<EngineHandlers>>,
  ) {}

  /**
   * Finds the records that match, in the file's order.
   * @throws SyntaxError when the query's regular expression cannot be read.
   * @throws Error when the search has been ended.
   */
  async run(onFound: (positions: readonly number[], progress: WorkProgress) => void): Promise<void> {
    this.thread = await this.startThread();
    if (this.ended) this.thread.terminate();
    await this.thread.remote.call('find', this.query, {
      onEvent: ({ found, searched, of }) => onFound(found, { done: searched, of }),
    });
  }

  /**
   * Where each turn of a record matches.
   * @returns nothing when that is not known within `patience` milliseconds.
   */
  async matches(position: number, patience: number): Promise<readonly (readonly Span[])[]> {
    if (!this.thread) return [];
    const signal = AbortSignal.timeout(patience);
    return this.thread.remote.call('matches', { position, query: this.query }, { signal }).catch(() => []);
  }

  end(): void {
    this.ended = true;
    this.thread?.terminate();
  }
}
