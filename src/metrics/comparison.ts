import type { FoundLanguage, Verdict } from '../checks/language/languageVerdict';
import type { LanguageTag } from '../schema/schema';
import { shareOfKnown } from './spellingCorrectness';
import { studentQuantile } from './studentQuantile';
import { type Proportion, wilson } from './wilson';

/**
 * What models do with the same sample of records: language correctness, spelling correctness and length, the surface
 * metrics of N. Chirkova and V. Nikoulina, "Key ingredients for effective zero-shot cross-lingual knowledge transfer in
 * generative tasks" and "Zero-shot cross-lingual transfer in instruction tuning of large language models" (both 2024).
 */

/** A model's response to a record of the sample, and what the checks say of it. */
export interface ComparedResponse {
  readonly text: string;
  readonly found?: FoundLanguage;
  readonly verdict?: Verdict;
  /** Words read by the spelling check, and those of them that it does not know. */
  readonly words: number;
  readonly unknownWords: number;
  /** It would have gone on, but for the limit of tokens or the end of the context. */
  readonly isCut?: boolean;
  /** Why there is none. */
  readonly error?: string;
}

/** A record of the sample with the responses of the models, in their order; absent while they are not there. */
export interface ComparedRecord {
  readonly language: LanguageTag;
  readonly responses: readonly (ComparedResponse | undefined)[];
}

/** A mean with its 95 % interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One model's figures for one language of the sample, or for all. */
export interface ComparisonFigures {
  readonly model: string;
  /** The expected language; absent for all together, each record counting alike. */
  readonly language?: LanguageTag;
  readonly responses: number;
  readonly failed: number;
  /** Responses whose language cannot be told, and those without text: not counted in the rate. */
  readonly undetermined: number;
  /** Responses in the expected language, of those that could be told. */
  readonly languageCorrectness?: Proportion;
  /** Words that are spelled correctly, of those that could be checked. */
  readonly spellingCorrectness?: Proportion;
  /** Of the responses, in characters (code points). Absent where there are fewer than two. */
  readonly length?: MeanInterval;
}

/** What two models do differently with the same records. */
export interface ComparisonDifference {
  readonly models: readonly [first: string, second: string];
  /** Records of which only one of them is in the expected language, where both can be told. */
  readonly language: { readonly onlyFirst: number; readonly onlySecond: number; readonly p: number };
  /** Spelling correctness of the first less that of the second, -1 to 1. Absent where nothing tells them apart. */
  readonly spelling?: MeanInterval;
  /** Characters that the first's responses are longer by. Absent where nothing tells them apart. */
  readonly length?: MeanInterval;
}

/** Adds up the figures of a comparison as responses come. */
export class ComparisonTally {
  private readonly sums: readonly { readonly all: Sums; readonly byLanguage: Map<LanguageTag, Sums> }[];

  constructor(private readonly models: readonly string[]) {
    this.sums = models.map(() => ({ all: new Sums(), byLanguage: new Map<LanguageTag, Sums>() }));
  }

  /** @param model its place among the models. */
  add(model: number, language: LanguageTag, response: ComparedResponse): void {
    const { all, byLanguage } = this.sums[model];
    let own = byLanguage.get(language);
    if (!own) byLanguage.set(language, (own = new Sums()));
    all.add(response);
    own.add(response);
  }

  /** Model by model: all languages together, then each. */
  get figures(): ComparisonFigures[] {
    return this.sums.flatMap(({ all, byLanguage }, at) => {
      const model = this.models[at];
      return [all.figures(model), ...Array.from(byLanguage, ([language, sums]) => sums.figures(model, language))];
    });
  }
}

class Sums {
  private responses = 0;
  private failed = 0;
  private right = 0;
  private wrong = 0;
  private meanLength = 0;
  /** Of the lengths' distances from their mean: B. P. Welford, Technometrics 4 (1962). */
  private squaredDistances = 0;
  private readonly words = { records: 0, words: 0, unknown: 0, wordsSquared: 0, unknownSquared: 0, wordsByUnknown: 0 };

  add(response: ComparedResponse): void {
    this.responses++;
    if (response.error !== undefined) {
      this.failed++;
      return;
    }
    const isRight = isInExpectedLanguage(response);
    if (isRight !== undefined) this[isRight ? 'right' : 'wrong']++;
    this.addWords(response.words, response.unknownWords);
    const distance = lengthOf(response) - this.meanLength;
    this.meanLength += distance / this.answered;
    this.squaredDistances += distance * (lengthOf(response) - this.meanLength);
  }

  figures(model: string, language?: LanguageTag): ComparisonFigures {
    const { responses, failed, right, wrong, answered } = this;
    return {
      model,
      language,
      responses,
      failed,
      undetermined: answered - right - wrong,
      languageCorrectness: wilson(right, right + wrong),
      spellingCorrectness: shareOfKnown(this.words),
      length: this.length(),
    };
  }

