import type { HiddenLayer } from './hiddenLayer';
import type { OutputLayer } from './outputLayer';

/** Stretches that there is room for at first. */
const CAPACITY = 64;

/**
 * Stretches of a text, one after another, read once: what the model says of any run of them comes from the sums of
 * their rows, without reading words again. For one text at a time, and none other may be identified meanwhile.
 */
export class TextStretches {
  /** Of the stretches so far. */
  count = 0;
  private readonly columns: number;
  /** For each stretch, and one more: the rows of all before it, added up, and how many they are. */
  private sums: Float64Array;
  private rows: Float64Array;
  private readonly average: Float32Array;
  private text = '';

  constructor(
    private readonly hidden: HiddenLayer,
    private readonly output: OutputLayer,
  ) {
    this.columns = hidden.columns;
    this.sums = new Float64Array((CAPACITY + 1) * this.columns);
    this.rows = new Float64Array(CAPACITY + 1);
    this.average = new Float32Array(this.columns);
  }

  /** Goes over to a text of which no stretch has been added yet. */
  begin(text: string): void {
    this.text = text;
    this.hidden.begin(text);
    this.count = 0;
  }

  /** Adds the text from `start` to `end`, in UTF-16 units, as the next stretch. */
  add(start: number, end: number): void {
    const { columns } = this;
    if (this.count + 1 === this.rows.length) this.grow();
    const { sums, rows } = this;
    const { sum, count } = this.hidden.stretch(this.text, start, end);
    const before = this.count * columns;
    for (let j = 0; j < columns; j++) sums[before + columns + j] = sums[before + j] + sum[j];
    rows[this.count + 1] = rows[this.count] + count;
    this.count++;
  }

  /**
   * Writes the probability of each label for stretches `from` to `to`, read as one text.
   * @param least those under it may be written as 0, which takes a fraction of the time.
   * @returns false when the model knows nothing of them; then nothing is written.
   */
  probabilities(from: number, to: number, probabilities: Float32Array, least = 0): boolean {
    if (!this.averageOf(from, to)) return false;
    if (least > 0) this.output.likelyProbabilities(this.average, probabilities, least);
    else this.output.probabilities(this.average, probabilities);
    return true;
  }

  /** The probability, 0 to 1, of these labels together for stretches `from` to `to`; 0 when the model knows nothing. */
  probabilityOf(from: number, to: number, labels: Uint16Array): number {
    return this.averageOf(from, to) ? this.output.probabilityOf(this.average, labels) : 0;
  }

  private averageOf(from: number, to: number): boolean {
    const { columns, sums, rows, average } = this;
    const count = rows[to] - rows[from];
    if (count === 0) return false;
    const { endOfLine } = this.hidden;
    const factor = 1 / (count + (endOfLine ? 1 : 0));
    const [start, end] = [from * columns, to * columns];
    for (let j = 0; j < columns; j++) {
      average[j] = (sums[end + j] - sums[start + j] + (endOfLine ? endOfLine[j] : 0)) * factor;
    }
    return true;
  }

  private grow(): void {
    const sums = new Float64Array(((this.rows.length - 1) * 2 + 1) * this.columns);
    const rows = new Float64Array((this.rows.length - 1) * 2 + 1);
    sums.set(this.sums);
    rows.set(this.rows);
    this.sums = sums;
    this.rows = rows;
  }
}
