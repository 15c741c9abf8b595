import { randomUUID } from 'node:crypto';
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { atOnce } from './atOnce';

/** Number of a content in its log, from 1; 0 stands for none: the record is as in the file. */
export type ContentId = number;

/** `Contents` as plain data for other threads: the table is shared memory, so posting it costs little. */
export interface SharedContents {
  /** Paths. */
  readonly segments: readonly string[];
  readonly chunks: readonly SharedArrayBuffer[];
}

/** A file of contents, one after the other. */
export interface WrittenSegment {
  readonly path: string;
  /** Of each content, in bytes. */
  readonly lengths: Uint32Array;
  /** CRC-32 of each content. */
  readonly checksums: Uint32Array;
  /** Where each begins; absent when each follows the one before it, from 0. */
  readonly offsets?: Float64Array;
}

/** Where a content lies. */
export interface ContentPlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

interface Entry extends Omit<ContentPlace, 'path'> {
  readonly checksum: number;
}

const CHUNK_BITS = 12;
const CHUNK_ENTRIES = 2 ** CHUNK_BITS;
const OFFSET_BYTES = 8;
const EXTENT_BYTES = 8;
const ENTRY_BYTES = OFFSET_BYTES + EXTENT_BYTES + Uint32Array.BYTES_PER_ELEMENT;
const LONGEST_CONTENT = 0xffff_ffff;
const WRITER_BYTES = 1 << 20;

const syncToDisk = promisify(fsync);

/**
 * Bytes of records before and after edits, by number, to be read in any thread. They lie in files (segments); where
 * each lies is said by a table in shared memory that only the log's own thread writes.
 */
export class Contents {
  protected readonly segments: string[] = [];
  protected readonly chunks: SharedArrayBuffer[] = [];
  private readonly offsets: Float64Array[] = [];
  /** 1 + the segment's place (0 where nothing is written yet) and length of each content, side by side. */
  private readonly extents: Uint32Array[] = [];
  private readonly checksums: Uint32Array[] = [];
  /** By segment. */
  private readonly descriptors: number[] = [];

  static fromShared(shared: SharedContents): Contents {
    const contents = new Contents();
    contents.adopt(shared);
    return contents;
  }

  /** Takes over segments and chunks of the table that have come since. */
  adopt(shared: SharedContents): void {
    for (const segment of shared.segments.slice(this.segments.length)) this.segments.push(segment);
    for (const chunk of shared.chunks.slice(this.chunks.length)) this.addChunk(chunk);
  }

  /**
   * Whether this thread can read the content. False for 0, and while an edit of another thread is known from the
   * overlay before `adopt` has been told of the part of the table that the edit's content is in.
   */
  has(id: ContentId): boolean {
    const segment = this.segmentOf(id);
    return segment >= 0 && segment < this.segments.length;
  }

  /** In bytes. */
  length(id: ContentId): number {
    this.mustHave(id);
    return this.extents[chunkOf(id)][2 * slotOf(id) + 1];
  }

  /** @throws the file system's error, or Error when the content has been cut or damaged. */
  read(id: ContentId): Uint8Array {
    const { path, offset, length } = this.place(id);
    const bytes = readContent(this.descriptorOf(this.segmentOf(id)), offset, length);
    if (!bytes) throw new Error(`An edited record's text is missing: ${path} has been cut`);
    if (crc32(bytes) !== this.checksum(id)) throw new Error(`An edited record's text is damaged in ${path}`);
    return bytes;
  }

  checksum(id: ContentId): number {
    this.mustHave(id);
    return this.checksums[chunkOf(id)][slotOf(id)];
  }

  place(id: ContentId): ContentPlace {
    this.mustHave(id);
    const path = this.segments[this.segmentOf(id)];
    return { path, offset: this.offsets[chunkOf(id)][slotOf(id)], length: this.length(id) };
  }

  /** Closes the segments that were read; a later read opens them again. */
  close(): void {
    for (const descriptor of Object.values(this.descriptors)) closeSync(descriptor);
    this.descriptors.length = 0;
  }

