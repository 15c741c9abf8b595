import type { Matrix } from './matrix';

/** Turns the average of a text's rows into the scores of the labels (loss.cc). */
export interface OutputLayer {
  /** Calls `leaf` with the log-probability of each label whose score `accepts` lets through. */
  score(hidden: Float32Array, accepts: (score: number) => boolean, leaf: (label: number, score: number) => void): void;
  /** Writes the probability of each label, to within 1e-6 of what its score says. */
  probabilities(hidden: Float32Array, probabilities: Float32Array): void;
}

/** fastText keeps probabilities away from zero by this before it takes their logarithm. */
const OFFSET = 1e-5;

/** fastText's std_log: in single precision, and kept away from zero. */
export function offsetLog(probability: number): number {
  return Math.fround(Math.log(Math.fround(probability) + OFFSET));
}

export class Softmax implements OutputLayer {
  private readonly output: Float32Array;

  constructor(private readonly matrix: Matrix) {
    this.output = new Float32Array(matrix.rows);
  }

  score(
    hidden: Float32Array,
    _accepts: (score: number) => boolean,
    leaf: (label: number, score: number) => void,
  ): void {
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

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    probabilitiesByScore(this, hidden, probabilities);
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

  score(
    hidden: Float32Array,
    _accepts: (score: number) => boolean,
    leaf: (label: number, score: number) => void,
  ): void {
    for (let i = 0; i < this.matrix.rows; i++) leaf(i, offsetLog(this.lookUp(dotRow(this.matrix, i, hidden))));
  }

  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    probabilitiesByScore(this, hidden, probabilities);
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
  private readonly stackScores: Float32Array;
  /** Probability of each node, from root to labels. */
  private readonly mass: Float64Array;
  private readonly products: Float64Array;

  /** @param counts how often each label was seen in training, highest first: they shape the tree. */
  constructor(
    private readonly matrix: Matrix,
    counts: readonly number[],
  ) {
    const nodes = 2 * counts.length - 1;
    this.left = new Int32Array(nodes).fill(-1);
    this.right = new Int32Array(nodes).fill(-1);
    this.stackNodes = new Int32Array(nodes + 1);
    this.stackScores = new Float32Array(nodes + 1);
    this.mass = new Float64Array(nodes);
    this.products = new Float64Array(matrix.rows);

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

  score(hidden: Float32Array, accepts: (score: number) => boolean, leaf: (label: number, score: number) => void): void {
    const { matrix, left, right, stackNodes, stackScores } = this;
    const firstInner = (left.length + 1) / 2;
    let depth = 0;
    stackNodes[0] = left.length - 1;
    stackScores[0] = 0;
    while (depth >= 0) {
      const node = stackNodes[depth];
      const score = stackScores[depth--];
      if (!accepts(score)) continue;
      if (node < firstInner) {
        leaf(node, score);
        continue;
      }
      const toRight = sigmoid(dotRow(matrix, node - firstInner, hidden));
      // The left side lies on top, so that it is walked first.
      stackNodes[++depth] = right[node];
      stackScores[depth] = score + offsetLog(toRight);
      stackNodes[++depth] = left[node];
      stackScores[depth] = score + offsetLog(1 - toRight);
    }
  }

  /** Multiplies where `score` adds logarithms, which takes four times as long. */
  probabilities(hidden: Float32Array, probabilities: Float32Array): void {
    const { left, right, mass, products } = this;
    const labels = probabilities.length;
    multiplyRows(this.matrix, hidden, products);
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

function probabilitiesByScore(layer: OutputLayer, hidden: Float32Array, probabilities: Float32Array): void {
  layer.score(
    hidden,
    () => true,
    (label, score) => (probabilities[label] = Math.exp(score)),
  );
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

/**
 * The product of each row with the vector, in double precision. Four rows at a time: with one, each addition waits for
 * the one before, which takes twice as long and is a tenth of the whole check.
 */
function multiplyRows({ values, rows, columns }: Matrix, vector: Float32Array, products: Float64Array): void {
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const start = row * columns;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < columns; j++) {
      const x = vector[j];
      a += values[start + j] * x;
      b += values[start + columns + j] * x;
      c += values[start + 2 * columns + j] * x;
      d += values[start + 3 * columns + j] * x;
    }
    products[row] = a;
    products[row + 1] = b;
    products[row + 2] = c;
    products[row + 3] = d;
  }
  for (; row < rows; row++) products[row] = dotRow({ values, rows, columns }, row, vector);
}
