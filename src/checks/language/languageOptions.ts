import type { LanguageTag } from '../../schema/schema';

/** How the language check decides. Plain data: comes from settings, posted to worker threads. */
export interface LanguageOptions {
  /** `auto`: every reason in its order. `instruction`: the instruction's own language and what it asks for. A tag: fixed by the user. */
  readonly expected: 'auto' | 'instruction' | LanguageTag;
  /** The language that the file's name states for all its records, and for its responses. */
  readonly fileLanguage?: LanguageTag;
  readonly fileResponseLanguage?: LanguageTag;
  /** Groups of languages that count as one another. */
  readonly equivalent: readonly (readonly LanguageTag[])[];
  readonly thresholds: LanguageThresholds;
}

export interface LanguageThresholds {
  /** Probability, 0 to 1, that a response's language must reach to be flagged. */
  readonly confidence: number;
  /** Letters of prose that a text must have to be judged at all. */
  readonly letters: number;
}
