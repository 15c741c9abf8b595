import type { LanguageTag } from '../../../schema/schema';
import type { Script } from '../scripts';
import { Features, hashesOfTrigrams, hashesOfWords } from './features';
import { LikelihoodTable } from './likelihoodTable';
import profiles from './profiles.json';

interface Profile {
  /** By step, one after the other. */
  readonly trigrams: readonly string[];
  /** By step, separated by spaces. */
  readonly words: readonly string[];
}

/** Steps of a trigram, and of a word, that a language's profile has not: what `learn.mjs` takes for the unseen. */
const UNSEEN_TRIGRAM = 23;
const UNSEEN_WORD = 20;

/** How well a text fits each language, in nats beside the one that it fits best: 0 or less. Holds until the next text is read. */
export interface Fits {
  readonly trigrams: Float64Array;
  readonly words: Float64Array;
  /** How many trigrams and words were looked at. */
  readonly counts: { trigrams: number; words: number };
}

/**
 * Which language a text's character trigrams and words are most like: naive Bayes over the 1,500 most frequent trigrams
 * and 400 words of each language (Dunning 1994, "Statistical Identification of Language"), which
 * `scripts/trigrams/learn.mjs` learns.
 */
export class TrigramClassifier {
  private static readonly byScript = new Map<Script, TrigramClassifier>();

  readonly languages: readonly LanguageTag[];
  private readonly features = new Features(LONGEST);
  private readonly trigrams: LikelihoodTable;
  private readonly words: LikelihoodTable;
  private readonly found: Fits;

  private constructor(profileOf: Readonly<Record<string, Profile>>) {
    this.languages = Object.keys(profileOf);
    const all = Object.values(profileOf);
    this.trigrams = new LikelihoodTable(all.map(({ trigrams }) => trigrams.map(hashesOfTrigrams)), UNSEEN_TRIGRAM);
    this.words = new LikelihoodTable(all.map(({ words }) => words.map(hashesOfWords)), UNSEEN_WORD);
    this.found = { trigrams: new Float64Array(all.length), words: new Float64Array(all.length), counts: { trigrams: 0, words: 0 } };
  }

  /** The languages that have a profile, in any script. */
  static languages(): LanguageTag[] {
    return Object.values(profiles).flatMap((ofScript) => Object.keys(ofScript));
  }

  /** The classifier of languages written so, made when first asked for; `undefined` where there are no profiles. */
  static of(script: Script): TrigramClassifier | undefined {
    let classifier = this.byScript.get(script);
    if (!classifier && Object.hasOwn(profiles, script)) {
      classifier = new TrigramClassifier(profiles[script as keyof typeof profiles]);
      this.byScript.set(script, classifier);
    }
    return classifier;
  }

  /** Reads the first 100 letters of the text. */
  fits(text: string): Fits {
    const { features, found } = this;
    features.read(text);
    found.counts.trigrams = features.trigramCount;
    found.counts.words = features.wordCount;
    this.trigrams.likelihoods(features.trigrams, features.trigramCount, found.trigrams);
    this.words.likelihoods(features.words, features.wordCount, found.words);
    return found;
  }
}

/** Letters and spaces that are read: in more the model is sure, or they are as good as all. */
const LONGEST = 100;
