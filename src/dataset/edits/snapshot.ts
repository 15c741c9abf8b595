import { readFileSync, statSync, writeSync } from 'node:fs';
import type { Fingerprint } from '../saving/fingerprint';
import { replaceFile } from '../saving/replaceFile';
import type { ContentId, ContentPlace, WrittenSegment } from './contentLog';
import type { EditedDataset } from './editedDataset';
import { ADDED, type RecordKey } from './recordKey';
import { RecordOrder } from './recordOrder';

const FORMAT = 'paddock-backup';
const VERSION = 1;

/** What a backup holds: the edits alone, and which file they are over. */
export interface Snapshot {
  /** The file when the backup was written. */
  readonly base: Fingerprint;
  readonly baseCount: number;
  readonly nextAdded: RecordKey;
  readonly order: RecordOrder;
  /** The records that are not as in the file, by the segment of the content log that theirs lie in. */
  readonly contents: readonly SegmentContents[];
  /** What changed and deleted records are in the file, as far as that was logged. */
  readonly originals: readonly SegmentContents[];
}

export interface SegmentContents {
  readonly keys: Uint32Array;
  /** The content of each key, in the same order. */
  readonly segment: WrittenSegment;
}

/** A `SegmentContents` to be written. */
interface PlacedContents {
  readonly path: string;
  readonly keys: RecordKey[];
  readonly places: ContentPlace[];
}

/** Why a backup cannot be used; the message is for people. */
export class SnapshotError extends Error {
  override name = 'SnapshotError';
}

/**
 * The first line of a backup, JSON. After its line feed come columns of little-endian numbers without any gap: the
 * order as runs of consecutive keys (first key and length of each, Uint32), then of each segment of the contents and of
 * the originals keys and lengths (Uint32) and offsets (Float64).
 */
interface Header {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly base: Fingerprint;
  readonly baseCount: number;
  readonly nextAdded: RecordKey;
  readonly runs: number;
  readonly contents: readonly SegmentHeader[];
  readonly originals: readonly SegmentHeader[];
}

interface SegmentHeader {
  readonly path: string;
  readonly count: number;
}

/**
 * Writes a backup as a whole or not at all. What it holds survives a power failure.
 * @param base the file that the dataset is over.
 * @throws SaveError, or the file system's error when the content log cannot be flushed.
 */
export async function writeSnapshot(path: string, dataset: EditedDataset, base: Fingerprint): Promise<void> {
  await dataset.log.flush();
  const runs = dataset.order.runs();
  const { order, overlay } = dataset;
  const isThere = (key: RecordKey) => order.positionOf(key) >= 0;
  const contents = placed(dataset, [...overlay.keys()].filter(isThere), (key) => overlay.get(key));
  const touched = new Set([...overlay.keys(), ...order.deletedKeys()]);
  const originals = placed(dataset, touched, (key) => dataset.contentInFile(key));
  const header: Header = {
    format: FORMAT,
    version: VERSION,
    base,
    baseCount: order.baseCount,
    nextAdded: dataset.nextAddedKey,
    runs: runs.length / 2,
    contents: contents.map(headerOf),
    originals: originals.map(headerOf),
  };
  const parts = [
    Buffer.from(`${JSON.stringify(header)}\n`),
    bytesOf(runs),
    ...[...contents, ...originals].flatMap(({ keys, places }) => [
      bytesOf(Uint32Array.from(keys)),
      bytesOf(Uint32Array.from(places, ({ length }) => length)),
      bytesOf(Float64Array.from(places, ({ offset }) => offset)),
    ]),
  ];
  await replaceFile(path, async (descriptor) => {
    for (const part of parts) {
      for (let written = 0; written < part.length; ) written += writeSync(descriptor, part, written);
    }
  });
}

/** @throws SnapshotError when it is none, of another version, cut, or its contents are gone; or the file system's. */
export function readSnapshot(path: string): Snapshot {
  const bytes = readFileSync(path);
  const headerEnd = bytes.indexOf('\n');
  const header = parseHeader(bytes.subarray(0, Math.max(0, headerEnd)));
  const columns = new ColumnReader(bytes, headerEnd + 1);
  const runs = columns.uint32(2 * header.runs);
  const segmentContents = ({ path, count }: SegmentHeader): SegmentContents => {
    const keys = columns.uint32(count);
    const segment = { path, lengths: columns.uint32(count), offsets: columns.float64(count) };
    mustBeThere(segment);
    return { keys, segment };
  };
  const contents = header.contents.map(segmentContents);
  const originals = header.originals.map(segmentContents);
  const { base, baseCount, nextAdded } = header;
  return { base, baseCount, nextAdded, order: RecordOrder.of(baseCount, keysOf(runs, header)), contents, originals };
}

/** Where contents lie, by segment. */
function placed(
  { log }: EditedDataset,
  keys: Iterable<RecordKey>,
  contentOf: (key: RecordKey) => ContentId,
): PlacedContents[] {
  const segments = new Map<string, PlacedContents>();
  for (const key of keys) {
    const content = contentOf(key);
    if (content === 0) continue;
    const place = log.place(content);
    let segment = segments.get(place.path);
    if (!segment) {
      segment = { path: place.path, keys: [], places: [] };
      segments.set(place.path, segment);
    }
    segment.keys.push(key);
    segment.places.push(place);
  }
  return [...segments.values()];
}

function headerOf({ path, keys }: PlacedContents): SegmentHeader {
  return { path, count: keys.length };
}

function parseHeader(line: Uint8Array): Header {
  let header: Partial<Header> | null;
  try {
    header = JSON.parse(new TextDecoder().decode(line)) as Partial<Header> | null;
  } catch {
    header = null;
  }
  if (header?.format !== FORMAT) throw new SnapshotError('The backup is damaged: it does not begin as one.');
  if (header.version !== VERSION) {
    throw new SnapshotError(`The backup was written by another version of Paddock (format ${header.version}).`);
  }
  return header as Header;
}

function mustBeThere({ path, lengths, offsets }: WrittenSegment): void {
  let size: number;
  try {
    ({ size } = statSync(path));
  } catch {
    throw new SnapshotError(`The backup's texts are missing: ${path} is not there.`);
  }
  if (lengths.some((length, at) => offsets![at] + length > size)) {
    throw new SnapshotError(`The backup's texts are incomplete: ${path} has been cut.`);
  }
}

function keysOf(runs: Uint32Array, { baseCount, nextAdded }: Header): Uint32Array {
  let count = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run] + runs[run + 1];
    if (end > (runs[run] < ADDED ? baseCount : nextAdded)) {
      throw new SnapshotError('The backup is damaged: it orders records that there are not.');
    }
    count += runs[run + 1];
  }
  const keys = new Uint32Array(count);
  let filled = 0;
  for (let run = 0; run < runs.length; run += 2) {
    for (let place = 0; place < runs[run + 1]; place++) keys[filled++] = runs[run] + place;
  }
  return keys;
}

class ColumnReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  uint32(count: number): Uint32Array {
    return new Uint32Array(this.next(count * Uint32Array.BYTES_PER_ELEMENT));
  }

  float64(count: number): Float64Array {
    return new Float64Array(this.next(count * Float64Array.BYTES_PER_ELEMENT));
  }

  private next(length: number): ArrayBuffer {
    if (this.at + length > this.bytes.length) throw new SnapshotError('The backup is damaged: it has been cut.');
    const column = Uint8Array.prototype.slice.call(this.bytes, this.at, this.at + length);
    this.at += length;
    return column.buffer;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