  protected addChunk(chunk: SharedArrayBuffer): void {
    this.chunks.push(chunk);
    this.offsets.push(new Float64Array(chunk, 0, CHUNK_ENTRIES));
    this.extents.push(new Uint32Array(chunk, CHUNK_ENTRIES * OFFSET_BYTES, 2 * CHUNK_ENTRIES));
    this.checksums.push(new Uint32Array(chunk, CHUNK_ENTRIES * (OFFSET_BYTES + EXTENT_BYTES)));
  }

  /** The number of the segment comes last: an entry that has one is complete. */
  protected writeEntry(id: ContentId, segment: number, { offset, length, checksum }: Entry): void {
    this.offsets[chunkOf(id)][slotOf(id)] = offset;
    this.checksums[chunkOf(id)][slotOf(id)] = checksum;
    this.extents[chunkOf(id)][2 * slotOf(id) + 1] = length;
    Atomics.store(this.extents[chunkOf(id)], 2 * slotOf(id), segment + 1);
  }

  /** -1 for a content that is not in the table. */
  private segmentOf(id: ContentId): number {
    const extents = id > 0 ? this.extents[chunkOf(id)] : undefined;
    return extents ? Atomics.load(extents, 2 * slotOf(id)) - 1 : -1;
  }

  private descriptorOf(segment: number): number {
    return (this.descriptors[segment] ??= openSync(this.segments[segment], 'r'));
  }

  private mustHave(id: ContentId): void {
    if (!this.has(id)) throw new RangeError(`No content ${id}`);
  }
}

/**
 * The side of the contents that adds to them: one thread's. What `append` has returned for is with the operating
 * system and survives the process; `flush` makes it survive a power failure.
 */
export class ContentLog extends Contents {
  private next: ContentId = 1;
  private descriptor: number | undefined;
  /** Where the next content goes in the log's own segment, the first. */
  private end = 0;

  /** @param folder for the segments; made when the first is written. */
  constructor(private readonly folder: string) {
    super();
    this.segments.push(this.segmentPath());
    this.makeRoom(0);
  }

  /** Grows when `share` has more to say. */
  get version(): number {
    return this.segments.length + this.chunks.length;
  }

  /** Posted to a thread before it is told of edits: their contents are in it. */
  share(): SharedContents {
    return { segments: [...this.segments], chunks: [...this.chunks] };
  }

  /** @throws the file system's error (ENOSPC …); the log stays as it was. */
  append(bytes: Uint8Array): ContentId {
    if (bytes.length > LONGEST_CONTENT) throw new RangeError('A record longer than 4 GiB cannot be edited');
    if (this.descriptor === undefined) {
      mkdirSync(this.folder, { recursive: true });
      this.descriptor = openSync(this.segments[0], this.end === 0 ? 'wx' : 'r+', 0o600);
    }
    writeAll(this.descriptor, bytes, bytes.length, this.end);
    const id = this.next;
    this.makeRoom(1);
    this.writeEntry(id, 0, { offset: this.end, length: bytes.length, checksum: crc32(bytes) });
    this.end += bytes.length;
    this.next++;
    return id;
  }

  /** A path for a `SegmentWriter`. */
  newSegmentPath(): string {
    mkdirSync(this.folder, { recursive: true });
    return this.segmentPath();
  }

  /**
   * Takes over a segment that another thread has written.
   * @returns the number of its first content; the others follow.
   * @throws Error when the segment is shorter than it should be.
   */
  adoptSegment(segment: WrittenSegment): ContentId {
    return atOnce(this.adopting(segment));
  }

  /** The same step by step: only then is there any content of it, though more may be appended meanwhile. */
  *adopting({ path, lengths, checksums, offsets = offsetsOf(lengths) }: WrittenSegment): Generator<void, ContentId, void> {
    const { size } = statSync(path);
    if (lengths.some((length, place) => offsets[place] + length > size)) throw new Error(`${path} has been cut`);
    const first = this.next;
    this.makeRoom(lengths.length);
    this.next += lengths.length;
    const number = this.segments.push(path) - 1;
    for (let place = 0; place < lengths.length; place++) {
      this.writeEntry(first + place, number, { offset: offsets[place], length: lengths[place], checksum: checksums[place] });
      if (place % CHUNK_ENTRIES === CHUNK_ENTRIES - 1) yield;
    }
    return first;
  }

