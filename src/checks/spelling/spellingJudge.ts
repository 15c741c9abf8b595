import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from '../language/equivalence';
import { capitalisesNouns } from './spelledLanguage';
import type { TextProblemKind } from './spellingVerdict';
import { isCapitalised } from './words';

/** Words of a response in one language that have been checked. */
export interface SpelledWords {
  readonly language: LanguageTag;
  readonly words: number;
  /** Of them, those that no dictionary knows, without those that are accepted and without terms of the dataset. */
  readonly unknown: number;
  /** Of the unknown ones, those that are misspellings most likely: see `LikelyMisspellings`. None where left out. */
  readonly likely?: number;
}

/** An unknown word of a response, neither accepted nor a term of the dataset. */
export interface JudgedWord {
  readonly language: LanguageTag;
  readonly word: string;
  /** See `LikelyMisspellings`. */
  readonly isLikely: boolean;
}

/**
 * What the judge goes by: each word of a response once, since who writes it again means it, and no words with a capital
 * that are probably names. These stand at the beginning of sentences: inside of them, none are looked up.
 * @param read language by language. @param unknown the response's, as often as they occur.
 */
export function judgedWords(
  read: readonly Pick<SpelledWords, 'language' | 'words'>[],
  unknown: Iterable<JudgedWord>,
): SpelledWords[] {
  const judged = read.map(({ language, words }) => ({ language, words, unknown: 0, likely: 0 }));
  const seen = new Set<string>();
  for (const { language, word, isLikely } of unknown) {
    const share = judged.find((other) => other.language === language);
    if (!share || seen.has(`${language} ${word}`) || (!isLikely && isProbablyName(word, language))) continue;
    seen.add(`${language} ${word}`);
    share.unknown++;
    if (isLikely) share.likely++;
  }
  return judged;
}

function isProbablyName(word: string, language: LanguageTag): boolean {
  return !capitalisesNouns(language) && isCapitalised(word);
}

/** What the dataset is like, for its responses to be judged by. */
export interface SpellingBaseline {
  /** By language: share of words, 0 to 1, that are unknown in responses that are as good as the dataset's others. */
  readonly rates: Readonly<Record<LanguageTag, number>>;
  /** The same of words that are misspellings most likely. */
  readonly likelyRates: Readonly<Record<LanguageTag, number>>;
}

/** Text problems of which one is enough for a response to be flagged: what models learn wrong from, and seldom false. */
export const FLAGGED_PROBLEMS: readonly TextProblemKind[] = [
  'repeatedWord',
  'mixedScript',
  'mojibake',
  'replacementCharacter',
  'controlCharacter',
];

/** Share of the records that an unknown word is in from which on it is a term, and the bounds for their number. */
const TERM_SHARE = 0.0005;
const FEWEST_TERM_RECORDS = 3;
const MOST_TERM_RECORDS = 10;

/** Whether an unknown word in so many records of a dataset is one of its terms rather than a mistake. */
export function isDatasetTerm(records: number, recordsInAll: number): boolean {
  return records >= Math.min(MOST_TERM_RECORDS, Math.max(FEWEST_TERM_RECORDS, Math.ceil(TERM_SHARE * recordsInAll)));
}

/**
 * How improbable so many unknown words must be of a response that is as good as the others, for it to be flagged. Those
 * that are no misspellings most likely are names, terms and borrowed words for the most part, and come together.
 */
const SIGNIFICANCE = 0.001;
/** The same of words that are misspellings most likely. */
const SIGNIFICANCE_OF_LIKELY = 0.1;
/** The same of a response that says nothing about how good the others are, and the fewest such words that it has. */
const SIGNIFICANCE_OF_OUTLIERS = 0.05;
const FEWEST_IN_OUTLIERS = 2;
/** A dataset full of mistakes does not make them right. */
const HIGHEST_RATE = 0.25;
const HIGHEST_LIKELY_RATE = 0.001;
/** Where dictionaries lack many words, so many of those lie near to others by chance. */
const HIGHEST_LIKELY_SHARE = 0.15;
/** What is expected of a language before any of its words has been seen, as if this many had been. */
const WORDS_EXPECTED = 2_000;
const EXPECTED_RATE = 0.002;
const EXPECTED_LIKELY_RATE = 0.0004;
/** Languages of whose right words dictionaries lack more: see docs/spelling.md for how it was measured. */
const EXPECTED_RATES: ReadonlyMap<LanguageTag, number> = new Map([
  ...['gu', 'kk', 'kn', 'ml', 'mr', 'ne', 'ta', 'te'].map((language) => [language, 0.08] as const),
  ...['bn', 'hi', 'ka', 'pa', 'si'].map((language) => [language, 0.05] as const),
  ...['af', 'ar', 'az', 'et', 'eu', 'fa', 'fi', 'gl', 'he', 'hu', 'id', 'ko', 'mn', 'sw', 'tl', 'tr', 'ur', 'uz', 'xh'].map((language) => [language, 0.015] as const),
]);
/** How alike responses are, as a gamma distribution's shape: of rare words, some have many and most have none. */
const LIKENESS = 4;
/** Rounds until the responses that are left out stay the same; each makes the rate lower. */
const MOST_ROUNDS = 20;
/** Unknown words from which on responses are alike. */
const MANY = 63;

/** Gathers how many words are unknown in the responses of a dataset. */
export class BaselineGatherer {
  private readonly unknown = new Map<LanguageTag, Responses>();
  private readonly likely = new Map<LanguageTag, Responses>();

