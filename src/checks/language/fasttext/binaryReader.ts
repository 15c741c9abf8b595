/** Reads little-endian values one after another, and never past the end. */
export class BinaryReader {
  private readonly view: DataView;
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  boolean(): boolean {
    return this.bytes[this.advance(1)] !== 0;
  }

  int8(): number {
    return this.view.getInt8(this.advance(1));
  }

  int32(): number {
    return this.view.getInt32(this.advance(4), true);
  }

  /** A 64-bit integer as a number: exact up to 2^53. */
  int64(): number {
    return Number(this.view.getBigInt64(this.advance(8), true));
  }

  skip(length: number): void {
    this.advance(length);
  }

  /** A view, not a copy. */
  uint8Array(length: number): Uint8Array {
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  /** A copy, since floats in a model lie at any offset. */
  float32Array(length: number): Float32Array {
    const start = this.advance(length * 4);
    return new Float32Array(new Uint8Array(this.bytes.subarray(start, this.position)).buffer);
  }

  /** The bytes up to the next NUL, which is passed over; a view, not a copy. */
  cString(): Uint8Array {
    const end = this.bytes.indexOf(0, this.position);
    if (end < 0) throw truncated();
    const string = this.bytes.subarray(this.position, end);
    this.position = end + 1;
    return string;
  }

  private advance(length: number): number {
    if (!(length >= 0 && length <= this.remaining)) throw truncated();
    const start = this.position;
    this.position += length;
    return start;
  }
}

function truncated(): Error {
  return new Error('The fastText model ends too early: the file is truncated or damaged.');
}
