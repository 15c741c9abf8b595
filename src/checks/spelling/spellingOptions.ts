import type { LanguageTag } from '../../schema/schema';

/** Words that people have decided about. */
export interface PersonalWords {
  /** Right in the language, or in all where none is named. */
  readonly accepted: readonly PersonalWord[];
  /** Wrong though a dictionary knows them. */
  readonly forbidden: readonly PersonalWord[];
}

export interface PersonalWord {
  readonly word: string;
  readonly language?: LanguageTag;
}

/** Instruction data is full of English terms, whatever its language. */
export const DEFAULT_ALSO_ALLOWED: readonly LanguageTag[] = ['en'];

/** How responses are to be spelled. Plain data: it goes to worker threads. */
export interface SpellingOptions {
  /** By language: the variant to spell by (`en` by `en-GB`); any of those there are where none is named. */
  readonly variants: Readonly<Record<LanguageTag, string>>;
  /** Languages whose words are right in every response: English terms in technical text, say. */
  readonly alsoAllowed: readonly LanguageTag[];
  readonly personal: PersonalWords;
}
