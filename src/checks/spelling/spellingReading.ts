import type { LanguageTag } from '../../schema/schema';
import type { Exemptions } from './exemptions';
import type { LanguageWords, TextProblem } from './spellingVerdict';
import type { WordToLookUp } from './wordToLookUp';

/**
 * A response read for spelling, before any dictionary has been asked: dictionaries live in another thread, and are
 * asked for the words of many responses at once. Stays in its thread.
 */
export interface SpellingReading {
  /** Index of the response in the record's turns. */
  readonly turn: number;
  /** False where the response's language is a guess: few words, names. */
  readonly isSure: boolean;
  readonly read: readonly LanguageWords[];
  /** Words that are not right whatever dictionaries say; in the order of the text. */
  readonly toLookUp: readonly WordToLookUp[];
  /** What else makes words right that no dictionary knows. */
  readonly exemptions: Exemptions;
  readonly problems: readonly TextProblem[];
}

/** Whether a word is right in a language: by its dictionaries, those of languages that are allowed besides, and personal words. */
export type IsKnown = (word: string, language: LanguageTag) => boolean;

/** The same of a stretch of a text that is written as it is looked up; false also where it cannot be told yet. */
export type IsKnownAt = (text: string, start: number, end: number, language: LanguageTag) => boolean;

/** All words that `verdictsOf` may ask about, parts of compounds among them. */
export function forEachWord(reading: SpellingReading, visit: (word: string, language: LanguageTag) => void): void {
  const visitAll = (words: readonly WordToLookUp[]): void => {
    for (const { word, language, parts } of words) {
      visit(word, language);
      if (parts) visitAll(parts);
    }
  };
  visitAll(reading.toLookUp);
}
