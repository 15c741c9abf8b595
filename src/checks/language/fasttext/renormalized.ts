import { type Accepts, type Leaf, type OutputLayer, sumOf } from './outputLayer';

/** Some of the labels of a layer, with their probabilities made up to 1: for a tree, of which no part can be left out. */
export class Renormalized implements OutputLayer {
  private readonly all: Float32Array;
  private readonly picked: Float32Array;

  /** @param labels those of `layer` that are kept, of `count` that it has */
  constructor(
    private readonly layer: OutputLayer,
    private readonly labels: readonly number[],
    count: number,
  ) {
    this.all = new Float32Array(count);
    this.picked = new Float32Array(labels.length);
  }

  score(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void {
    this.estimate(hidden, (probability) => accepts(Math.log(probability)), (label, probability) =>
      leaf(label, Math.log(probability)),
    );
  }

  estimate(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void {
    this.probabilities(hidden, this.picked);
    this.picked.forEach((probability, label) => accepts(probability) && leaf(label, probability));
  }

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    const { layer, labels, all } = this;
    layer.probabilities(hidden, all);
    let sum = 0;
    for (const label of labels) sum += all[label];
    for (let i = 0; i < labels.length; i++) probabilities[i] = sum > 0 ? all[labels[i]] / sum : 1 / labels.length;
  }

  likelyProbabilities(hidden: Float32Array, probabilities: Float32Array): void {
    this.probabilities(hidden, probabilities);
  }

  probabilityOf(hidden: Float32Array, labels: Uint16Array): number {
    this.probabilities(hidden, this.picked);
    return sumOf(this.picked, labels);
  }
}
