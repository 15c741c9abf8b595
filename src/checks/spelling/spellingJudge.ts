import type { LanguageTag } from '../../schema/schema';

/**
 * Which records are flagged as misspelled, given the whole dataset: a response is judged against its language's
 * baseline there, and a word that stands in many records is a term of the dataset rather than a mistake.
 */
export interface SpellingBaseline {
  /** By language: share of words, 0 to 1, that are unknown in responses that are as good as the dataset's others. */
  readonly rates: Readonly<Record<LanguageTag, number>>;
}
