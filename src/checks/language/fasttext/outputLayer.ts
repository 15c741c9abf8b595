import type { Matrix } from './matrix';

/** Turns the average of a text's rows into what it says of the labels (loss.cc). */
export interface OutputLayer {
  /**
   * Calls `leaf` with the logarithm of the probability of each label whose score `accepts` lets through, rounded and in
   * the order as fastText does it.
   */
  score(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void;
  /** As `score`, with probabilities instead of their logarithms, in double precision and many times faster. */
  estimate(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void;
  /** Writes the probability of each label, as `estimate` has it. */
  probabilities(hidden: Float32Array, probabilities: Float32Array): void;
}

type Accepts = (score: number) => boolean;
type Leaf = (label: number, score: number) => void;

/** fastText keeps probabilities away from zero by this before it takes their logarithm. */
const OFFSET = 1e-5;

/** fastText's std_log: in single precision, and kept away from zero. */
export function offsetLog(probability: number): number {
  return Math.fround(Math.log(Math.fround(probability) + OFFSET));
}

export class Softmax implements OutputLayer {
  private readonly weights: Weights;
  private readonly output: Float32Array;

  constructor(private readonly matrix: Matrix) {
    this.weights = new Weights(matrix);
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
    const products = this.weights.times(hidden);
    let max = -Infinity;
    for (let i = 0; i < products.length; i++) if (products[i] > max) max = products[i];
    let sum = 0;
    for (let i = 0; i < products.length; i++) sum += products[i] = Math.exp(products[i] - max);
    for (let i = 0; i < products.length; i++) probabilities[i] = products[i] / sum + OFFSET;
  }
}

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

  private lookUp(x: number): number {
    if (x < -MAX_SIGMOID) return 0;
    if (x > MAX_SIGMOID) return 1;
    return this.table[Math.trunc((Math.fround(x + MAX_SIGMOID) * SIGMOID_TABLE_SIZE) / MAX_SIGMOID / 2)];
  }
}

/** A Huffman tree over the labels; each inner node decides between its two sides. */
export class HierarchicalSoftmax implements OutputLayer {
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly stackNodes: Int32Array;
  private readonly stackScores: Float64Array;
  /** Probability of each node, from root to labels. */
  private readonly mass: Float64Array;
  private readonly weights: Weights;

  /** @param counts how often each label was seen in training, highest first: they shape the tree. */
  constructor(
    private readonly matrix: Matrix,
    counts: readonly number[],
  ) {
    const nodes = 2 * counts.length - 1;
    this.left = new Int32Array(nodes).fill(-1);
    this.right = new Int32Array(nodes).fill(-1);
    this.stackNodes = new Int32Array(nodes + 1);
    this.stackScores = new Float64Array(nodes + 1);
    this.mass = new Float64Array(nodes);
    this.weights = new Weights(matrix);

    const nodeCounts = new Float64Array(nodes).fill(1e15);
    nodeCounts.set(counts);
    let leaf = counts.length - 1;
    let node = counts.length;
    const takeRarest = () => (leaf >= 0 && nodeCounts[leaf] < nodeCounts[node] ? leaf-- : node++);
    for (let i = counts.length; i < nodes; i++) {
      this.left[i] = takeRarest();
      this.right[i] = takeRarest();
      nodeCounts[i] = nodeCounts[this.left[i]] + nodeCounts[this.right[i]];
    }
  }

  score(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void {
    this.walk(hidden, true, accepts, leaf);
  }

  estimate(hidden: Float32Array, accepts: Accepts, leaf: Leaf): void {
    this.walk(hidden, false, accepts, leaf);
  }

  /** From the root down, as fastText goes: into no side that is not accepted. */
  private walk(hidden: Float32Array, exactly: boolean, accepts: Accepts, leaf: Leaf): void {
    const { matrix, weights, left, right, stackNodes, stackScores } = this;
    const labels = (left.length + 1) / 2;
    let depth = 0;
    stackNodes[0] = left.length - 1;
    stackScores[0] = exactly ? 0 : 1;
    while (depth >= 0) {
      const node = stackNodes[depth];
      const score = stackScores[depth--];
      if (!accepts(score)) continue;
      if (node < labels) {
        leaf(node, score);
        continue;
      }
      let toRight: number;
      let toLeft: number;
      if (exactly) {
        const probability = sigmoid(dotRow(matrix, node - labels, hidden));
        toRight = Math.fround(score + offsetLog(probability));
        toLeft = Math.fround(score + offsetLog(1 - probability));
      } else {
        const probability = 1 / (1 + Math.exp(-weights.rowTimes(node - labels, hidden)));
        toRight = score * (probability + OFFSET);
        toLeft = score * (1 - probability + OFFSET);
      }
      // The left side lies on top, so that it is walked first.
      stackNodes[++depth] = right[node];
      stackScores[depth] = toRight;
      stackNodes[++depth] = left[node];
      stackScores[depth] = toLeft;
    }
  }

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    const { left, right, mass } = this;
    const labels = probabilities.length;
    const products = this.weights.times(hidden);
    mass[mass.length - 1] = 1;
    // A node's place is above those of the nodes below it.
    for (let node = mass.length - 1; node >= labels; node--) {
      const toRight = 1 / (1 + Math.exp(-products[node - labels]));
      mass[left[node]] = mass[node] * (1 - toRight + OFFSET);
      mass[right[node]] = mass[node] * (toRight + OFFSET);
    }
    for (let label = 0; label < labels; label++) probabilities[label] = mass[label];
  }
}

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
}

function sigmoid(x: number): number {
  return Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-x))));
}

/** Products are added unrounded, as the native tool's fused multiply-add does. */
function dotRow({ values, columns }: Matrix, row: number, vector: Float32Array): number {
  const start = row * columns;
  let sum = Math.fround(0);
  for (let j = 0; j < columns; j++) sum = Math.fround(sum + values[start + j] * vector[j]);
  return sum;
}

/** A matrix in double precision: to turn its numbers into that each time takes as long as to multiply them. */
class Weights {
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
