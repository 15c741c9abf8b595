import type { FoundLanguage, Verdict } from '../checks/language/languageVerdict';
import type { LanguageTag } from '../schema/schema';
import type { Proportion } from './wilson';

/** What models do with the same sample of records: the surface metrics of Chirkova and Nikoulina (2024). */

/** A model's response to a record of the sample, and what the checks say of it. */
export interface ComparedResponse {
  readonly text: string;
  readonly found?: FoundLanguage;
  readonly verdict?: Verdict;
  /** Words read by the spelling check, and those of them that it does not know. */
  readonly words: number;
  readonly unknownWords: number;
  /** Why there is none. */
  readonly error?: string;
}

/** One model's figures for one language of the sample, or for all. */
export interface ComparisonFigures {
  readonly model: string;
  /** The expected language; absent for all together. */
  readonly language?: LanguageTag;
  readonly responses: number;
  readonly failed: number;
  /** Responses in the expected language, of those that could be told. */
  readonly languageCorrectness?: Proportion;
  /** Words that are spelled correctly, of those that could be checked. */
  readonly spellingCorrectness?: Proportion;
  /** Mean length of the responses in characters (code points). */
  readonly length?: { readonly mean: number; readonly low: number; readonly high: number };
}
