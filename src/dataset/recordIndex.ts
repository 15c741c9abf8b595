/** `lines`: every line is a record (JSONL). `array`: every element of one JSON array is. */
export type Container = 'lines' | 'array';

/** A `RecordIndex` as plain data for other threads: the chunks are shared memory, so posting them costs nothing. */
export interface SharedIndex {
  readonly container: Container;
  readonly chunks: SharedArrayBuffer[];
  readonly count: number;
  readonly complete: boolean;
  readonly problem?: string;
}

const CHUNK_BITS = 16;
const CHUNK_RECORDS = 2 ** CHUNK_BITS;
const LINE_BYTES = 8;
const ELEMENT_BYTES = 16;
const LONGEST_ELEMENT = 0xffff_ffff;

/**
 * Where the records of a dataset lie in its bytes. Grows while a thread indexes; other threads follow with `adopt`.
 *
 * Lines take 8 bytes a record: where each line starts, as a Float64 that is negative when the line before it ends with
 * \r\n. One entry more than there are records says where the next line would start, so that every record's end follows
 * from the entry after it. Elements of an array take 16: start (Float64), length and line (Uint32).
 */
export class RecordIndex {
  protected chunks: SharedArrayBuffer[] = [];
  protected starts: Float64Array[] = [];
  /** Of an array only: length and line of each element, side by side. */
  protected extents: Uint32Array[] = [];
  protected known = 0;
  protected finished = false;
  protected fault: string | undefined;

  constructor(readonly container: Container) {}

  static fromShared(shared: SharedIndex): RecordIndex {
    const index = new RecordIndex(shared.container);
    index.adopt(shared);
    return index;
  }

  /** Records known so far. */
  get count(): number {
    return this.known;
  }

  /** Whether all of the file is indexed. */
  get complete(): boolean {
    return this.finished;
  }

  /**
   * What is wrong with the file around its records, in one sentence: an array that is not closed, a comma missing.
   * What is wrong with a record is said by `parseRecord`.
   */
  get problem(): string | undefined {
    return this.fault;
  }

  /** Byte offset of the record's first byte. */
  start(position: number): number {
    this.mustKnow(position);
    return Math.abs(this.startEntry(position));
  }

  /** Byte offset after the record's last byte, without its line ending (\n or \r\n) or comma. */
  end(position: number): number {
    this.mustKnow(position);
    if (this.container === 'array') {
      return this.startEntry(position) + this.extents[chunkOf(position)][2 * slotOf(position)];
    }
    const next = this.startEntry(position + 1);
    return next < 0 ? -next - 2 : next - 1;
  }

  /** Of lines: byte offset where the next one starts, or would; one byte after a file whose last line is not ended. */
  next(position: number): number {
    this.mustKnow(position);
    return Math.abs(this.startEntry(position + 1));
  }

  /** Of lines: whether this one ends with \r\n. */
  endsWithCrlf(position: number): boolean {
    this.mustKnow(position);
    return this.startEntry(position + 1) < 0;
  }

  /** Line of the file that the record begins on, from 1. */
  line(position: number): number {
    this.mustKnow(position);
    if (this.container === 'lines') return position + 1;
    return this.extents[chunkOf(position)][2 * slotOf(position) + 1];
  }

  share(): SharedIndex {
    return {
      container: this.container,
      chunks: [...this.chunks],
      count: this.known,
      complete: this.finished,
      problem: this.fault,
    };
  }

  /** Takes over what the indexing thread has found since: the same chunks, perhaps more of them, a larger count. */
  adopt(shared: SharedIndex): void {
    for (const chunk of shared.chunks.slice(this.chunks.length)) this.addChunk(chunk);
    this.known = shared.count;
    this.finished = shared.complete;
    this.fault = shared.problem;
  }

  protected addChunk(chunk: SharedArrayBuffer): void {
    this.chunks.push(chunk);
    this.starts.push(new Float64Array(chunk, 0, CHUNK_RECORDS));
    if (this.container === 'array') this.extents.push(new Uint32Array(chunk, CHUNK_RECORDS * LINE_BYTES));
  }

  private startEntry(position: number): number {
    return this.starts[chunkOf(position)][slotOf(position)];
  }

  private mustKnow(position: number): void {
    if (!(position >= 0 && position < this.known)) {
      throw new RangeError(`No record at position ${position}: ${this.known} are known`);
    }
  }
}

/** The side of the index that the indexing thread writes. Records are added in the order of the file. */
export class RecordIndexWriter extends RecordIndex {
  /** @param firstStart where the first line starts: after the byte order mark. */
  constructor(container: Container, firstStart: number) {
    super(container);
    if (container === 'lines') this.writeStart(0, firstStart);
  }

  /**
   * @param next where the next line starts, or would; for a last line without line ending, one byte after the file.
   * @param crlf whether the line added ends with \r\n.
   */
  addLine(next: number, crlf: boolean): void {
    this.known++;
    this.writeStart(this.known, crlf ? -next : next);
  }

  /** @param starts where lines begin, each right after the line that it adds; negative when that one ends with \r\n. */
  addLines(starts: Float64Array): void {
    for (let from = 0; from < starts.length; ) {
      const first = this.known + 1;
      const to = Math.min(starts.length, from + CHUNK_RECORDS - slotOf(first));
      this.writeStart(first, starts[from]);
      this.starts[chunkOf(first)].set(starts.subarray(from, to), slotOf(first));
      this.known += to - from;
      from = to;
    }
  }

  /**
   * Adds what stands after the last line ending, if anything does.
   * @param size of the file, in bytes.
   */
  endLines(size: number): void {
    if (size > Math.abs(this.starts[chunkOf(this.known)][slotOf(this.known)])) this.addLine(size + 1, false);
  }

  /** An element longer than 4 GiB is taken as several, so that none of its bytes is lost. */
  addElement(start: number, end: number, line: number): void {
    for (let from = start; from < end; from += LONGEST_ELEMENT) {
      this.writeStart(this.known, from);
      const extents = this.extents[chunkOf(this.known)];
      const slot = 2 * slotOf(this.known);
      extents[slot] = Math.min(end - from, LONGEST_ELEMENT);
      extents[slot + 1] = line;
      this.known++;
    }
  }

  /** Keeps the first problem reported. */
  report(problem: string): void {
    this.fault ??= problem;
  }

  finish(): void {
    this.finished = true;
  }

  private writeStart(position: number, entry: number): void {
    const chunk = chunkOf(position);
    if (chunk === this.chunks.length) {
      const bytes = this.container === 'array' ? ELEMENT_BYTES : LINE_BYTES;
      this.addChunk(new SharedArrayBuffer(CHUNK_RECORDS * bytes));
    }
    this.starts[chunk][slotOf(position)] = entry;
  }
}

function chunkOf(position: number): number {
  return position >>> CHUNK_BITS;
}

function slotOf(position: number): number {
  return position & (CHUNK_RECORDS - 1);
}
