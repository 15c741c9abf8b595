import type { BinaryReader } from './binaryReader';
import { sharedFloat32Array } from './sharedArrays';

/** Rows of 32-bit floats, one after another, in shared memory. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Centroids that a subquantizer of fastText has: one for each value of a byte. */
const CENTROIDS = 256;

/** So that a number's place fits 32 bits: 8 GB. */
const MOST_VALUES = 2 ** 31 - 1;
/** Of a quantized matrix, whose size in the file is no bound: 2 GB once decoded, more than any model in use. */
const MOST_DECODED_VALUES = 2 ** 29;

/** fastText's DenseMatrix (densematrix.cc). */
export function readDenseMatrix(reader: BinaryReader): Matrix {
  const rows = reader.int64();
  const columns = reader.int64();
  checkSize(rows, columns);
  return { rows, columns, values: reader.float32Array(rows * columns) };
}

/** fastText's QuantMatrix (quantmatrix.cc, productquantizer.cc), decoded. */
export function readQuantizedMatrix(reader: BinaryReader): Matrix {
  const hasNorms = reader.boolean();
  const rows = reader.int64();
  const columns = reader.int64();
  checkSize(rows, columns);
  const codeSize = reader.int32();
  const codes = reader.uint8Array(codeSize);
  const quantizer = readProductQuantizer(reader, columns);
  if (codeSize !== rows * quantizer.subquantizers) throw damaged('its codes do not fit its rows');
  const norms = hasNorms ? decodeNorms(reader, rows) : undefined;
  if (rows * columns > MOST_DECODED_VALUES) throw tooLarge(rows, columns);

  const values = sharedFloat32Array(rows * columns);
  const { subquantizers, subDimension, lastSubDimension, centroids } = quantizer;
  let value = 0;
  let code = 0;
  for (let row = 0; row < rows; row++) {
    const norm = norms ? norms[row] : 1;
    for (let part = 0; part < subquantizers; part++) {
      const length = part === subquantizers - 1 ? lastSubDimension : subDimension;
      const centroid = part * CENTROIDS * subDimension + codes[code++] * length;
      for (let k = 0; k < length; k++) values[value++] = norm * centroids[centroid + k];
    }
  }
  return { rows, columns, values };
}

interface ProductQuantizer {
  readonly subquantizers: number;
  readonly subDimension: number;
  readonly lastSubDimension: number;
  readonly centroids: Float32Array;
}

function readProductQuantizer(reader: BinaryReader, columns: number): ProductQuantizer {
  const dimension = reader.int32();
  const subquantizers = reader.int32();
  const subDimension = reader.int32();
  const lastSubDimension = reader.int32();
  const whole =
    dimension === columns &&
    subquantizers > 0 &&
    subDimension > 0 &&
    lastSubDimension > 0 &&
    lastSubDimension <= subDimension &&
    (subquantizers - 1) * subDimension + lastSubDimension === dimension;
  if (!whole) throw damaged('its quantizer does not fit its dimension');
  return { subquantizers, subDimension, lastSubDimension, centroids: reader.float32Array(dimension * CENTROIDS) };
}

function decodeNorms(reader: BinaryReader, rows: number): Float32Array {
  const codes = reader.uint8Array(rows);
  const { centroids } = readProductQuantizer(reader, 1);
  return Float32Array.from(codes, (code) => centroids[code]);
}

/** A copy of these rows, in this order. */
export function pickRows({ values, columns }: Matrix, rows: readonly number[]): Matrix {
  const picked = sharedFloat32Array(rows.length * columns);
  rows.forEach((row, place) => picked.set(values.subarray(row * columns, (row + 1) * columns), place * columns));
  return { rows: rows.length, columns, values: picked };
}

function checkSize(rows: number, columns: number): void {
  if (!(rows > 0 && columns > 0 && Number.isSafeInteger(rows * columns * 4))) {
    throw damaged(`a matrix of ${rows} rows and ${columns} columns`);
  }
  if (rows * columns > MOST_VALUES) throw tooLarge(rows, columns);
}

function tooLarge(rows: number, columns: number): Error {
  return new Error(`The fastText model is too large: a matrix of ${rows} rows and ${columns} columns.`);
}

function damaged(reason: string): Error {
  return new Error(`The fastText model is damaged: ${reason}.`);
}
