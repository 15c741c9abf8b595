import type { Matrix } from './matrix';

/** Products are added unrounded, as the native tool's fused multiply-add does. */
export function dotRow({ values, columns }: Matrix, row: number, vector: Float32Array): number {
  const start = row * columns;
  let sum = Math.fround(0);
  for (let j = 0; j < columns; j++) sum = Math.fround(sum + values[start + j] * vector[j]);
  return sum;
}

/** Rows that are multiplied at once: with one, each addition waits for the one before. */
const LANES = 4;

/**
 * A matrix in double precision: to turn its numbers into that each time takes as long as to multiply them. The numbers
 * of four rows lie side by side, column by column, in the order in which they are multiplied: that takes half the time.
 */
export class Weights {
  private readonly values: Float64Array;
  private readonly vector: Float64Array;
  /** With room for the rows that fill up the last four. */
  private readonly lanes: Float64Array;
  private readonly products: Float64Array;

  constructor({ values, rows, columns }: Matrix) {
    this.lanes = new Float64Array(Math.ceil(rows / LANES) * LANES);
    this.products = this.lanes.subarray(0, rows);
    this.vector = new Float64Array(columns);
    this.values = new Float64Array(this.lanes.length * columns);
    for (let row = 0; row < rows; row++) {
      const start = this.startOf(row);
      for (let j = 0; j < columns; j++) this.values[start + j * LANES] = values[row * columns + j];
    }
  }

  /** The product of each row with the vector; the array is used again for the next. */
  times(vector: Float32Array): Float64Array {
    const { values, lanes } = this;
    this.vector.set(vector);
    const x = this.vector;
    for (let row = 0, at = 0; row < lanes.length; row += LANES) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let j = 0; j < x.length; j++, at += LANES) {
        const factor = x[j];
        a += values[at] * factor;
        b += values[at + 1] * factor;
        c += values[at + 2] * factor;
        d += values[at + 3] * factor;
      }
      lanes[row] = a;
      lanes[row + 1] = b;
      lanes[row + 2] = c;
      lanes[row + 3] = d;
    }
    return this.products;
  }

  /** The product of one row with the vector, in four sums for the same reason. */
  rowTimes(row: number, vector: Float32Array): number {
    const { values } = this;
    const columns = vector.length;
    let at = this.startOf(row);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let j = 0;
    for (; j + 4 <= columns; j += 4, at += 4 * LANES) {
      a += values[at] * vector[j];
      b += values[at + LANES] * vector[j + 1];
      c += values[at + 2 * LANES] * vector[j + 2];
      d += values[at + 3 * LANES] * vector[j + 3];
    }
    for (; j < columns; j++, at += LANES) a += values[at] * vector[j];
    return a + b + (c + d);
  }

  private startOf(row: number): number {
    const lane = row % LANES;
    return (row - lane) * this.vector.length + lane;
  }
}
