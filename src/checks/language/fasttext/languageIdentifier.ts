import { sourceOf, withFile } from './byteSource';
import { HiddenLayer } from './hiddenLayer';
import type { Matrix } from './matrix';
import { type Loss, type ModelFile, readModelFile } from './modelFile';
import { HierarchicalSoftmax, IndependentSigmoids, offsetLog, type OutputLayer, Softmax } from './outputLayer';
import { type Ranked, TopScores } from './topScores';

export interface LanguageScore {
  /** As in the model, without `__label__`. */
  readonly label: string;
  /** As fastText gives it: 0 to 1, and up to a few 1e-5 above 1, since it adds 1e-5 before it takes logarithms. */
  readonly probability: number;
}

const LABEL_PREFIX = /^__label__/;
/** What has a lower score, the logarithm of a probability, fastText does not name. */
const LOWEST_SCORE = offsetLog(0);
const LOWEST = Math.exp(LOWEST_SCORE);

/**
 * Probabilities are compared again, exactly, when they differ by less than this share and this amount together: many
 * times what roundings make of them.
 */
const CLOSE = 1e-3;
const CLOSE_AMOUNT = 2e-6;
/** A text of more rows is added up exactly: roundings come together. */
const MOST_ROWS = 1 << 14;

/**
 * A fastText supervised model that tells the language of a text, with the answers of the native tool's
 * `predict-prob`. Source: https://github.com/facebookresearch/fastText, src/ (named in each file here).
 *
 * A text is one line: its newlines are spaces, and fastText's control tokens in it mean nothing.
 */
export class LanguageIdentifier {
  readonly labels: readonly string[];
  private readonly hidden: HiddenLayer;
  private readonly output: OutputLayer;
  private constructor(private readonly model: ModelFile) {
    const { options, vocabulary, output } = model;
    this.labels = vocabulary.labels.map((label) => label.replace(LABEL_PREFIX, ''));
    this.hidden = new HiddenLayer(model);
    this.output = outputLayerOf(options.loss, output, vocabulary.labelCounts);
  }

  /**
   * Reads a `.bin` or `.ftz` model; `bytes` are not needed afterwards.
   * @throws Error when they are not a whole supervised model.
   */
  static read(bytes: Uint8Array): LanguageIdentifier {
    return new LanguageIdentifier(readModelFile(sourceOf(bytes)));
  }

  /**
   * Reads a `.bin` or `.ftz` file of any size, of which nothing is in memory but what is kept.
   * @throws Error when it cannot be read or is not a whole supervised model.
   */
  static open(path: string): LanguageIdentifier {
    return new LanguageIdentifier(withFile(path, readModelFile));
  }

  /** Makes an identifier in another thread, of the same memory. @param model as `share` gave it, posted to here. */
  static fromShared(model: ModelFile): LanguageIdentifier {
    return new LanguageIdentifier(model);
  }

  /** What another thread needs for `fromShared`: its arrays are in shared memory, so that posting it copies none. */
  share(): ModelFile {
    return this.model;
  }

  /** Most probable first, at most `count`. Empty when no word or subword of the text is known. */
  predict(text: string, count: number): LanguageScore[] {
    const hidden = this.hidden.average(text, false);
    if (!hidden) return [];
    let ranked: Ranked[] | undefined;
    if (hidden.rows <= MOST_ROWS && this.model.options.loss !== 'oneVsAll') {
      const best = new TopScores(count + 1);
      this.output.estimate(
        hidden.values,
        (probability) => best.accepts(probability),
        (label, probability) => best.add(label, probability),
      );
      ranked = best.sorted();
    }
    if (!ranked || !isSettled(ranked, count)) ranked = this.rankExactly(text, count);
    return ranked.slice(0, count).map(({ label, score }) => ({ label: this.labels[label], probability: Math.fround(score) }));
  }

  /** The probability of each of `labels`, in their order, to within 1e-6 of `predict`; all 0 when no part is known. */
  probabilities(text: string): Float32Array {
    const probabilities = new Float32Array(this.labels.length);
    const hidden = this.hidden.average(text, false);
    if (hidden) this.output.probabilities(hidden.values, probabilities);
    return probabilities;
  }

  private rankExactly(text: string, count: number): Ranked[] {
    const best = new TopScores(count);
    this.output.score(
      this.hidden.average(text, true)!.values,
      (score) => score >= LOWEST_SCORE && best.accepts(score),
      (label, score) => best.add(label, score),
    );
    return best.sorted().map(({ label, score }) => ({ label, score: Math.exp(score) }));
  }
}

/**
 * Whether the first `count` do not hang on the last bits: neither their order, nor whether the next one, which is
 * `ranked` too, belongs among them, nor whether fastText names them at all.
 */
function isSettled(ranked: readonly Ranked[], count: number): boolean {
  return ranked.every(
    ({ score }, rank) =>
      (rank === count || isAbove(score, LOWEST)) && (rank === 0 || isAbove(ranked[rank - 1].score, score)),
  );
}

function isAbove(a: number, b: number): boolean {
  return a - b > CLOSE * b + CLOSE_AMOUNT;
}

function outputLayerOf(loss: Loss, output: Matrix, labelCounts: readonly number[]): OutputLayer {
  switch (loss) {
    case 'hierarchicalSoftmax':
      return new HierarchicalSoftmax(output, labelCounts);
    case 'oneVsAll':
      return new IndependentSigmoids(output);
    case 'softmax':
    // As the native tool that the tests compare with does; fastText 0.9 gives sigmoids, in the same order.
    case 'negativeSampling':
      return new Softmax(output);
  }
}
