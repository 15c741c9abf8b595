import { Features } from './features';
import type { Matrix } from './matrix';
import { type Loss, readModelFile } from './modelFile';
import { HierarchicalSoftmax, IndependentSigmoids, offsetLog, type OutputLayer, Softmax } from './outputLayer';
import { RowAverage } from './rowAverage';
import { TopScores } from './topScores';

export interface LanguageScore {
  /** As in the model, without `__label__`. */
  readonly label: string;
  /** As fastText gives it: 0 to 1, and up to a few 1e-5 above 1, since it adds 1e-5 before it takes logarithms. */
  readonly probability: number;
}

const LABEL_PREFIX = /^__label__/;
const LOWEST_SCORE = offsetLog(0);

/**
 * A fastText supervised model that tells the language of a text, with the answers of the native tool's
 * `predict-prob`. Source: https://github.com/facebookresearch/fastText, src/ (named in each file here).
 *
 * A text is one line: its newlines are spaces, and fastText's control tokens in it mean nothing.
 */
export class LanguageIdentifier {
  private constructor(
    readonly labels: readonly string[],
    private readonly features: Features,
    private readonly average: RowAverage,
    private readonly output: OutputLayer,
  ) {}

  /**
   * Reads a `.bin` or `.ftz` model; `bytes` are not needed afterwards.
   * @throws Error when they are not a whole supervised model.
   */
  static read(bytes: Uint8Array): LanguageIdentifier {
    const { options, vocabulary, input, output } = readModelFile(bytes);
    return new LanguageIdentifier(
      vocabulary.labels.map((label) => label.replace(LABEL_PREFIX, '')),
      new Features(vocabulary, options),
      new RowAverage(input),
      outputLayerOf(options.loss, output, vocabulary.labelCounts),
    );
  }

  /** Most probable first, at most `count`. Empty when no word or subword of the text is known. */
  predict(text: string, count: number): LanguageScore[] {
    const hidden = this.averageOf(text);
    if (!hidden) return [];
    const best = new TopScores(count);
    this.output.score(
      hidden,
      (score) => score >= LOWEST_SCORE && best.accepts(score),
      (label, score) => best.add(label, score),
    );
    return best.sorted().map(({ label, score }) => ({ label: this.labels[label], probability: probabilityOf(score) }));
  }

  /** The probability of each of `labels`, in their order, to within 1e-6 of `predict`; all 0 when no part is known. */
  probabilities(text: string): Float32Array {
    const probabilities = new Float32Array(this.labels.length);
    const hidden = this.averageOf(text);
    if (!hidden) return probabilities;
    this.output.probabilities(hidden, probabilities);
    return probabilities;
  }

  private averageOf(text: string): Float32Array | undefined {
    this.average.reset();
    return this.features.collect(text, this.average) ? this.average.average() : undefined;
  }
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

function probabilityOf(score: number): number {
  return Math.fround(Math.exp(score));
}
