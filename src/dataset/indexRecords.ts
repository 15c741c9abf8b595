import type { RecordIndex } from './recordIndex';
import type { ByteSource } from './source';

export interface IndexOptions {
  /** Called after the first block, then at most ten times a second, and at the end. `bytesDone` of `source.size`. */
  readonly onProgress?: (index: RecordIndex, bytesDone: number) => void;
  readonly signal?: AbortSignal;
  /** Lets waiting messages in between blocks: an abort, another call. */
  readonly breathe: () => Promise<void>;
  /** Bytes read at once. */
  readonly blockSize?: number;
}

/**
 * Finds the records of a dataset, reading it once from start to end without holding it.
 * @throws AbortError when `signal` is aborted.
 */
export async function indexRecords(_source: ByteSource, _options: IndexOptions): Promise<RecordIndex> {
  throw new Error('Under construction');
}