  add(response: readonly SpelledWords[]): void {
    for (const { language, words, unknown, likely = 0 } of response) {
      if (words === 0) continue;
      count(this.unknown, language, words, unknown);
      count(this.likely, language, words, likely);
    }
  }

  get baseline(): SpellingBaseline {
    const rates = ratesOf(this.unknown, expectedRate, () => HIGHEST_RATE);
    const highest = (language: LanguageTag) => Math.max(HIGHEST_LIKELY_RATE, rates[language] * HIGHEST_LIKELY_SHARE);
    return { rates, likelyRates: ratesOf(this.likely, () => EXPECTED_LIKELY_RATE, highest) };
  }
}

/** By words and those of them that count, as one number: how many responses have so many. */
type Responses = Map<number, number>;

function count(byLanguage: Map<LanguageTag, Responses>, language: LanguageTag, words: number, counting: number): void {
  let responses = byLanguage.get(language);
  if (!responses) byLanguage.set(language, (responses = new Map<number, number>()));
  const alike = words * (MANY + 1) + Math.min(counting, MANY);
  responses.set(alike, (responses.get(alike) ?? 0) + 1);
}

/** Whether dictionaries have so many of the language's words that one that is near to them is seldom right itself. */
export function knowsMostWords(language: LanguageTag): boolean {
  return !EXPECTED_RATES.has(baseLanguage(language));
}

function expectedRate(language: LanguageTag): number {
  return EXPECTED_RATES.get(baseLanguage(language)) ?? EXPECTED_RATE;
}

function ratesOf(
  byLanguage: ReadonlyMap<LanguageTag, Responses>,
  expected: (language: LanguageTag) => number,
  highest: (language: LanguageTag) => number,
): Record<LanguageTag, number> {
  const rates = Array.from(byLanguage, ([language, responses]) => [language, rateOf(responses, expected(language), highest(language))]);
  return Object.fromEntries(rates) as Record<LanguageTag, number>;
}

/** The share of words that count, without the responses that have too many of them. */
function rateOf(responses: Responses, expected: number, highest: number): number {
  let rate = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fewest = new FewestSignificant(rate, SIGNIFICANCE_OF_OUTLIERS);
    let allWords = WORDS_EXPECTED;
    let allCounting = WORDS_EXPECTED * expected;
    for (const [alike, times] of responses) {
      const words = Math.floor(alike / (MANY + 1));
      const counting = alike % (MANY + 1);
      if (counting >= FEWEST_IN_OUTLIERS && counting >= fewest.of(words)) continue;
      allWords += times * words;
      allCounting += times * counting;
    }
    const left = Math.min(highest, allCounting / allWords);
    if (left === rate) break;
    rate = left;
  }
  return rate;
}

/**
 * Which responses are flagged as misspelled, given the whole dataset: a response is judged against its language's
 * baseline there, since dictionaries lack many words that are right.
 */
export class SpellingJudge {
  private readonly fewest = new Map<LanguageTag, { readonly unknown: FewestSignificant; readonly likely: FewestSignificant }>();

  constructor(readonly baseline: SpellingBaseline) {}

  /** @param response its words language by language. */
  isMisspelled(response: readonly SpelledWords[]): boolean {
    return response.some(({ language, words, unknown, likely = 0 }) => {
      if (unknown === 0) return false;
      const fewest = this.fewestOf(language);
      return unknown >= fewest.unknown.of(words) || (likely > 0 && likely >= fewest.likely.of(words));
    });
  }

  private fewestOf(language: LanguageTag): { readonly unknown: FewestSignificant; readonly likely: FewestSignificant } {
    let fewest = this.fewest.get(language);
    if (!fewest) {
      const { rates, likelyRates } = this.baseline;
      fewest = {
        unknown: new FewestSignificant(rates[language] ?? expectedRate(language), SIGNIFICANCE),
        likely: new FewestSignificant(likelyRates[language] ?? EXPECTED_LIKELY_RATE, SIGNIFICANCE_OF_LIKELY),
      };
      this.fewest.set(language, fewest);
    }
    return fewest;
  }
}

/** Words up to which it is worked out once. */
const MOST_REMEMBERED = 4_096;

/**
 * The fewest unknown words, at least 1, that so many or more of are improbable among so many words: by the negative
 * binomial distribution, which is Poisson's where responses are all alike.
 */
class FewestSignificant {
  private readonly known = new Uint16Array(MOST_REMEMBERED);

  /** @param rate share of words that are unknown, 0 to 1. */
  constructor(
    private readonly rate: number,
    private readonly significance: number,
  ) {}

  of(words: number): number {
    if (words >= MOST_REMEMBERED) return this.workOut(words);
    return (this.known[words] ||= this.workOut(words));
  }

  private workOut(words: number): number {
    const mean = Math.min(words * this.rate, MOST_UNKNOWN_EXPECTED);
    let probability = (LIKENESS / (LIKENESS + mean)) ** LIKENESS;
    let tail = 1 - probability;
    let fewest = 1;
    for (; tail >= this.significance; fewest++) {
      probability *= (mean / (LIKENESS + mean)) * ((fewest - 1 + LIKENESS) / fewest);
      tail -= probability;
    }
    return fewest;
  }
}

/** Above, all are many. */
const MOST_UNKNOWN_EXPECTED = 500;
