import type { FoundLanguage, LanguageVerdict, Span } from '../checks/language/languageVerdict';
import type { SpellingVerdict } from '../checks/spelling/spellingVerdict';
import type { RecordProblem } from '../dataset/recordProblem';
import type { Field } from '../schema/fieldsOf';
import type { TurnActions } from '../schema/recordChange';
import type { LanguageTag, TurnRole } from '../schema/schema';

/** What is shown of records. Types only, since the page knows them too. */

/** The texts of a record's line in the list. */
export interface RowText {
  readonly id?: string;
  /** One line each, cut to what a row can show. */
  readonly instruction: string;
  readonly response: string;
  /** The worst of what is wrong with the record. */
  readonly problem?: RecordProblem;
  /** The beginning of the record, when instruction and response cannot be read. */
  readonly raw?: string;
}

/** The places that a replacement would change in a record, the first few. */
export interface ReplacedPlaces {
  readonly id?: string;
  readonly changes: readonly ReplacedPlace[];
  /** How many there are beyond those. */
  readonly more: number;
}

/** A place that a replacement would change, with some text around it. */
export interface ReplacedPlace {
  /** "Response", "Instruction 2", or the field's key. */
  readonly where: string;
  readonly before: string;
  readonly removed: string;
  readonly inserted: string;
  readonly after: string;
}

/** A word where it stands. */
export interface WordExample {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

/** A record in full, but for the rest of very long texts. */
export interface RecordText {
  readonly id?: string;
  /** Length in bytes. */
  readonly bytes: number;
  readonly problems: readonly RecordProblem[];
  readonly turns: readonly TurnText[];
  readonly fields: readonly Field[];
  /** The beginning of the record's text, when it has no turns. */
  readonly raw?: string;
}

/** Words that ask for a language. */
export interface RequestSpan extends Span {
  readonly language: LanguageTag;
}

export interface TurnText {
  readonly role: TurnRole;
  /** Accessible name: "Instruction", "Response", numbered where there are several: "Response 2". */
  readonly label: string;
  /** What the dataset calls it where that says more: "rejected", "function_call". */
  readonly name?: string;
  readonly text: string;
  /** Length of the whole text in UTF-16 units, when `text` is only its beginning. */
  readonly fullLength?: number;
  /** The language found, after a check. */
  readonly language?: FoundLanguage;
  /** For a response, after a check; spans may lie beyond `text` in the whole. */
  readonly verdict?: LanguageVerdict;
  /** For a response, after a spelling check; without words that are accepted. Spans may lie beyond `text` in the whole. */
  readonly spelling?: SpellingVerdict;
  /** Words of `text` that ask for the language of a later response. */
  readonly requests: readonly RequestSpan[];
  readonly actions: TurnActions;
  /** The verdict in words: "Response is English (0.97); expected German, the language of the instruction". */
  readonly message?: string;
}
