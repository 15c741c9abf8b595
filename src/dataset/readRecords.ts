import type { RecordIndex } from './recordIndex';
import type { ByteSource } from './source';

const BLOCK_BYTES = 1 << 20;

/** The bytes of one record, without its line ending. */
export function readRecord(source: ByteSource, index: RecordIndex, position: number): Uint8Array {
  return source.read(index.start(position), index.end(position));
}

/** Neighbouring records and what lies between them. */
export interface RecordBlock {
  readonly first: number;
  /** The position after the last one's. */
  readonly after: number;
  /** Byte offset of the first one. */
  readonly start: number;
  /** Byte offset after the last one. */
  readonly end: number;
}

/** Records `from` up to but not including `to`, about a megabyte at a time; a larger record alone. */
export function* recordBlocks(index: RecordIndex, from: number, to: number): Iterable<RecordBlock> {
  for (let first = from; first < to; ) {
    const start = index.start(first);
    let after = first + 1;
    while (after < to && index.end(after) - start <= BLOCK_BYTES) after++;
    yield { first, after, start, end: index.end(after - 1) };
    first = after;
  }
}

/**
 * Visits records `from` up to but not including `to`, in order, with one read for about a megabyte of records; a
 * larger record is read alone. The bytes may be kept, but each keeps its whole block in memory.
 */
export function readRecords(
  source: ByteSource,
  index: RecordIndex,
  from: number,
  to: number,
  visit: (position: number, bytes: Uint8Array) => void,
): void {
  for (const { first, after, start, end } of recordBlocks(index, from, to)) {
    const block = source.read(start, end);
    for (let position = first; position < after; position++) {
      visit(position, block.subarray(index.start(position) - start, index.end(position) - start));
    }
  }
}
