import { type FileHandle, open } from 'node:fs/promises';

/**
 * Reads the header of a GGUF file: metadata and the shapes of tensors, never the tensors. Files come from anywhere, so
 * every count and length is bounded before it is believed.
 * @see https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */

/** Why a file is no GGUF file that can be read; a sentence for people, without the file's name. */
export class GgufError extends Error {
  override readonly name = 'GgufError';
}

export interface GgufHeader {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: TensorShapes;
}

/** Numbers of elements by dimension, the one that varies fastest first, by the tensor's name. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;

/** Integers that a `number` cannot hold are a `bigint`. */
export type GgufValue = string | number | bigint | boolean | GgufList;

/** Lists may be long (a vocabulary) and are left in the file. */
export interface GgufList {
  /** Number of their type. */
  readonly elements: number;
  readonly length: number;
  /** Where its first element lies in the file, in bytes. */
  readonly offset: number;
}

/** As numbered in the file. */
const ValueType = {
  Uint8: 0,
  Int8: 1,
  Uint16: 2,
  Int16: 3,
  Uint32: 4,
  Int32: 5,
  Float32: 6,
  Bool: 7,
  Text: 8,
  List: 9,
  Uint64: 10,
  Int64: 11,
  Float64: 12,
} as const;

const BYTES = new Map<number, number>([
  [ValueType.Uint8, 1],
  [ValueType.Int8, 1],
  [ValueType.Uint16, 2],
  [ValueType.Int16, 2],
  [ValueType.Uint32, 4],
  [ValueType.Int32, 4],
  [ValueType.Float32, 4],
  [ValueType.Bool, 1],
  [ValueType.Uint64, 8],
  [ValueType.Int64, 8],
  [ValueType.Float64, 8],
]);

/** Far above what any model has: the largest have some thousands of tensors, and vocabularies of 300,000 tokens. */
const MOST_ENTRIES = 65_536;
const MOST_ELEMENTS = 16_777_216;
const MOST_DIMENSIONS = 4;
const LONGEST_NAME = 65_535;
/** Chat templates have up to 100 kB. */
const LONGEST_TEXT = 4_194_304;
const DEEPEST_LIST = 4;
const BLOCK = 262_144;

/** @throws GgufError when it is none, or is cut off, or claims what no model has; else what opening the file throws. */
export async function readGgufHeader(path: string): Promise<GgufHeader> {
  return reading(path, async (reader) => {
    await readMagic(reader);
    const tensorCount = await reader.count('tensors', MOST_ENTRIES);
    const valueCount = await reader.count('values', MOST_ENTRIES);

    const metadata = new Map<string, GgufValue>();
    for (let n = 0; n < valueCount; n++) {
      const key = await reader.text(LONGEST_NAME);
      if (metadata.has(key)) throw new GgufError('Its header has two values of the same name.');
      metadata.set(key, await reader.value());
    }

    const tensors = new Map<string, readonly number[]>();
    let lastOffset = 0;
    for (let n = 0; n < tensorCount; n++) {
      const name = await reader.text(LONGEST_NAME);
      if (tensors.has(name)) throw new GgufError('Its header has two tensors of the same name.');
      tensors.set(name, await reader.shape());
      await reader.uint32(); // type
      lastOffset = Math.max(lastOffset, await reader.size());
    }
    if (reader.position + lastOffset > reader.bytes) throw new GgufError('The file is cut off.');
    return { metadata, tensors };
  });
}

/**
 * Texts of a list of texts, such as a vocabulary, at some places in it.
 * @returns in the order asked; `undefined` for places that the list does not have
 */
export async function readGgufTexts(
  path: string,
  list: GgufList,
  places: readonly number[],
): Promise<readonly (string | undefined)[]> {
  if (list.elements !== ValueType.Text) return places.map(() => undefined);
  const found = new Map<number, string>();
  const wanted = new Set(places);
  const last = Math.min(list.length - 1, Math.max(...places));
  await reading(path, async (reader) => {
    reader.skip(list.offset);
    for (let n = 0; n <= last; n++) {
      if (wanted.has(n)) found.set(n, await reader.text(LONGEST_NAME));
      else reader.skip(await reader.size());
    }
  });
  return places.map((place) => found.get(place));
}

async function reading<T>(path: string, read: (reader: HeaderReader) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new GgufError('It is no file.');
    return await read(new HeaderReader(file, stats.size));
  } finally {
    await file.close();
  }
}

async function readMagic(reader: HeaderReader): Promise<void> {
  if (reader.bytes < 8 || (await reader.uint32()) !== 0x46554747 /* "GGUF" */) throw new GgufError('It is no GGUF file.');
  const version = await reader.uint32();
  if (version !== 2 && version !== 3) {
    const bigEndian = version > 0 && version % 65_536 === 0;
    throw new GgufError(bigEndian ? 'It is for big-endian computers.' : `Its version of GGUF, ${version}, is not known.`);
  }
}

