import type { LanguageTag } from '../../schema/schema';
import type { Span } from '../language/languageVerdict';

/** What can be wrong with a text besides its words. */
export const TEXT_PROBLEMS = [
  'repeatedWord',
  'doubledSpace',
  'mixedScript',
  'mojibake',
  'replacementCharacter',
  'controlCharacter',
  'unbalancedQuote',
  'unclosedFence',
] as const;
export type TextProblemKind = (typeof TEXT_PROBLEMS)[number];

/** A stretch of a response that is wrong in any language. */
export interface TextProblem extends Span {
  readonly kind: TextProblemKind;
  /** What to put in its place; absent where only people can tell. */
  readonly fix?: string;
}

/** A word of a response that no dictionary of its language knows. */
export interface UnknownWord extends Span {
  /** As dictionaries and word lists have it: composed (NFC), with the plain apostrophe; the span is of what is written. */
  readonly word: string;
  readonly language: LanguageTag;
}

/** What was read of a response in one language. */
export interface LanguageWords {
  /** Absent where the language cannot be told. */
  readonly language?: LanguageTag;
  /**
   * Words to be spelled: also those that are right because they are names, in the instruction, or accepted. Stretches
   * between spaces and punctuation where the language does not divide words.
   */
  readonly words: number;
  /** False where there is no dictionary for the language, or it is not spelled with words. */
  readonly isChecked: boolean;
}

/** The spelling check's answer for one response. */
export interface SpellingVerdict {
  /** Index of the response in the record's turns. */
  readonly turn: number;
  /** Language by language, the one with most words first. */
  readonly read: readonly LanguageWords[];
  /** In the order of the text. */
  readonly unknown: readonly UnknownWord[];
  /** In the order of the text. */
  readonly problems: readonly TextProblem[];
}
