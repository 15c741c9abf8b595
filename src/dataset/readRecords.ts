import type { RecordIndex } from './recordIndex';
import type { ByteSource } from './source';

/** The bytes of one record. */
export function readRecord(source: ByteSource, index: RecordIndex, position: number): Uint8Array {
  return source.read(index.start(position), index.end(position));
}

/**
 * Visits records `from` up to but not including `to`, reading many at once.
 * The bytes are valid during the visit only.
 */
export function readRecords(
  source: ByteSource,
  index: RecordIndex,
  from: number,
  to: number,
  visit: (position: number, bytes: Uint8Array) => void,
): void {
  for (let position = from; position < to; position++) visit(position, readRecord(source, index, position));
}
