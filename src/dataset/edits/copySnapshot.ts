import { closeSync, openSync, readSync } from 'node:fs';
import { type ContentLog, SegmentWriter, type WrittenSegment } from './contentLog';
import type { SegmentContents, Snapshot } from './snapshot';

/**
 * Copies what a backup holds into segments of a log, so that nothing of the folder it came from is needed any more.
 * @throws the file system's error; then nothing is left behind.
 */
export function copySnapshot(snapshot: Snapshot, log: ContentLog): Snapshot {
  const copied = (contents: readonly SegmentContents[]) =>
    contents.map(({ keys, segment }) => ({ keys, segment: copySegment(segment, log.newSegmentPath()) }));
  return { ...snapshot, contents: copied(snapshot.contents), originals: copied(snapshot.originals) };
}

function copySegment({ path, lengths, offsets }: WrittenSegment, to: string): WrittenSegment {
  const descriptor = openSync(path, 'r');
  const writer = new SegmentWriter(to);
  try {
    let end = 0;
    lengths.forEach((length, at) => {
      const start = offsets ? offsets[at] : end;
      const bytes = Buffer.allocUnsafe(length);
      for (let filled = 0; filled < length; ) {
        const got = readSync(descriptor, bytes, filled, length - filled, start + filled);
        if (got === 0) throw new Error(`${path} has been cut`);
        filled += got;
      }
      writer.add(bytes);
      end = start + length;
    });
    return writer.close();
  } catch (error) {
    writer.discard();
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
