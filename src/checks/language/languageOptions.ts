import type { LanguageTag } from '../../schema/schema';

/** How the language check decides. Plain data: comes from settings, posted to worker threads. */
export interface LanguageOptions {
  /** `auto`: every reason in its order. `instruction`: the instruction's own language and what it asks for. A tag: fixed by the user. */
  readonly expected: 'auto' | 'instruction' | LanguageTag;
  /** The language that the file's name states for all its records, and for its responses. */
  readonly fileLanguage?: LanguageTag;
  readonly fileResponseLanguage?: LanguageTag;
  /** Groups of languages that count as one another. A language without a script stands for all its scripts. */
  readonly equivalent: readonly (readonly LanguageTag[])[];
  readonly thresholds: LanguageThresholds;
  /** Path of the fastText model that identifies languages; the built-in one when absent. */
  readonly model?: string;
  /** The languages that the model may answer: the probabilities are of these alone. All when absent. */
  readonly languages?: readonly LanguageTag[];
}

/** Probabilities are 0 to 1, of the identifier, summed over languages that count as one another. */
export interface LanguageThresholds {
  /** Probability that a response's language must reach to be flagged, in a response of some length. */
  readonly confidence: number;
  /** Probability that the expected language must not reach in a response that is flagged. */
  readonly expected: number;
  /** Letters of prose that a text must have to be judged at all. Han, kana and Hangul characters count three each. */
  readonly letters: number;
}