  /** Settles when all contents are on the disk. */
  async flush(): Promise<void> {
    if (this.descriptor !== undefined) await syncToDisk(this.descriptor);
    await syncFolder(this.folder);
  }

  override close(): void {
    super.close();
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private segmentPath(): string {
    return join(this.folder, `${randomUUID()}.contents`);
  }

  /** One chunk more than is needed, so that threads know the next one before its first content. */
  private makeRoom(contents: number): void {
    const needed = chunkOf(this.next + contents) + 2;
    while (this.chunks.length < needed) this.addChunk(new SharedArrayBuffer(CHUNK_ENTRIES * ENTRY_BYTES));
  }
}

/** Writes a segment of its own, in any thread. */
export class SegmentWriter {
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(WRITER_BYTES);
  private buffered = 0;
  private written = 0;
  private lengths: Uint32Array = new Uint32Array(1024);
  private checksums: Uint32Array = new Uint32Array(1024);
  private count = 0;

  /** @throws the file system's error: EEXIST when there is such a file. */
  constructor(private readonly path: string) {
    this.descriptor = openSync(path, 'wx', 0o600);
  }

  /**
   * @returns the content's place in the segment, from 0.
   * @throws the file system's error (ENOSPC …); then only `discard` is left.
   */
  add(bytes: Uint8Array): number {
    if (bytes.length > LONGEST_CONTENT) throw new RangeError('A record longer than 4 GiB cannot be edited');
    if (this.buffered + bytes.length > this.buffer.length) this.writeBuffered();
    if (bytes.length > this.buffer.length) {
      writeAll(this.descriptor, bytes, bytes.length, this.written);
      this.written += bytes.length;
    } else {
      this.buffer.set(bytes, this.buffered);
      this.buffered += bytes.length;
    }
    if (this.count === this.lengths.length) {
      this.lengths = doubled(this.lengths);
      this.checksums = doubled(this.checksums);
    }
    this.lengths[this.count] = bytes.length;
    this.checksums[this.count] = crc32(bytes);
    return this.count++;
  }

  /** Waits until the segment is on the disk. */
  close(): WrittenSegment {
    this.writeBuffered();
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
    const { path, lengths, checksums, count } = this;
    return { path, lengths: lengths.slice(0, count), checksums: checksums.slice(0, count) };
  }

  /** Instead of `close`: the segment is not wanted, or could not be written. */
  discard(): void {
    closeSync(this.descriptor);
    rmSync(this.path, { force: true });
  }

  private writeBuffered(): void {
    writeAll(this.descriptor, this.buffer, this.buffered, this.written);
    this.written += this.buffered;
    this.buffered = 0;
  }
}

function doubled(numbers: Uint32Array): Uint32Array {
  const more = new Uint32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}

/** @returns `undefined` where the file has been cut. @throws the file system's error. */
export function readContent(descriptor: number, offset: number, length: number): Uint8Array | undefined {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const got = readSync(descriptor, bytes, filled, length - filled, offset + filled);
    if (got === 0) return undefined;
    filled += got;
  }
  return bytes;
}

/** Where contents of these lengths begin when each follows the one before it. */
export function offsetsOf(lengths: Uint32Array): Float64Array {
  const offsets = new Float64Array(lengths.length);
  for (let place = 1; place < lengths.length; place++) offsets[place] = offsets[place - 1] + lengths[place - 1];
  return offsets;
}

function writeAll(descriptor: number, bytes: Uint8Array, length: number, position: number): void {
  for (let written = 0; written < length; ) {
    written += writeSync(descriptor, bytes, written, length - written, position + written);
  }
}

/** The names of the files in it; Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    await syncToDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function chunkOf(id: ContentId): number {
  return id >>> CHUNK_BITS;
}

function slotOf(id: ContentId): number {
  return id & (CHUNK_ENTRIES - 1);
}
