import type { RecordIndex } from './recordIndex';
import type { ByteSource } from './source';

const BATCH_BYTES = 1 << 20;

/** The bytes of one record, without its line ending. */
export function readRecord(source: ByteSource, index: RecordIndex, position: number): Uint8Array {
  return source.read(index.start(position), index.end(position));
}

/**
 * Visits records `from` up to but not including `to`, in order, with one read for about a megabyte of records; a
 * larger record is read alone. The bytes may be kept, but each keeps its whole batch in memory.
 */
export function readRecords(
  source: ByteSource,
  index: RecordIndex,
  from: number,
  to: number,
  visit: (position: number, bytes: Uint8Array) => void,
): void {
  for (let first = from; first < to; ) {
    const start = index.start(first);
    let after = first + 1;
    while (after < to && index.end(after) - start <= BATCH_BYTES) after++;
    const batch = source.read(start, index.end(after - 1));
    for (let position = first; position < after; position++) {
      visit(position, batch.subarray(index.start(position) - start, index.end(position) - start));
    }
    first = after;
  }
}