/** Walks through the file by blocks. What it has in memory is at most a block, or a text of bounded length. */
class HeaderReader {
  position = 0;
  private block = Buffer.alloc(0);
  private blockStart = 0;
  /** Elements that lists may still have, all together. */
  private elements = MOST_ELEMENTS;

  constructor(
    private readonly file: FileHandle,
    readonly bytes: number,
  ) {}

  skip(bytes: number): void {
    this.position += bytes;
    if (this.position > this.bytes) throw cutOff();
  }

  async uint32(): Promise<number> {
    const at = await this.take(4);
    return this.block.readUInt32LE(at);
  }

  /** A length or offset: one beyond the file's end is refused. */
  async size(): Promise<number> {
    const at = await this.take(8);
    const size = this.block.readBigUInt64LE(at);
    if (size > BigInt(this.bytes)) throw cutOff();
    return Number(size);
  }

  async count(what: string, most: number): Promise<number> {
    const at = await this.take(8);
    const count = this.block.readBigUInt64LE(at);
    if (count > BigInt(most)) throw new GgufError(`It claims to have ${count} ${what}, which no model has.`);
    return Number(count);
  }

  async text(longest: number): Promise<string> {
    const length = await this.size();
    if (length > longest) throw new GgufError(`A text in its header has ${length} bytes, which none needs.`);
    const at = await this.take(length);
    return this.block.toString('utf8', at, at + length);
  }

  async shape(): Promise<readonly number[]> {
    const dimensions = await this.uint32();
    if (dimensions > MOST_DIMENSIONS) throw new GgufError(`A tensor has ${dimensions} dimensions, which none may have.`);
    const shape: number[] = [];
    for (let n = 0; n < dimensions; n++) {
      const at = await this.take(8);
      const size = this.block.readBigUInt64LE(at);
      if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new GgufError('A tensor is larger than any can be.');
      shape.push(Number(size));
    }
    return shape;
  }

  async value(): Promise<GgufValue> {
    return this.valueOf(await this.uint32());
  }

  private async valueOf(type: number): Promise<GgufValue> {
    if (type === ValueType.Text) return this.text(LONGEST_TEXT);
    if (type === ValueType.List) return this.list(1);
    const at = await this.take(bytesOf(type));
    switch (type) {
      case ValueType.Uint8:
        return this.block.readUInt8(at);
      case ValueType.Int8:
        return this.block.readInt8(at);
      case ValueType.Uint16:
        return this.block.readUInt16LE(at);
      case ValueType.Int16:
        return this.block.readInt16LE(at);
      case ValueType.Uint32:
        return this.block.readUInt32LE(at);
      case ValueType.Int32:
        return this.block.readInt32LE(at);
      case ValueType.Float32:
        return this.block.readFloatLE(at);
      case ValueType.Bool:
        return this.block.readUInt8(at) !== 0;
      case ValueType.Uint64:
        return asNumber(this.block.readBigUInt64LE(at));
      case ValueType.Int64:
        return asNumber(this.block.readBigInt64LE(at));
      default:
        return this.block.readDoubleLE(at);
    }
  }

  /** Steps over its elements. */
  private async list(depth: number): Promise<GgufList> {
    if (depth > DEEPEST_LIST) throw new GgufError('Its header has lists in lists, deeper than any needs.');
    const elements = await this.uint32();
    const length = await this.count('elements in a list', this.elements);
    this.elements -= length;
    const offset = this.position;
    if (elements === ValueType.Text) {
      for (let n = 0; n < length; n++) this.skip(this.holds(8) ? this.bufferedSize() : await this.size());
    } else if (elements === ValueType.List) {
      for (let n = 0; n < length; n++) await this.list(depth + 1);
    } else {
      this.skip(length * bytesOf(elements));
    }
    return { elements, length, offset };
  }

  /** As `size`, without waiting: vocabularies have hundreds of thousands. */
  private bufferedSize(): number {
    const size = this.block.readBigUInt64LE(this.position - this.blockStart);
    if (size > BigInt(this.bytes)) throw cutOff();
    this.position += 8;
    return Number(size);
  }

  private holds(count: number): boolean {
    return this.position >= this.blockStart && this.position + count <= this.blockStart + this.block.length;
  }

  /** Has the next bytes in the block, and goes past them. @returns where they begin in it */
  private async take(count: number): Promise<number> {
    if (this.position + count > this.bytes) throw cutOff();
    if (!this.holds(count)) {
      const buffer = Buffer.allocUnsafe(Math.min(Math.max(count, BLOCK), this.bytes - this.position));
      const { bytesRead } = await this.file.read(buffer, 0, buffer.length, this.position);
      if (bytesRead < count) throw cutOff();
      this.block = buffer.subarray(0, bytesRead);
      this.blockStart = this.position;
    }
    const at = this.position - this.blockStart;
    this.position += count;
    return at;
  }
}

function bytesOf(type: number): number {
  const bytes = BYTES.get(type);
  if (bytes === undefined) throw new GgufError(`Its header has a value of a type, ${type}, that is not known.`);
  return bytes;
}

function asNumber(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function cutOff(): GgufError {
  return new GgufError('The file is cut off.');
}
