import type { LanguageTag } from '../schema/schema';
import type { Proportion } from './wilson';

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
