import { readFileSync, statSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Fingerprint } from '../saving/fingerprint';
import { replaceFile } from '../saving/replaceFile';
import { atOnce } from './atOnce';
import type { ContentId, ContentPlace } from './contentLog';
import type { EditedDataset } from './editedDataset';
import { KeySet } from './keySet';
import { ADDED, isAdded, type RecordKey } from './recordKey';
import { RecordOrder } from './recordOrder';
import type { KeptSegment, SegmentContents, Snapshot } from './snapshot';

const FORMAT = 'paddock-backup';
const VERSION = 2;
/** Without checksums. */
const OLDEST_VERSION = 1;
const CHECKSUM_BYTES = 4;
/** Records that are looked at in one step, and bytes that are written. */
const STEP = 1_024;
const WRITTEN_IN_STEP = 2 ** 20;

/** A `SegmentContents` to be written. */
interface PlacedContents {
  readonly path: string;
  readonly keys: RecordKey[];
  readonly places: ContentPlace[];
  readonly checksums: number[];
}

/** Why a backup cannot be used; the message is for people. */
export class SnapshotError extends Error {
  override name = 'SnapshotError';
}

/**
 * The first line of a backup, JSON. After its line feed come columns of little-endian numbers without any gap: the
 * order as runs of consecutive keys (first key and length of each, Uint32), then of each segment of the contents and of
 * the originals keys and lengths (Uint32), offsets (Float64) and CRC-32 (Uint32). Last comes the CRC-32 of all before it.
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
 * @param goThrough does work step by step, where others are to be let in between; nothing may be edited meanwhile.
 * @throws SaveError, or the file system's error when the content log cannot be flushed.
 */
export async function writeSnapshot(
  path: string,
  dataset: EditedDataset,
  base: Fingerprint,
  goThrough: <T>(work: Generator<void, T, void>) => T | Promise<T> = atOnce,
): Promise<void> {
  await dataset.log.flush();
  const parts = await goThrough(partsOf(dataset, base));
  await replaceFile(path, async (descriptor) => goThrough(writing(descriptor, parts)));
}

function* partsOf(dataset: EditedDataset, base: Fingerprint): Generator<void, Uint8Array[], void> {
  const { order, overlay } = dataset;
  const runs = order.runs();
  yield;
  const contents = yield* placed(dataset, overlay.keys(), (key) => (order.positionOf(key) >= 0 ? overlay.get(key) : 0));
  const touched = new KeySet(order.deletedKeys());
  yield;
  let added = 0;
  for (const key of overlay.keys()) {
    touched.add(key);
    if (++added % STEP === 0) yield;
  }
  const originals = yield* placed(dataset, touched, (key) => dataset.contentInFile(key));
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
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), bytesOf(runs)];
  for (const { keys, places, checksums } of [...contents, ...originals]) {
    const lengths = new Uint32Array(places.length);
    const offsets = new Float64Array(places.length);
    for (let at = 0; at < places.length; at++) {
      lengths[at] = places[at].length;
      offsets[at] = places[at].offset;
      if (at % STEP === STEP - 1) yield;
    }
    parts.push(bytesOf(Uint32Array.from(keys)), bytesOf(lengths), bytesOf(offsets), bytesOf(Uint32Array.from(checksums)));
    yield;
  }
  let crc = 0;
  for (const part of parts) {
    // Of an empty buffer, Node's crc32 gives 0, whatever came before.
    if (part.length > 0) crc = crc32(part, crc);
    yield;
  }
  return [...parts, bytesOf(Uint32Array.of(crc))];
}

function* writing(descriptor: number, parts: readonly Uint8Array[]): Generator<void, void, void> {
  for (const part of parts) {
    for (let written = 0; written < part.length; ) {
      written += writeSync(descriptor, part, written, Math.min(part.length - written, WRITTEN_IN_STEP));
      yield;
    }
  }
}

