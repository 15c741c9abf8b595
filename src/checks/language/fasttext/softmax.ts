import type { Matrix } from './matrix';
import { type Accepts, type Leaf, OFFSET, offsetLog, type OutputLayer, sumOf } from './outputLayer';
import { RowProducts } from './rowProducts';
import { dotRow } from './weights';

export class Softmax implements OutputLayer {
  private readonly rows: RowProducts;
  private readonly output: Float32Array;

  constructor(private readonly matrix: Matrix) {
    this.rows = new RowProducts(matrix);
    this.output = new Float32Array(matrix.rows);
  }

  score(hidden: Float32Array, _accepts: Accepts, leaf: Leaf): void {
    const { matrix, output } = this;
    let max = -Infinity;
    for (let i = 0; i < output.length; i++) {
      output[i] = dotRow(matrix, i, hidden);
      if (output[i] > max) max = output[i];
    }
    let sum = Math.fround(0);
    for (let i = 0; i < output.length; i++) {
      output[i] = Math.exp(Math.fround(output[i] - max));
      sum = Math.fround(sum + output[i]);
    }
    for (let i = 0; i < output.length; i++) leaf(i, offsetLog(output[i] / sum));
  }

  estimate(hidden: Float32Array, _accepts: Accepts, leaf: Leaf): void {
    this.probabilities(hidden, this.output);
    for (let i = 0; i < this.output.length; i++) leaf(i, this.output[i]);
  }

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    const products = this.rows.times(hidden);
    let max = -Infinity;
    for (const product of products) if (product > max) max = product;
    let sum = 0;
    for (let i = 0; i < products.length; i++) sum += products[i] = Math.exp(products[i] - max);
    for (let i = 0; i < products.length; i++) probabilities[i] = products[i] / sum + OFFSET;
  }

  likelyProbabilities(hidden: Float32Array, probabilities: Float32Array): void {
    this.probabilities(hidden, probabilities);
  }

  probabilityOf(hidden: Float32Array, labels: Uint16Array): number {
    this.probabilities(hidden, this.output);
    return sumOf(this.output, labels);
  }
}
