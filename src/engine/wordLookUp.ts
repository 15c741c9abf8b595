import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { LanguageTag } from '../schema/schema';

/** Words of one language that a thread does not know yet. */
export interface WordQuestion {
  readonly language: LanguageTag;
  /** As dictionaries have them (`UnknownWord.word`), one to a line: one text crosses threads faster than many. */
  readonly words: string;
}

/** What dictionaries say of a word: that none knows it, that one does, or that it is made by rule of words that one knows. */
export const WRONG = 0;
export const RIGHT = 1;
export const DERIVED = 2;

/** By word, in the order of the question: `WRONG`, `RIGHT` or `DERIVED`. Or why there is no telling. */
export type WordAnswer = Uint8Array | NotSpelled;

/** Looks up words in dictionaries, which live in another thread. */
export type LookUp = (questions: readonly WordQuestion[]) => Promise<readonly WordAnswer[]>;

/** Where words are looked up: `Dictionaries`. */
export interface WordLookUp {
  /** @param words as in `WordQuestion`. */
  lookUp(language: LanguageTag, words: string): Promise<WordAnswer>;
  /**
   * @param words that no dictionary knows. @returns by word: 1 where one edit makes it a word that one does, as far as
   * that has been tried.
   */
  isNearKnown(language: LanguageTag, words: string, signal?: AbortSignal): Promise<Uint8Array>;
}