/** @throws SnapshotError when it is none, of another version, cut, or its contents are gone; or the file system's. */
export function readSnapshot(path: string): Snapshot {
  const bytes = readFileSync(path);
  const headerEnd = bytes.indexOf('\n');
  const header = parseHeader(bytes.subarray(0, Math.max(0, headerEnd)));
  const isChecked = header.version > OLDEST_VERSION;
  const columns = new ColumnReader(isChecked ? checked(bytes) : bytes, headerEnd + 1);
  const runs = columns.uint32(2 * header.runs);
  const segmentContents = ({ path, count }: SegmentHeader): SegmentContents => {
    const keys = columns.uint32(count);
    const places = { lengths: columns.uint32(count), offsets: columns.float64(count) };
    const segment = { path, ...places, ...(isChecked && { checksums: columns.uint32(count) }) };
    mustBeThere(segment);
    mustBeKeys(keys, header);
    return { keys, segment };
  };
  const contents = header.contents.map(segmentContents);
  const originals = header.originals.map(segmentContents);
  if (!columns.isAtEnd) throw new SnapshotError('The backup is damaged: something follows it.');
  const { base, baseCount, nextAdded } = header;
  return { base, baseCount, nextAdded, order: RecordOrder.of(baseCount, keysOf(runs, header)), contents, originals };
}

/** @returns what comes before the checksum. */
function checked(bytes: Buffer): Buffer {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== crc32(bytes.subarray(0, end))) {
    throw new SnapshotError('The backup is damaged: it is not as it was written.');
  }
  return bytes.subarray(0, end);
}

/** Where contents lie, by segment. */
function* placed(
  { log }: EditedDataset,
  keys: Iterable<RecordKey>,
  contentOf: (key: RecordKey) => ContentId,
): Generator<void, PlacedContents[], void> {
  const segments = new Map<string, PlacedContents>();
  let looked = 0;
  for (const key of keys) {
    if (++looked % STEP === 0) yield;
    const content = contentOf(key);
    if (content === 0) continue;
    const place = log.place(content);
    let segment = segments.get(place.path);
    if (!segment) {
      segment = { path: place.path, keys: [], places: [], checksums: [] };
      segments.set(place.path, segment);
    }
    segment.keys.push(key);
    segment.places.push(place);
    segment.checksums.push(log.checksum(content));
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
  if (header.version !== VERSION && header.version !== OLDEST_VERSION) {
    throw new SnapshotError(`The backup was written by another version of Paddock (format ${header.version}).`);
  }
  if (!isHeader(header)) throw new SnapshotError('The backup is damaged: its beginning makes no sense.');
  return header;
}

function isHeader(header: Partial<Header>): header is Header {
  const { base, baseCount, nextAdded, runs, contents, originals } = header;
  const isSegment = (segment: Partial<SegmentHeader> | null) => typeof segment?.path === 'string' && isCount(segment.count);
  return (
    isCount(base?.size) &&
    typeof base?.modified === 'string' &&
    ['string', 'undefined'].includes(typeof base.inode) &&
    ['number', 'undefined'].includes(typeof base.crc) &&
    isCount(baseCount) &&
    baseCount <= ADDED &&
    isCount(nextAdded) &&
    nextAdded >= ADDED &&
    nextAdded <= 2 * ADDED &&
    isCount(runs) &&
    [contents, originals].every((segments) => Array.isArray(segments) && segments.every(isSegment))
  );
}

function isCount(number: unknown): number is number {
  return Number.isSafeInteger(number) && (number as number) >= 0;
}

function mustBeThere({ path, lengths, offsets }: KeptSegment): void {
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

function mustBeKeys(keys: Uint32Array, { baseCount, nextAdded }: Header): void {
  if (keys.some((key) => key >= (isAdded(key) ? nextAdded : baseCount))) {
    throw new SnapshotError('The backup is damaged: it has texts of records that there are not.');
  }
}

function keysOf(runs: Uint32Array, { baseCount, nextAdded }: Header): Uint32Array {
  const all = Array.from({ length: runs.length / 2 }, (_, run) => ({ first: runs[2 * run], count: runs[2 * run + 1] }));
  let end = 0;
  let count = 0;
  for (const run of all.toSorted((a, b) => a.first - b.first)) {
    const mostEnd = isAdded(run.first) ? nextAdded : baseCount;
    if (run.first < end || run.first + run.count > mostEnd) {
      throw new SnapshotError('The backup is damaged: it orders records that there are not, or some twice.');
    }
    end = run.first + run.count;
    count += run.count;
  }
  const keys = new Uint32Array(count);
  let filled = 0;
  for (const run of all) {
    for (let place = 0; place < run.count; place++) keys[filled++] = run.first + place;
  }
  return keys;
}

class ColumnReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

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
