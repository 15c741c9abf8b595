import type { Matrix } from './matrix';
import { type Accepts, type Leaf, offsetLog, type OutputLayer, sigmoid } from './outputLayer';
import { dotRow } from './weights';

const SIGMOID_TABLE_SIZE = 512;
const MAX_SIGMOID = 8;

/** For models trained one-vs-all: each label is judged for itself, by a table of sigmoids. */
export class IndependentSigmoids implements OutputLayer {
  private readonly table = Float32Array.from({ length: SIGMOID_TABLE_SIZE + 1 }, (_, i) =>
    sigmoid((i * 2 * MAX_SIGMOID) / SIGMOID_TABLE_SIZE - MAX_SIGMOID),
  );

  constructor(private readonly matrix: Matrix) {}

  score(hidden: Float32Array, _accepts: Accepts, leaf: Leaf): void {
    for (let i = 0; i < this.matrix.rows; i++) leaf(i, offsetLog(this.lookUp(dotRow(this.matrix, i, hidden))));
  }

  /** The table has steps: an estimate would differ by one where it falls upon the other side of a step. */
  estimate(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void {
    this.score(hidden, accepts, (label, score) => leaf(label, Math.exp(score)));
  }

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    const all = () => true;
    this.estimate(hidden, all, (label, probability) => (probabilities[label] = probability));
  }

  likelyProbabilities(hidden: Float32Array, probabilities: Float32Array): void {
    this.probabilities(hidden, probabilities);
  }

  probabilityOf(hidden: Float32Array, labels: Uint16Array): number {
    return labels.reduce((sum, label) => sum + this.lookUp(dotRow(this.matrix, label, hidden)), 0);
  }

  private lookUp(x: number): number {
    if (x < -MAX_SIGMOID) return 0;
    if (x > MAX_SIGMOID) return 1;
    return this.table[Math.trunc((Math.fround(x + MAX_SIGMOID) * SIGMOID_TABLE_SIZE) / MAX_SIGMOID / 2)];
  }
}
