import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { SpellingTally } from '../checks/verdicts/spellingTallies';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { LanguageTag } from '../schema/schema';
import { NORMAL, studentQuantile } from './studentQuantile';
import { type Proportion, wilson } from './wilson';

/**
 * The portion of words that pass the spelling check (spelling correctness of the surface metrics of Chirkova and
 * Nikoulina, "Key ingredients for effective zero-shot cross-lingual knowledge transfer in generative tasks", 2024).
 */
export interface SpellingCorrectness {
  /** Absent for all languages together. */
  readonly language?: LanguageTag;
  readonly responses: number;
  readonly words: number;
  readonly unknown: number;
  /** Words known of all; the interval is over records, whose words are not independent. Absent where there are no words. */
  readonly correctness?: Proportion;
  /** Responses flagged as misspelled. */
  readonly flagged: number;
}

/** Words of records, summed. */
export type WordSums = Pick<
  SpellingTally,
  'records' | 'words' | 'unknown' | 'wordsSquared' | 'unknownSquared' | 'wordsByUnknown'
>;

/** Words of a language that were not checked. */
export interface NotSpelledWords {
  /** Absent where it cannot be told. */
  readonly language?: LanguageTag;
  readonly words: number;
  /** Absent where responses are not what the language check takes them for: most of their words are unknown. */
  readonly why?: NotSpelled;
}

/** All figures of a dataset's spelling. */
export interface SpellingFigures {
  /** Most words first. */
  readonly languages: readonly SpellingCorrectness[];
  readonly all: SpellingCorrectness;
  /** Most words first. */
  readonly notChecked: readonly NotSpelledWords[];
  /** How many different words are unknown. */
  readonly unknownWords: number;
}

export function spellingSummary(verdicts: VerdictStore): SpellingFigures {
  const { tallies, notSpelled } = verdicts.spelling;
  const notChecked = Array.from(tallies.languages, ({ language, notChecked }) => ({
    language,
    words: notChecked,
    why: language === undefined ? undefined : notSpelled.get(language),
  }));
  return {
    ...spellingCorrectness(tallies),
    notChecked: notChecked.filter(({ words }) => words > 0).sort((a, b) => b.words - a.words),
    unknownWords: verdicts.spelling.words.unknownCount,
  };
}

/** By language, most words first, and all together. */
export function spellingCorrectness({ all, languages }: {
  readonly all: SpellingTally;
  readonly languages: Iterable<SpellingTally>;
}): { readonly languages: readonly SpellingCorrectness[]; readonly all: SpellingCorrectness } {
  const checked = Array.from(languages).filter(({ words }) => words > 0).map(correctnessOf);
  return { languages: checked.sort((a, b) => b.words - a.words), all: correctnessOf(all) };
}

function correctnessOf(tally: SpellingTally): SpellingCorrectness {
  const { language, responses, words, unknown, flagged } = tally;
  return { language, responses, words, unknown, correctness: shareOfKnown(tally), flagged };
}

/**
 * The share of known words, with its 95 % interval. The words of a record are not independent of one another, so that
 * records are what has been drawn: the interval is Wilson's for the effective number of words, which is their number
 * divided by the design effect, the variance of the ratio estimate over clusters (W. G. Cochran, "Sampling Techniques",
 * 1977, section 6.3) by that of as many words drawn one by one. It is at least 1, and the number is reduced further where
 * there are few records, by Student's t (E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small
 * expected number of positive counts estimated from survey data", Survey Methodology 24, 1998). So it holds where no word
 * is unknown, too; a single record counts as a single word.
 */
export function shareOfKnown({ records, words, unknown, ...sums }: WordSums): Proportion | undefined {
  if (words === 0) return undefined;
  if (records < 2) return withInterval(words - unknown, words, 1);
  const share = unknown / words;
  const { unknownSquared, wordsByUnknown, wordsSquared } = sums;
  const squares = unknownSquared - 2 * share * wordsByUnknown + share ** 2 * wordsSquared;
  const variance = ((records / (records - 1)) * squares) / words ** 2;
  const ofIndependent = (share * (1 - share)) / words;
  const designEffect = ofIndependent > 0 ? Math.max(1, variance / ofIndependent) : 1;
  const effective = (words / designEffect) * (NORMAL / studentQuantile(records - 1)) ** 2;
  return withInterval(words - unknown, words, Math.max(1, effective));
}

/** @param effective number of independent words that tell as much. */
function withInterval(known: number, words: number, effective: number): Proportion | undefined {
  // Exactly all or none, where that is so: their intervals end there.
  const successes = known === words ? effective : (known / words) * effective;
  const interval = wilson(successes, effective);
  return interval && { ...interval, rate: known / words };
}
