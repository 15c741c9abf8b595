import type { LanguageTag } from '../../schema/schema';
import type { Span } from '../language/languageVerdict';

/** A word to look up in dictionaries. */
export interface WordToLookUp extends Span {
  /** See `UnknownWord.word`. */
  readonly word: string;
  readonly language: LanguageTag;
  /** Its place among the words of the response. */
  readonly place: number;
  /** Of a compound with hyphens or apostrophes that is not known as a whole: it is right where they are. */
  readonly parts?: readonly WordToLookUp[];
  /** People have said that it is wrong: wherever it stands, and as a whole. */
  readonly isForbidden?: boolean;
}
