import type { LanguageTag } from '../../schema/schema';

/** Words of a response in one language that have been checked. */
export interface SpelledWords {
  readonly language: LanguageTag;
  readonly words: number;
  /** Of them, those that no dictionary knows, without those that are accepted and without terms of the dataset. */
  readonly unknown: number;
  /** Of the unknown ones, those that are misspellings most likely: see `LikelyMisspellings`. None where left out. */
  readonly likely?: number;
}

/** What the dataset is like, for its responses to be judged by. */
export interface SpellingBaseline {
  /** By language: share of words, 0 to 1, that are unknown in responses that are as good as the dataset's others. */
  readonly rates: Readonly<Record<LanguageTag, number>>;
  /** The same of words that are misspellings most likely. */
  readonly likelyRates: Readonly<Record<LanguageTag, number>>;
}

/** Share of the records that an unknown word is in from which on it is a term, and the bounds for their number. */
const TERM_SHARE = 0.0005;
const FEWEST_TERM_RECORDS = 3;
const MOST_TERM_RECORDS = 10;

/** Whether an unknown word in so many records of a dataset is one of its terms rather than a mistake. */
export function isDatasetTerm(records: number, recordsInAll: number): boolean {
  return records >= Math.min(MOST_TERM_RECORDS, Math.max(FEWEST_TERM_RECORDS, Math.ceil(TERM_SHARE * recordsInAll)));
}

/** How improbable so many unknown words must be of a response that is as good as the others, for it to be flagged. */
const SIGNIFICANCE = 0.01;
/** The same of words that are misspellings most likely. */
const SIGNIFICANCE_OF_LIKELY = 0.1;
/** The same of a response that says nothing about how good the others are, and the fewest such words that it has. */
const SIGNIFICANCE_OF_OUTLIERS = 0.05;
const FEWEST_IN_OUTLIERS = 2;
/** A dataset without any unknown word has told nothing of the next one; one full of mistakes does not make them right. */
const RATES: RateBounds = { lowest: 0.0005, highest: 0.1 };
const LIKELY_RATES: RateBounds = { lowest: 0.0001, highest: 0.0015 };
/** Rounds until the responses that are left out stay the same; each makes the rate lower. */
const MOST_ROUNDS = 20;
/** Unknown words from which on responses are alike. */
const MANY = 63;

interface RateBounds {
  readonly lowest: number;
  readonly highest: number;
}

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
    return { rates: ratesOf(this.unknown, RATES), likelyRates: ratesOf(this.likely, LIKELY_RATES) };
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

function ratesOf(byLanguage: ReadonlyMap<LanguageTag, Responses>, bounds: RateBounds): Record<LanguageTag, number> {
  return Object.fromEntries(Array.from(byLanguage, ([language, responses]) => [language, rateOf(responses, bounds)]));
}

/** The share of words that count, without the responses that have too many of them. */
function rateOf(responses: Responses, { lowest, highest }: RateBounds): number {
  let rate = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fewest = new FewestSignificant(rate, SIGNIFICANCE_OF_OUTLIERS);
    let allWords = 0;
    let allCounting = 0;
    for (const [alike, times] of responses) {
      const words = Math.floor(alike / (MANY + 1));
      const counting = alike % (MANY + 1);
      if (counting >= FEWEST_IN_OUTLIERS && counting >= fewest.of(words)) continue;
      allWords += times * words;
      allCounting += times * counting;
    }
    const left = Math.min(highest, Math.max(lowest, allWords > 0 ? allCounting / allWords : 0));
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
        unknown: new FewestSignificant(rates[language] ?? RATES.lowest, SIGNIFICANCE),
        likely: new FewestSignificant(likelyRates[language] ?? LIKELY_RATES.lowest, SIGNIFICANCE_OF_LIKELY),
      };
      this.fewest.set(language, fewest);
    }
    return fewest;
  }
}

/** Words up to which it is worked out once. */
const MOST_REMEMBERED = 4_096;

/** The fewest unknown words, at least 1, that so many or more of are improbable among so many words: by Poisson's law. */
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
    let probability = Math.exp(-mean);
    let tail = 1 - probability;
    let fewest = 1;
    for (; tail >= this.significance; fewest++) {
      probability *= mean / fewest;
      tail -= probability;
    }
    return fewest;
  }
}

/** Above, exponentials come near to nothing. */
const MOST_UNKNOWN_EXPECTED = 500;
