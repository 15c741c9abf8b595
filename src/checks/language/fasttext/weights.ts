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

  constructor({ values }: Matrix) {
    this.values = Float64Array.from(values);
  }

  /** The product of one row with the vector, in four sums: with one, each addition waits for the one before. */
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
