import { randomUUID } from 'node:crypto';
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
  /** Where each begins; absent when each follows the one before it, from 0. */
  readonly offsets?: Float64Array;
}

/** Where a content lies. */
export interface ContentPlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

const CHUNK_BITS = 12;
const CHUNK_ENTRIES = 2 ** CHUNK_BITS;
const OFFSET_BYTES = 8;
const ENTRY_BYTES = 16;
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

  /** @throws the file system's error, or Error when the segment has been cut. */
  read(id: ContentId): Uint8Array {
    const bytes = Buffer.allocUnsafe(this.length(id));
    const descriptor = this.descriptorOf(this.segmentOf(id));
    const start = this.offsets[chunkOf(id)][slotOf(id)];
    for (let filled = 0; filled < bytes.length; ) {
      const got = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
      if (got === 0) throw new Error(`An edited record's text is missing: ${this.place(id).path} has been cut`);
      filled += got;
    }
    return bytes;
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
    this.extents.push(new Uint32Array(chunk, CHUNK_ENTRIES * OFFSET_BYTES));
  }

  /** The number of the segment comes last: an entry that has one is complete. */
  protected writeEntry(id: ContentId, segment: number, offset: number, length: number): void {
    this.offsets[chunkOf(id)][slotOf(id)] = offset;
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
    this.writeEntry(id, 0, this.end, bytes.length);
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
  adoptSegment({ path, lengths, offsets }: WrittenSegment): ContentId {
    const starts = offsets ?? offsetsOf(lengths);
    const { size } = statSync(path);
    if (lengths.some((length, place) => starts[place] + length > size)) throw new Error(`${path} has been cut`);
    const first = this.next;
    this.makeRoom(lengths.length);
    this.segments.push(path);
    lengths.forEach((length, place) => this.writeEntry(first + place, this.segments.length - 1, starts[place], length));
    this.next += lengths.length;
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
  private lengths = new Uint32Array(1024);
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
      const lengths = new Uint32Array(2 * this.count);
      lengths.set(this.lengths);
      this.lengths = lengths;
    }
    this.lengths[this.count] = bytes.length;
    return this.count++;
  }

  /** Waits until the segment is on the disk. */
  close(): WrittenSegment {
    this.writeBuffered();
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
    return { path: this.path, lengths: this.lengths.slice(0, this.count) };
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

/** Where contents of these lengths begin when each follows the one before it. */
function offsetsOf(lengths: Uint32Array): Float64Array {
  let end = 0;
  return Float64Array.from(lengths, (length) => (end += length) - length);
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
