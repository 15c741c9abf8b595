import type { LanguageTag } from '../../../schema/schema';

/** Where a dictionary comes from; those named first go before. */
export const DICTIONARY_ORIGINS = ['user', 'workspace', 'system', 'built-in'] as const;
export type DictionaryOrigin = (typeof DICTIONARY_ORIGINS)[number];

/** The files of a Hunspell dictionary. */
export interface DictionaryFiles {
  /** BCP 47, of the variant: `de-AT`, `sr-Latn`. */
  readonly variant: string;
  /** Of the language alone: `de`, `sr`. */
  readonly language: LanguageTag;
  readonly origin: DictionaryOrigin;
  /** Paths of the `.aff` and the `.dic` file. */
  readonly affixes: string;
  readonly words: string;
}

/** Folders to look for dictionaries in, besides the system's and the ones that come with Paddock. */
export interface DictionaryFolders {
  readonly user: readonly string[];
  readonly workspace: readonly string[];
}

/** A dictionary in memory. Gives Hunspell's verdicts. What it takes is given back when the thread it is in ends. */
export interface Dictionary {
  /** @param word composed (NFC), with the plain apostrophe. */
  isCorrect(word: string): boolean;
  /** Best first. */
  suggestions(word: string, limit: number): string[];
}

/** Why a language's responses are not spelled. */
export type NotSpelled =
  /** There is no dictionary for it. */
  | { readonly reason: 'no dictionary' }
  /** Its words are not divided in writing (zh, ja, th, km, lo, my): it has no spelling to check. */
  | { readonly reason: 'no spelling' }
  /** There is one, and it cannot be used; a sentence for people that names the file. */
  | { readonly reason: 'broken'; readonly message: string };
