import type { Matrix } from './matrix';

/** Products are added unrounded, as the native tool's fused multiply-add does. */
export function dotRow({ values, columns }: Matrix, row: number, vector: Float32Array): number {
  const start = row * columns;
  let sum = Math.fround(0);
  for (let j = 0; j < columns; j++) sum = Math.fround(sum + values[start + j] * vector[j]);
  return sum;
}

/** A matrix in double precision: to turn its numbers into that each time takes as long as to multiply them. */
export class Weights {
  private readonly values: Float64Array;
  private readonly vector: Float64Array;
  private readonly products: Float64Array;

  constructor({ values, rows, columns }: Matrix) {
    this.values = Float64Array.from(values);
    this.vector = new Float64Array(columns);
    this.products = new Float64Array(rows);
  }

  /**
   * The product of each row with the vector; the array is used again for the next. Four rows at a time: with one, each
   * addition waits for the one before.
   */
  times(vector: Float32Array): Float64Array {
    const { values, products } = this;
    this.vector.set(vector);
    const x = this.vector;
    const columns = x.length;
    let row = 0;
    for (; row + 4 <= products.length; row += 4) {
      const start = row * columns;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let j = 0; j < columns; j++) {
        a += values[start + j] * x[j];
        b += values[start + columns + j] * x[j];
        c += values[start + 2 * columns + j] * x[j];
        d += values[start + 3 * columns + j] * x[j];
      }
      products[row] = a;
      products[row + 1] = b;
      products[row + 2] = c;
      products[row + 3] = d;
    }
    for (; row < products.length; row++) products[row] = this.rowTimes(row, vector);
    return products;
  }

  /** The product of one row with the vector, in four sums for the same reason. */
  rowTimes(row: number, vector: Float32Array): number {
    const { values } = this;
    const columns = vector.length;
    const start = row * columns;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      a += values[start + j] * vector[j];
      b += values[start + j + 1] * vector[j + 1];
      c += values[start + j + 2] * vector[j + 2];
      d += values[start + j + 3] * vector[j + 3];
    }
    for (; j < columns; j++) a += values[start + j] * vector[j];
    return a + b + (c + d);
  }
}
