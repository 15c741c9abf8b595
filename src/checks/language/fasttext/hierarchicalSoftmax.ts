import type { Matrix } from './matrix';
import { type Accepts, type Leaf, OFFSET, offsetLog, type OutputLayer, sigmoid } from './outputLayer';
import { RowProducts } from './rowProducts';
import { interpolatedSigmoid } from './sigmoidTable';
import { dotRow, Weights } from './weights';

/** A Huffman tree over the labels; each inner node decides between its two sides. */
export class HierarchicalSoftmax implements OutputLayer {
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly parent: Int32Array;
  private readonly stackNodes: Int32Array;
  private readonly stackScores: Float64Array;
  /** Probability of each node, from root to labels. */
  private readonly mass: Float64Array;
  /** To go into some sides of the tree, and into all. */
  private readonly weights: Weights;
  private readonly rows: RowProducts;

  /** @param counts how often each label was seen in training, highest first: they shape the tree. */
  constructor(
    private readonly matrix: Matrix,
    counts: readonly number[],
  ) {
    const nodes = 2 * counts.length - 1;
    this.left = new Int32Array(nodes).fill(-1);
    this.right = new Int32Array(nodes).fill(-1);
    this.parent = new Int32Array(nodes).fill(-1);
    this.stackNodes = new Int32Array(nodes + 1);
    this.stackScores = new Float64Array(nodes + 1);
    this.mass = new Float64Array(nodes);
    this.weights = new Weights(matrix);
    this.rows = new RowProducts(matrix);

    const nodeCounts = new Float64Array(nodes).fill(1e15);
    nodeCounts.set(counts);
    let leaf = counts.length - 1;
    let node = counts.length;
    const takeRarest = () => (leaf >= 0 && nodeCounts[leaf] < nodeCounts[node] ? leaf-- : node++);
    for (let i = counts.length; i < nodes; i++) {
      this.left[i] = takeRarest();
      this.right[i] = takeRarest();
      this.parent[this.left[i]] = this.parent[this.right[i]] = i;
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
    const products = this.rows.times(hidden);
    mass[mass.length - 1] = 1;
    // A node's place is above those of the nodes below it.
    for (let node = mass.length - 1; node >= labels; node--) {
      const toRight = 1 / (1 + Math.exp(-products[node - labels]));
      mass[left[node]] = mass[node] * (1 - toRight + OFFSET);
      mass[right[node]] = mass[node] * (toRight + OFFSET);
    }
    for (let label = 0; label < labels; label++) probabilities[label] = mass[label];
  }

  probabilityOf(hidden: Float32Array, labels: Uint16Array): number {
    const { left, right, parent, weights } = this;
    const labelCount = (left.length + 1) / 2;
    let sum = 0;
    for (const label of labels) {
      let probability = 1;
      for (let node = label, above = parent[node]; above >= 0; node = above, above = parent[node]) {
        const toRight = interpolatedSigmoid(weights.rowTimes(above - labelCount, hidden));
        probability *= (right[above] === node ? toRight : 1 - toRight) + OFFSET;
      }
      sum += probability;
    }
    return sum;
  }

  /** Goes into no side of the tree that has less: to turn products into probabilities takes longest. */
  likelyProbabilities(hidden: Float32Array, probabilities: Float32Array, least: number): void {
    const { left, right, mass, stackNodes } = this;
    const labels = probabilities.length;
    const products = this.rows.times(hidden);
    probabilities.fill(0);
    mass[mass.length - 1] = 1;
    stackNodes[0] = mass.length - 1;
    for (let depth = 0; depth >= 0; ) {
      const node = stackNodes[depth--];
      if (node < labels) {
        probabilities[node] = mass[node];
        continue;
      }
      const before = left[node];
      const after = right[node];
      const toRight = interpolatedSigmoid(products[node - labels]);
      mass[before] = mass[node] * (1 - toRight + OFFSET);
      mass[after] = mass[node] * (toRight + OFFSET);
      if (mass[before] >= least) stackNodes[++depth] = before;
      if (mass[after] >= least) stackNodes[++depth] = after;
    }
  }
}
