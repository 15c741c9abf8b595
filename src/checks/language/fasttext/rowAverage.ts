import type { Matrix } from './matrix';

/** Rows that wait until a batch of them is added up. */
const BATCH = 4096;
/** Columns that are added up at once, in local variables. */
const LANES = 8;

/** The average of a text's rows, added in the order in which they come, in single precision, as fastText does. */
export class RowAverage {
  private readonly sum: Float32Array;
  private readonly waiting = new Int32Array(BATCH);
  private waitingCount = 0;
  private addedCount = 0;

  constructor(private readonly matrix: Matrix) {
    this.sum = new Float32Array(matrix.columns);
  }

  get count(): number {
    return this.addedCount + this.waitingCount;
  }

  reset(): void {
    this.sum.fill(0);
    this.waitingCount = 0;
    this.addedCount = 0;
  }

  add(row: number): void {
    if (this.waitingCount === BATCH) this.addWaiting();
    this.waiting[this.waitingCount++] = row;
  }

  /** Adds the rows named in `rows` from `start` to `end`. */
  addAll(rows: Int32Array, start: number, end: number): void {
    for (let i = start; i < end; i++) this.add(rows[i]);
  }

  /** Ends the run; the array is used again for the next. */
  average(): Float32Array {
    this.addWaiting();
    const factor = Math.fround(1 / this.addedCount);
    for (let j = 0; j < this.sum.length; j++) this.sum[j] *= factor;
    return this.sum;
  }

  private addWaiting(): void {
    const { columns } = this.matrix;
    let column = 0;
    for (; column + LANES <= columns; column += LANES) this.addLanes(column);
    for (; column < columns; column++) this.addColumn(column);
    this.addedCount += this.waitingCount;
    this.waitingCount = 0;
  }

  private addLanes(column: number): void {
    const { sum, waiting, waitingCount } = this;
    const { values, columns } = this.matrix;
    let a = sum[column];
    let b = sum[column + 1];
    let c = sum[column + 2];
    let d = sum[column + 3];
    let e = sum[column + 4];
    let f = sum[column + 5];
    let g = sum[column + 6];
    let h = sum[column + 7];
    for (let i = 0; i < waitingCount; i++) {
      const value = waiting[i] * columns + column;
      a = Math.fround(a + values[value]);
      b = Math.fround(b + values[value + 1]);
      c = Math.fround(c + values[value + 2]);
      d = Math.fround(d + values[value + 3]);
      e = Math.fround(e + values[value + 4]);
      f = Math.fround(f + values[value + 5]);
      g = Math.fround(g + values[value + 6]);
      h = Math.fround(h + values[value + 7]);
    }
    sum[column] = a;
    sum[column + 1] = b;
    sum[column + 2] = c;
    sum[column + 3] = d;
    sum[column + 4] = e;
    sum[column + 5] = f;
    sum[column + 6] = g;
    sum[column + 7] = h;
  }

  private addColumn(column: number): void {
    const { sum, waiting, waitingCount } = this;
    const { values, columns } = this.matrix;
    let total = sum[column];
    for (let i = 0; i < waitingCount; i++) total = Math.fround(total + values[waiting[i] * columns + column]);
    sum[column] = total;
  }
}
