import { closeSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type ContentLog, offsetsOf, readContent, SegmentWriter } from './contentLog';
import { isAdded, type RecordKey } from './recordKey';
import { RecordOrder } from './recordOrder';
import type { SegmentContents, Snapshot } from './snapshot';

export interface CopiedSnapshot {
  readonly snapshot: Snapshot;
  /** How many edited records are left out, since their texts are damaged: they are as in the file, or not there. */
  readonly damaged: number;
}

/**
 * Copies what a backup holds into segments of a log, so that nothing of the folder it came from is needed any more.
 * @throws the file system's error; then nothing is left behind.
 */
export function copySnapshot(snapshot: Snapshot, log: ContentLog): CopiedSnapshot {
  const contents = snapshot.contents.map((segment) => copySegment(segment, log.newSegmentPath()));
  const originals = snapshot.originals.map((segment) => copySegment(segment, log.newSegmentPath()));
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
  readonly copied: SegmentContents;
  readonly damaged: readonly RecordKey[];
}

function copySegment({ keys, segment }: SegmentContents, to: string): CopiedSegment {
  const { path, lengths, offsets = offsetsOf(lengths), checksums } = segment;
  const damaged: RecordKey[] = [];
  const descriptor = openSync(path, 'r');
  const writer = new SegmentWriter(to);
  try {
    const good = keys.filter((key, at) => {
      const bytes = readContent(descriptor, offsets[at], lengths[at]);
      const isGood = bytes !== undefined && (checksums === undefined || crc32(bytes) === checksums[at]);
      if (isGood) writer.add(bytes);
      else damaged.push(key);
      return isGood;
    });
    return { copied: { keys: good, segment: writer.close() }, damaged };
  } catch (error) {
    writer.discard();
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