  private get answered(): number {
    return this.responses - this.failed;
  }

  /**
   * The mean by Student's t: lengths are skewed, but it is the same each time, which a bootstrap is not, and of the few
   * responses that a language has here a percentile bootstrap's interval is too narrow (T. C. Hesterberg, "What teachers
   * should know about the bootstrap", The American Statistician 69, 2015).
   */
  private length(): MeanInterval | undefined {
    const { answered, meanLength: mean, squaredDistances } = this;
    if (answered < 2) return undefined;
    const { low, high } = studentInterval(mean, squaredDistances, answered);
    return { mean, low: Math.max(0, low), high };
  }

  private addWords(words: number, unknown: number): void {
    if (words === 0) return;
    const { words: sums } = this;
    sums.records++;
    sums.words += words;
    sums.unknown += unknown;
    sums.wordsSquared += words ** 2;
    sums.unknownSquared += unknown ** 2;
    sums.wordsByUnknown += words * unknown;
  }
}

/** Every two models compared on the records that both have answered, in the order of the models. */
export function comparisonDifferences(
  models: readonly string[],
  records: readonly ComparedRecord[],
): ComparisonDifference[] {
  return models.flatMap((first, at) =>
    models.slice(at + 1).map((second, after) => {
      const pairs = records.flatMap(({ responses }): Pair[] => {
        const [one, other] = [responses[at], responses[at + 1 + after]];
        return isAnswered(one) && isAnswered(other) ? [[one, other]] : [];
      });
      return { models: [first, second] as const, ...differences(pairs) };
    }),
  );
}

type Pair = readonly [ComparedResponse, ComparedResponse];

function isAnswered(response: ComparedResponse | undefined): response is ComparedResponse {
  return response !== undefined && response.error === undefined;
}

function differences(pairs: readonly Pair[]): Omit<ComparisonDifference, 'models'> {
  let onlyFirst = 0;
  let onlySecond = 0;
  for (const pair of pairs) {
    const [first, second] = pair.map(isInExpectedLanguage);
    if (first === true && second === false) onlyFirst++;
    if (first === false && second === true) onlySecond++;
  }
  return {
    language: { onlyFirst, onlySecond, p: mcnemar(onlyFirst, onlySecond) },
    spelling: spellingDifference(pairs),
    length: meanDifference(pairs.map(([first, second]) => lengthOf(first) - lengthOf(second))),
  };
}

/**
 * The difference of two shares of words over the same records, by its linearisation: records are what has been drawn,
 * and each has words of both (W. G. Cochran, "Sampling Techniques", 1977, section 6.3, for the difference of two ratios).
 */
function spellingDifference(pairs: readonly Pair[]): MeanInterval | undefined {
  const shares = [0, 1].map((side) => {
    const words = pairs.reduce((sum, pair) => sum + pair[side].words, 0);
    const unknown = pairs.reduce((sum, pair) => sum + pair[side].unknownWords, 0);
    return { share: unknown / words, mean: words / pairs.length };
  });
  if (shares.some(({ mean }) => !(mean > 0))) return undefined;
  const residual = ({ words, unknownWords }: ComparedResponse, { share, mean }: (typeof shares)[number]) =>
    (unknownWords - share * words) / mean;
  const difference = shares[1].share - shares[0].share;
  return meanDifference(
    pairs.map(([first, second]) => difference + residual(second, shares[1]) - residual(first, shares[0])),
  );
}

function meanDifference(differences: readonly number[]): MeanInterval | undefined {
  const { length } = differences;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / length;
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  // Differences that are all the same say nothing of how they vary.
  if (length < 2 || squares < Number.EPSILON) return undefined;
  return studentInterval(mean, squares, length);
}

/** @param squares of the distances from the mean, summed. */
function studentInterval(mean: number, squares: number, count: number): MeanInterval {
  const half = studentQuantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * How likely a difference of this size is where neither is better: the exact test of Q. McNemar, "Note on the sampling
 * error of the difference between correlated proportions or percentages", Psychometrika 12 (1947); two-sided.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const of = onlyFirst + onlySecond;
  let logTerm = -of * Math.LN2;
  let tail = 0;
  for (let successes = 0; successes <= Math.min(onlyFirst, onlySecond); successes++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((of - successes) / (successes + 1));
  }
  return Math.min(1, 2 * tail);
}

/** `undefined` where it cannot be told. */
function isInExpectedLanguage({ verdict }: ComparedResponse): boolean | undefined {
  if (verdict === 'match' || verdict === 'requested') return true;
  return verdict === 'mismatch' || verdict === 'mixed' ? false : undefined;
}

/** In code points. */
function lengthOf({ text }: ComparedResponse): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
