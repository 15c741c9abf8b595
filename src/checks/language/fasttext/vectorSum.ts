/** Vectors that wait until a batch of them is added up. */
const BATCH = 4096;
/** Columns that are added up at once, in local variables. */
const LANES = 8;

/** The sum of vectors, added in the order in which they come, in single precision, as fastText does. */
export class VectorSum {
  readonly sum: Float32Array;
  private readonly waiting = new Int32Array(BATCH);
  private waitingCount = 0;
  private addedCount = 0;

  /** @param values in which vectors of this many columns lie */
  constructor(
    private readonly values: Float32Array,
    columns: number,
  ) {
    this.sum = new Float32Array(columns);
  }

  get count(): number {
    return this.addedCount + this.waitingCount;
  }

  clear(): void {
    this.sum.fill(0);
    this.waitingCount = 0;
    this.addedCount = 0;
  }

  /** @param start where the vector begins in `values`; it is read at the latest by `flush` */
  add(start: number): void {
    if (this.waitingCount === BATCH) this.flush();
    this.waiting[this.waitingCount++] = start;
  }

  /** Adds the vectors that begin at the first `count` of `starts`. */
  addAll(starts: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) this.add(starts[i]);
  }

  /** Brings `sum` up to date. */
  flush(): void {
    const columns = this.sum.length;
    let column = 0;
    for (; column + LANES <= columns; column += LANES) this.addLanes(column);
    for (; column < columns; column++) this.addColumn(column);
    this.addedCount += this.waitingCount;
    this.waitingCount = 0;
  }

  private addLanes(column: number): void {
    const { sum, values, waiting, waitingCount } = this;
    let a = sum[column];
    let b = sum[column + 1];
    let c = sum[column + 2];
    let d = sum[column + 3];
    let e = sum[column + 4];
    let f = sum[column + 5];
    let g = sum[column + 6];
    let h = sum[column + 7];
    for (let i = 0; i < waitingCount; i++) {
      const value = waiting[i] + column;
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
    const { sum, values, waiting, waitingCount } = this;
    let total = sum[column];
    for (let i = 0; i < waitingCount; i++) total = Math.fround(total + values[waiting[i] + column]);
    sum[column] = total;
  }
}
