import type { RecordKey } from '../dataset/edits/recordKey';
import type { RecordProblem } from '../dataset/recordProblem';
import type { LanguageVerdict, Span } from './language/languageVerdict';

/** What a check says about a record. */
export type Finding = LanguageFinding | RecordFinding;

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

/** A record that cannot be read, or only in part. */
export interface RecordFinding extends FindingPlace {
  readonly check: 'record';
  readonly problem: RecordProblem;
}
