import type { Matrix } from './matrix';

/** Rows whose products are summed up at once. */
const LANES = 8;
const PAGE = 1 << 16;

/**
 * The products of a matrix's rows with a vector, by vector instructions: several times faster than without, which is
 * most of the time where a model has thousands of labels. The products are added up in double precision, column by
 * column. The numbers of eight rows lie side by side, in the order in which they are multiplied.
 */
export class RowProducts {
  private readonly vector: Float64Array;
  private readonly products: Float64Array;
  private readonly multiply: () => void;

  constructor({ values, rows, columns }: Matrix) {
    const padded = Math.ceil(rows / LANES) * LANES;
    const vectorAt = padded * columns * 4;
    const productsAt = vectorAt + columns * 8;
    const end = productsAt + padded * 8;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
    const numbers = new Float32Array(memory.buffer, 0, padded * columns);
    for (let row = 0; row < rows; row++) {
      const lane = row % LANES;
      const start = (row - lane) * columns + lane;
      for (let j = 0; j < columns; j++) numbers[start + j * LANES] = values[row * columns + j];
    }
    this.vector = new Float64Array(memory.buffer, vectorAt, columns);
    this.products = new Float64Array(memory.buffer, productsAt, rows);
    const { multiply } = new WebAssembly.Instance(program, { matrix: { memory } }).exports;
    this.multiply = () => multiply(0, vectorAt, productsAt, productsAt, end);
  }

  /** @returns an array that is used again for the next vector. */
  times(vector: Float32Array): Float64Array {
    this.vector.set(vector);
    this.multiply();
    return this.products;
  }
}

/** Of JavaScript's WebAssembly, whose types come with those of browsers only, as much as is used here. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { matrix: { memory: object } },
  ) => { readonly exports: { multiply(numbers: number, vector: number, vectorEnd: number, products: number, end: number): void } };
};

// Instructions of https://webassembly.github.io/spec/core/binary/instructions.html
const I32 = 0x7f;
const V128 = 0x7b;
const LOOP = [0x03, 0x40];
const END = 0x0b;
const BRANCH_IF = 0x0d;
const GET = 0x20;
const SET = 0x21;
const I32_CONST = 0x41;
const I32_LESS = 0x49;
const I32_ADD = 0x6a;
const ZERO = [0xfd, 0x0c, ...Array<number>(16).fill(0)];
/** With the alignment as a power of two; the offset follows. */
const LOAD_AND_SPREAD_F64 = [0xfd, 0x0a, 3];
const LOAD_TWO_F32 = [0xfd, 0x5d, 3];
const STORE = [0xfd, 0x0b, 3];
const TO_F64 = [0xfd, 0x5f];
const ADD = [0xfd, 0xf0, 0x01];
const MULTIPLY = [0xfd, 0xf2, 0x01];

// Parameters and variables, by number.
const NUMBERS = 0;
const VECTOR = 1;
const VECTOR_END = 2;
const PRODUCTS = 3;
const PRODUCTS_END = 4;
const COLUMN = 5;
const FACTOR = 6;
/** Two sums each. */
const SUMS = [7, 8, 9, 10];

const advance = (variable: number, bytes: number) => [GET, variable, I32_CONST, ...signed(bytes), I32_ADD];
const isBelow = (variable: number, end: number) => [...[GET, variable], ...[GET, end], I32_LESS];

/** For each eight rows: for each column, adds the eight products to the sums; then stores these. */
const body = [
  ...LOOP,
  ...SUMS.flatMap((sum) => [...ZERO, SET, sum]),
  ...[GET, VECTOR, SET, COLUMN],
  ...LOOP,
  ...[GET, COLUMN, ...LOAD_AND_SPREAD_F64, 0, SET, FACTOR],
  ...SUMS.flatMap((sum, pair) => [
    ...[GET, sum],
    ...[GET, NUMBERS, ...LOAD_TWO_F32, pair * 8, ...TO_F64],
    ...[GET, FACTOR, ...MULTIPLY],
    ...[...ADD, SET, sum],
  ]),
  ...[...advance(NUMBERS, LANES * 4), SET, NUMBERS],
  ...[...advance(COLUMN, 8), SET, COLUMN],
  ...[...isBelow(COLUMN, VECTOR_END), BRANCH_IF, 0],
  END,
  ...SUMS.flatMap((sum, pair) => [GET, PRODUCTS, GET, sum, ...STORE, pair * 16]),
  ...[...advance(PRODUCTS, LANES * 8), SET, PRODUCTS],
  ...[...isBelow(PRODUCTS, PRODUCTS_END), BRANCH_IF, 0],
  END,
  END,
];

const variables = [2, 1, I32, 1 + SUMS.length, V128];
const program = new WebAssembly.Module(
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...counted([I32, I32, I32, I32, I32]), 0]),
    ...section(2, [1, ...named('matrix'), ...named('memory'), 0x02, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('multiply'), 0, 0]),
    ...section(10, [1, ...counted([...variables, ...body])]),
  ]),
);

function section(id: number, content: readonly number[]): number[] {
  return [id, ...counted(content)];
}

function counted(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function named(name: string): number[] {
  return counted([...new TextEncoder().encode(name)]);
}

/** LEB128. */
function unsigned(number: number): number[] {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...unsigned(number >>> 7)];
}

/** LEB128 of a positive number, whose last byte must not look negative. */
function signed(number: number): number[] {
  return number < 0x40 ? [number] : [(number & 0x7f) | 0x80, ...signed(number >>> 7)];
}
