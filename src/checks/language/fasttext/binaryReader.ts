import type { ByteSource } from './byteSource';
import { sharedFloat32Array } from './sharedArrays';

/** Bytes read ahead. No word of a model is nearly as long. */
const WINDOW = 1 << 18;

/**
 * Reads little-endian values one after another, and never past the end. Of the source, it holds a window only; arrays
 * are read right into where they stay.
 */
export class BinaryReader {
  private readonly window: Uint8Array;
  private readonly view: DataView;
  /** What has been read ahead lies in `window` from `position` to `end`. */
  private position = 0;
  private end = 0;
  /** Bytes that follow what has been read ahead. */
  private ahead: number;

  constructor(private readonly source: ByteSource) {
    this.ahead = source.size;
    this.window = new Uint8Array(Math.min(WINDOW, source.size));
    this.view = new DataView(this.window.buffer);
  }

  get remaining(): number {
    return this.end - this.position + this.ahead;
  }

  /** @throws Error unless so many bytes follow. */
  expect(length: number): void {
    if (!(length >= 0 && length <= this.remaining)) throw truncated();
  }

  boolean(): boolean {
    return this.window[this.advance(1)] !== 0;
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

  /** At most as many bytes as fit the window. */
  skip(length: number): void {
    this.advance(length);
  }

  uint8Array(length: number): Uint8Array {
    this.expect(length);
    const bytes = new Uint8Array(length);
    this.readInto(bytes);
    return bytes;
  }

  /** In shared memory. */
  float32Array(length: number): Float32Array {
    this.expect(length * 4);
    const floats = sharedFloat32Array(length);
    this.readInto(new Uint8Array(floats.buffer));
    return floats;
  }

  /** The bytes up to the next NUL, which is passed over; to be copied before the next value is read. */
  cString(): Uint8Array {
    let end = this.window.subarray(0, this.end).indexOf(0, this.position);
    if (end < 0) {
      this.readAhead();
      end = this.window.subarray(0, this.end).indexOf(0);
    }
    if (end < 0) throw truncated();
    const string = this.window.subarray(this.position, end);
    this.position = end + 1;
    return string;
  }

  private advance(length: number): number {
    this.expect(length);
    if (this.end - this.position < length) this.readAhead();
    const start = this.position;
    this.position += length;
    return start;
  }

  /** Moves what is left in the window to its beginning and fills the rest. */
  private readAhead(): void {
    this.window.copyWithin(0, this.position, this.end);
    this.end -= this.position;
    this.position = 0;
    const wanted = Math.min(this.window.length - this.end, this.ahead);
    this.fill(this.window.subarray(this.end, this.end + wanted));
    this.end += wanted;
  }

  private readInto(target: Uint8Array): void {
    const held = this.window.subarray(this.position, Math.min(this.end, this.position + target.length));
    target.set(held);
    this.position += held.length;
    this.fill(target.subarray(held.length));
  }

  private fill(target: Uint8Array): void {
    for (let filled = 0; filled < target.length; ) {
      const read = this.source.read(target.subarray(filled));
      if (read === 0) throw truncated();
      filled += read;
    }
    this.ahead -= target.length;
  }
}

function truncated(): Error {
  return new Error('The fastText model ends too early: the file is truncated or damaged.');
}
