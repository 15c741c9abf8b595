import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { LanguageTag } from '../schema/schema';

/** Words of one language that a thread does not know yet. */
export interface WordQuestion {
  readonly language: LanguageTag;
  /** As dictionaries have them (`UnknownWord.word`), one to a line: one text crosses threads faster than many. */
  readonly words: string;
}

/** By word, in the order of the question: 1 where a dictionary knows it, 0 where none does. Or why there is no telling. */
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
