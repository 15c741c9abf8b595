import type { LanguageTag } from '../../../schema/schema';
import { sourceOf, withFile } from './byteSource';
import { HiddenLayer } from './hiddenLayer';
import { HierarchicalSoftmax } from './hierarchicalSoftmax';
import { IndependentSigmoids } from './independentSigmoids';
import { LabelLanguages } from './labelLanguages';
import { pickRows } from './matrix';
import { type ModelFile, readModelFile } from './modelFile';
import { offsetLog, type OutputLayer } from './outputLayer';
import { Renormalized } from './renormalized';
import { Softmax } from './softmax';
import { TextStretches } from './textStretches';
import { type Ranked, TopScores } from './topScores';

export interface LanguageScore {
  /** As in the model, without `__label__`. */
  readonly label: string;
  /** As fastText gives it: 0 to 1, and up to a few 1e-5 above 1, since it adds 1e-5 before it takes logarithms. */
  readonly probability: number;
}

export interface LanguageProbability {
  readonly language: LanguageTag;
  /** Of all labels of the language together. */
  readonly probability: number;
}

export interface IdentifierOptions {
  /**
   * The languages to tell apart, as if the model had no labels of others: the softmax is of these alone, and of a
   * hierarchical softmax, whose tree cannot be cut, the probabilities of these are made up to 1. All by default.
   */
  readonly languages?: readonly LanguageTag[];
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
/** A text of more UTF-16 units is added up exactly at once: its roundings come together. */
const LONGEST_ESTIMATED = 1 << 13;

/**
 * A fastText supervised model that tells the language of a text, with the answers of the native tool's
 * `predict-prob`. Source: https://github.com/facebookresearch/fastText, src/ (named in each file here).
 *
 * A text is one line: its newlines are spaces, and fastText's control tokens in it mean nothing.
 */
export class LanguageIdentifier {
  readonly labels: readonly string[];
  /** Of the labels, each once. */
  readonly languages: readonly LanguageTag[];
  private readonly placeOfLanguage: Uint32Array;
  private readonly hidden: HiddenLayer;
  private readonly output: OutputLayer;

  private constructor(
    private readonly model: ModelFile,
    { languages: wanted }: IdentifierOptions = {},
  ) {
    const all = model.vocabulary.labels.map((label) => label.replace(LABEL_PREFIX, ''));
    const kept = wanted && new LabelLanguages(all).labelsOf(wanted);
    if (kept?.length === 0) throw new Error(`The fastText model knows none of these languages: ${wanted!.join(', ')}.`);
    this.labels = kept?.map((label) => all[label]) ?? all;
    const { languages, places } = new LabelLanguages(this.labels);
    this.languages = languages;
    this.placeOfLanguage = places;
    this.hidden = new HiddenLayer(model);
    this.output = outputLayerOf(model, kept);
  }

  /**
   * Reads a `.bin` or `.ftz` model; `bytes` are not needed afterwards.
   * @throws Error when they are not a whole supervised model, or it knows none of the languages.
   */
  static read(bytes: Uint8Array, options?: IdentifierOptions): LanguageIdentifier {
    return new LanguageIdentifier(readModelFile(sourceOf(bytes)), options);
  }

  /**
   * Reads a `.bin` or `.ftz` file of any size, of which nothing is in memory but what is kept.
   * @throws Error when it cannot be read, is not a whole supervised model, or knows none of the languages.
   */
  static open(path: string, options?: IdentifierOptions): LanguageIdentifier {
    return new LanguageIdentifier(withFile(path, readModelFile), options);
  }

  /** Makes an identifier in another thread, of the same memory. @param model as `share` gave it, posted to there. */
  static fromShared(model: ModelFile, options?: IdentifierOptions): LanguageIdentifier {
    return new LanguageIdentifier(model, options);
  }

  /** What another thread needs for `fromShared`: its arrays are in shared memory, so that posting it copies none. */
  share(): ModelFile {
    return this.model;
  }

