import type { LanguageTag } from '../../schema/schema';
import type { Span } from '../language/languageVerdict';
import type { LanguageWords, TextProblem } from './spellingVerdict';

/** A word to look up in dictionaries. */
export interface WordToLookUp extends Span {
  /** See `UnknownWord.word`. */
  readonly word: string;
  readonly language: LanguageTag;
}

/**
 * A response read for spelling, before any dictionary has been asked: dictionaries live in another thread, and are
 * asked for the words of many responses at once.
 */
export interface SpellingReading {
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly read: readonly LanguageWords[];
  /** Words that are not right for another reason; in the order of the text. */
  readonly toLookUp: readonly WordToLookUp[];
  readonly problems: readonly TextProblem[];
}
