import type { LanguageTag } from '../../schema/schema';

/**
 * `match`: in the expected language. `requested`: in the language that the instruction asks for. `mixed`: for the most
 * part in the one or the other, with passages or words in other languages.
 */
export const VERDICTS = ['match', 'mismatch', 'mixed', 'requested', 'undetermined', 'empty'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a language is expected: see expectedLanguage.ts for the order in which they are tried. */
export const EXPECTED_REASONS = ['field', 'file', 'requested', 'user', 'instruction'] as const;
export type ExpectedReason = (typeof EXPECTED_REASONS)[number];

/** A stretch of text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A language found in a text, with the identifier's probability for it, 0 to 1. */
export interface FoundLanguage {
  readonly language: LanguageTag;
  readonly confidence: number;
}

/** A stretch of a response that is not in the expected language: a passage, or single words in other prose. */
export interface LanguageSpan extends Span, FoundLanguage {
  readonly kind: 'passage' | 'words';
}

/** The language check's answer for one response. */
export interface LanguageVerdict {
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly verdict: Verdict;
  readonly expected?: LanguageTag;
  readonly reason?: ExpectedReason;
  /** The instruction's words that ask for the expected language, as written there; where the reason is `requested`. */
  readonly quote?: string;
  /** Absent where the text is too short or not prose. */
  readonly found?: FoundLanguage;
  /** The language of the instruction that the response answers; absent where it cannot be told. */
  readonly instruction?: FoundLanguage;
  /** The flagged stretches, in the order of the text; empty unless the verdict is `mismatch` or `mixed`. */
  readonly spans: readonly LanguageSpan[];
}