  /** For what parts of a text say. */
  stretches(): TextStretches {
    return new TextStretches(this.hidden, this.output);
  }

  /** Most probable first, at most `count`. Empty when no word or subword of the text is known. */
  predict(text: string, count: number): LanguageScore[] {
    const ranked = (text.length <= LONGEST_ESTIMATED && this.rankEstimated(text, count)) || this.rankExactly(text, count);
    return this.scores(ranked, count);
  }

  /**
   * What the native tool answers for a line of which it knows no word or subword: it goes by the end of the line alone.
   * Empty for a model that has not learnt the end of the line.
   */
  predictNothingKnown(count: number): LanguageScore[] {
    const { endOfLine } = this.hidden;
    return endOfLine ? this.scores(this.rank(endOfLine, count), count) : [];
  }

  /**
   * The probability of each of `labels`, in their order; all 0 when no part is known. To within 1e-6 of `predict` for
   * texts of some thousand characters, and of longer ones nearer to the truth, as fastText's roundings come together;
   * of a one-vs-all model to within a step of its table, 0.8 %.
   * @param probabilities to write them to, where an array is at hand
   */
  probabilities(text: string, probabilities = new Float32Array(this.labels.length)): Float32Array {
    const hidden = this.hidden.average(text, false);
    if (hidden) this.output.probabilities(hidden, probabilities);
    else probabilities.fill(0);
    return probabilities;
  }

  /** Most probable first, at most `count`: as `probabilities`, those of a language's labels together. */
  predictLanguages(text: string, count: number): LanguageProbability[] {
    const sums = new Float64Array(this.languages.length);
    this.probabilities(text).forEach((probability, label) => (sums[this.placeOfLanguage[label]] += probability));
    return this.languages
      .map((language, place) => ({ language, probability: sums[place] }))
      .filter(({ probability }) => probability > 0)
      .sort((a, b) => b.probability - a.probability)
      .slice(0, count);
  }

  /** Undefined where the last bits may decide. */
  private rankEstimated(text: string, count: number): Ranked[] | undefined {
    if (this.model.options.loss === 'oneVsAll') return undefined;
    const hidden = this.hidden.average(text, false);
    if (!hidden) return [];
    const best = new TopScores(count + 1);
    this.output.estimate(
      hidden,
      (probability) => best.accepts(probability),
      (label, probability) => best.add(label, probability),
    );
    const ranked = best.sorted();
    return isSettled(ranked, count) ? ranked : undefined;
  }

  private rankExactly(text: string, count: number): Ranked[] {
    const hidden = this.hidden.average(text, true);
    return hidden ? this.rank(hidden, count) : [];
  }

  private rank(hidden: Float32Array, count: number): Ranked[] {
    const best = new TopScores(count);
    this.output.score(
      hidden,
      (score) => score >= LOWEST_SCORE && best.accepts(score),
      (label, score) => best.add(label, score),
    );
    return best.sorted().map(({ label, score }) => ({ label, score: Math.exp(score) }));
  }

  private scores(ranked: readonly Ranked[], count: number): LanguageScore[] {
    return ranked.slice(0, count).map(({ label, score }) => ({ label: this.labels[label], probability: Math.fround(score) }));
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

/** @param kept the labels to tell apart; all by default */
function outputLayerOf({ options, vocabulary, output }: ModelFile, kept?: readonly number[]): OutputLayer {
  switch (options.loss) {
    case 'hierarchicalSoftmax': {
      const tree = new HierarchicalSoftmax(output, vocabulary.labelCounts);
      return kept ? new Renormalized(tree, kept, output.rows) : tree;
    }
    case 'oneVsAll':
      return new IndependentSigmoids(kept ? pickRows(output, kept) : output);
    case 'softmax':
    // As the native tool that the tests compare with does; fastText 0.9 gives sigmoids, in the same order.
    case 'negativeSampling':
      return new Softmax(kept ? pickRows(output, kept) : output);
  }
}
