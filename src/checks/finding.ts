import type { RecordKey } from '../dataset/edits/recordKey';
import type { RecordProblem } from '../dataset/recordProblem';
import type { LanguageVerdict, Span } from './language/languageVerdict';
import type { TextProblem, UnknownWord } from './spelling/spellingVerdict';

/** What a check says about a record. */
export type Finding = LanguageFinding | SpellingFinding | RecordFinding;

interface FindingPlace {
  readonly key: RecordKey;
  /** Of the file, from 1; 0 for a record that is not in the file yet. */
  readonly line: number;
  readonly id?: string;
  /** One sentence for people. */
  readonly message: string;
  /** Where in the record's text, in UTF-16 units, when known. */
  readonly span?: Span;
}

/** The language check's verdict on one response. */
export interface LanguageFinding extends FindingPlace {
  readonly check: 'language';
  /** Number of the response among the record's responses, from 1. */
  readonly response: number;
  readonly verdict: LanguageVerdict;
}

/** A word that no dictionary knows, or something wrong with a text in any language. */
export interface SpellingFinding extends FindingPlace {
  readonly check: 'spelling';
  /** Number of the response among the record's responses, from 1. */
  readonly response: number;
  /** With its span in the response; `span` is the one in the record's text. */
  readonly mistake: SpellingMistake;
  /** What an unknown word may have been meant to be, best first, where that was asked for. */
  readonly suggestions?: readonly string[];
}

export type SpellingMistake = (UnknownWord & { readonly kind: 'unknownWord' }) | TextProblem;

/** A record that cannot be read, or only in part. */
export interface RecordFinding extends FindingPlace {
  readonly check: 'record';
  readonly problem: RecordProblem;
}
