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
  /** As `probabilities`, where those under `least` may be written as 0: of a tree in a fraction of the time. */
  likelyProbabilities(hidden: Float32Array, probabilities: Float32Array, least: number): void;
  /** The probability of these labels together: of a few labels of a tree many times faster than of all. */
  probabilityOf(hidden: Float32Array, labels: Uint16Array): number;
}

export type Accepts = (score: number) => boolean;
export type Leaf = (label: number, score: number) => void;

/** fastText keeps probabilities away from zero by this before it takes their logarithm. */
export const OFFSET = 1e-5;

/** fastText's std_log: in single precision, and kept away from zero. */
export function offsetLog(probability: number): number {
  return Math.fround(Math.log(Math.fround(probability) + OFFSET));
}

export function sumOf(probabilities: Float32Array, labels: Uint16Array): number {
  let sum = 0;
  for (const label of labels) sum += probabilities[label];
  return sum;
}

export function sigmoid(x: number): number {
  return Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-x))));
}
