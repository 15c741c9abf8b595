import type { SpellingTally } from '../checks/spellingTallies';
import type { LanguageTag } from '../schema/schema';
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

/** By language, most words first, and all together. */
export function spellingCorrectness({ all, languages }: {
  readonly all: SpellingTally;
  readonly languages: Iterable<SpellingTally>;
}): { readonly languages: readonly SpellingCorrectness[]; readonly all: SpellingCorrectness } {
  const checked = [...languages].filter(({ words }) => words > 0).map(correctnessOf);
  return { languages: checked.sort((a, b) => b.words - a.words), all: correctnessOf(all) };
}

function correctnessOf(tally: SpellingTally): SpellingCorrectness {
  const { language, responses, words, unknown, flagged } = tally;
  return { language, responses, words, unknown, correctness: correctness(tally), flagged };
}

/**
 * The share of known words with the score interval of as many independent words as tell as much: the words of a record
 * are alike, by the design effect of cluster sampling (W. G. Cochran, "Sampling Techniques", 1977, sections 6.3, 9A.1).
 */
function correctness({ records, words, unknown, wordsSquared, unknownSquared, wordsByUnknown }: SpellingTally): Proportion | undefined {
  const share = words > 0 ? unknown / words : 0;
  const squares = unknownSquared - 2 * share * wordsByUnknown + share ** 2 * wordsSquared;
  const variance = records > 1 ? ((records / (records - 1)) * squares) / words ** 2 : 0;
  const independent = variance > 0 ? Math.min(words, (share * (1 - share)) / variance) : words;
  const interval = wilson((1 - share) * independent, independent);
  return interval && { ...interval, rate: 1 - share };
}
