import type { LanguageTag } from '../../schema/schema';

/** `match`: in the expected language. `requested`: in the language that the instruction asks for. */
export const VERDICTS = ['match', 'mismatch', 'requested', 'undetermined', 'empty'] as const;
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

/** The language check's answer for one response. */
export interface LanguageVerdict {
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly verdict: Verdict;
  readonly expected?: LanguageTag;
  readonly reason?: ExpectedReason;
  /** Absent where the text is too short or not prose. */
  readonly found?: FoundLanguage;
  /** The language of the instruction that the response answers; absent where it cannot be told. */
  readonly instruction?: FoundLanguage;
  /** The flagged stretches of the response; empty unless the verdict is a mismatch, or where they were left out. */
  readonly spans: readonly (Span & FoundLanguage)[];
}
