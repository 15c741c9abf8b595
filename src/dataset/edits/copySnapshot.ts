import { closeSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { atOnce } from './atOnce';
import { type ContentLog, offsetsOf, readContent, SegmentWriter, type WrittenSegment } from './contentLog';
import { isAdded, type RecordKey } from './recordKey';
import { RecordOrder } from './recordOrder';
import type { SegmentContents, Snapshot } from './snapshot';

export interface CopiedSnapshot {
  readonly snapshot: Snapshot<WrittenSegment>;
  /** How many edited records are left out, since their texts are damaged: they are as in the file, or not there. */
  readonly damaged: number;
}

/** How many records are copied in one step. */
const STEP = 256;

/**
 * Copies what a backup holds into segments of a log, so that nothing of the folder it came from is needed any more.
 * @throws the file system's error; then nothing is left behind.
 */
export function copySnapshot(snapshot: Snapshot, log: ContentLog): CopiedSnapshot {
  return atOnce(copyingSnapshot(snapshot, log));
}

/** The same step by step. */
export function* copyingSnapshot(snapshot: Snapshot, log: ContentLog): Generator<void, CopiedSnapshot, void> {
  const contents: CopiedSegment[] = [];
  for (const segment of snapshot.contents) contents.push(yield* copySegment(segment, log.newSegmentPath()));
  const originals: CopiedSegment[] = [];
  for (const segment of snapshot.originals) originals.push(yield* copySegment(segment, log.newSegmentPath()));
  const damaged = contents.flatMap((segment) => segment.damaged);
  return {
    snapshot: {
      ...snapshot,
      order: without(snapshot.order, damaged.filter(isAdded)),
      contents: contents.map(({ copied }) => copied),
      originals: originals.map(({ copied }) => copied),
    },
    damaged: damaged.length,
  };
}

function without(order: RecordOrder, keys: readonly RecordKey[]): RecordOrder {
  if (keys.length === 0) return order;
  const gone = new Set(keys);
  return RecordOrder.of(order.baseCount, order.keys(0, order.count).filter((key) => !gone.has(key)));
}

interface CopiedSegment {
  readonly copied: SegmentContents<WrittenSegment>;
  readonly damaged: readonly RecordKey[];
}

function* copySegment({ keys, segment }: SegmentContents, to: string): Generator<void, CopiedSegment, void> {
  const { path, lengths, offsets = offsetsOf(lengths), checksums } = segment;
  const damaged: RecordKey[] = [];
  const good = new Uint32Array(keys.length);
  let count = 0;
  const descriptor = openSync(path, 'r');
  const writer = new SegmentWriter(to);
  try {
    for (let at = 0; at < keys.length; at++) {
      if (at > 0 && at % STEP === 0) yield;
      const bytes = readContent(descriptor, offsets[at], lengths[at]);
      if (bytes !== undefined && (checksums === undefined || crc32(bytes) === checksums[at])) {
        writer.add(bytes);
        good[count++] = keys[at];
      } else {
        damaged.push(keys[at]);
      }
    }
    return { copied: { keys: good.slice(0, count), segment: writer.close() }, damaged };
  } catch (error) {
    writer.discard();
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
