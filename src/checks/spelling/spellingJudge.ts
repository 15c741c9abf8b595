import type { LanguageTag } from '../../schema/schema';

/** Words of a response in one language that have been checked. */
export interface SpelledWords {
  readonly language: LanguageTag;
  readonly words: number;
  /** Of them, those that no dictionary knows, without those that are accepted and without terms of the dataset. */
  readonly unknown: number;
}

/** What the dataset is like, for its responses to be judged by. */
export interface SpellingBaseline {
  /** By language: share of words, 0 to 1, that are unknown in responses that are as good as the dataset's others. */
  readonly rates: Readonly<Record<LanguageTag, number>>;
}

/** Share of the records that an unknown word is in from which on it is a term, and the bounds for their number. */
const TERM_SHARE = 0.0005;
const FEWEST_TERM_RECORDS = 3;
const MOST_TERM_RECORDS = 10;

/** Whether an unknown word in so many records of a dataset is one of its terms rather than a mistake. */
export function isDatasetTerm(records: number, recordsInAll: number): boolean {
  return records >= Math.min(MOST_TERM_RECORDS, Math.max(FEWEST_TERM_RECORDS, Math.ceil(TERM_SHARE * recordsInAll)));
}

/** What a response's unknown words may at most have for a probability, were it as good as the others, for it to be flagged. */
const SIGNIFICANCE = 0.02;
/** The same for a response that says nothing about how good the others are. */
const SIGNIFICANCE_OF_OUTLIERS = 0.1;
/** A dataset without any unknown word has told nothing of the next one; one full of mistakes does not make them right. */
const LOWEST_RATE = 0.0002;
const HIGHEST_RATE = 0.1;
/** Rounds until the responses that are left out stay the same; each makes the rate lower. */
const MOST_ROUNDS = 20;
/** Unknown words from which on responses are alike. */
const MANY_UNKNOWN = 63;

/** Gathers how many words are unknown in the responses of a dataset. */
export class BaselineGatherer {
  /** By language, by words and unknown words: how many responses have so many. */
  private readonly responses = new Map<LanguageTag, Map<number, number>>();

  add(response: readonly SpelledWords[]): void {
    for (const { language, words, unknown } of response) {
      if (words === 0) continue;
      let counts = this.responses.get(language);
      if (!counts) this.responses.set(language, (counts = new Map<number, number>()));
      const alike = words * (MANY_UNKNOWN + 1) + Math.min(unknown, MANY_UNKNOWN);
      counts.set(alike, (counts.get(alike) ?? 0) + 1);
    }
  }

  get baseline(): SpellingBaseline {
    return { rates: Object.fromEntries(Array.from(this.responses, ([language, counts]) => [language, rateOf(counts)])) };
  }
}

/** The share of unknown words without the responses that have too many of them. */
function rateOf(counts: ReadonlyMap<number, number>): number {
  let rate = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fewest = new FewestSignificant(rate, SIGNIFICANCE_OF_OUTLIERS);
    let allWords = 0;
    let allUnknown = 0;
    for (const [alike, responses] of counts) {
      const words = Math.floor(alike / (MANY_UNKNOWN + 1));
      const unknown = alike % (MANY_UNKNOWN + 1);
      if (unknown > 0 && unknown >= fewest.of(words)) continue;
      allWords += responses * words;
      allUnknown += responses * unknown;
    }
    const own = Math.min(HIGHEST_RATE, Math.max(LOWEST_RATE, allWords > 0 ? allUnknown / allWords : 0));
    if (own === rate) break;
    rate = own;
  }
  return rate;
}

/**
 * Which responses are flagged as misspelled, given the whole dataset: a response is judged against its language's
 * baseline there, since dictionaries lack many words that are right.
 */
export class SpellingJudge {
  private readonly fewest = new Map<LanguageTag, FewestSignificant>();

  constructor(readonly baseline: SpellingBaseline) {}

  /** @param response its words language by language. */
  isMisspelled(response: readonly SpelledWords[]): boolean {
    return response.some(({ language, words, unknown }) => unknown > 0 && unknown >= this.fewestOf(language).of(words));
  }

  private fewestOf(language: LanguageTag): FewestSignificant {
    let fewest = this.fewest.get(language);
    if (!fewest) {
      fewest = new FewestSignificant(this.baseline.rates[language] ?? LOWEST_RATE, SIGNIFICANCE);
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
