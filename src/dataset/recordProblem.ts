/** What is wrong with a record as such, before any check looks at its text. */
export const RECORD_PROBLEM_CODES = [
  'blank',
  'invalid-utf8',
  'not-json',
  'not-an-object',
  'too-large',
  'lone-surrogate',
  'schema-mismatch',
  'instruction-missing',
  'response-missing',
  'response-not-text',
] as const;

export type RecordProblemCode = (typeof RECORD_PROBLEM_CODES)[number];

export interface RecordProblem {
  readonly code: RecordProblemCode;
  /** One sentence for people, without file and line: "Not JSON: expected ',' at column 41". */
  readonly message: string;
  /** An error keeps the record from being read as instruction and response; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Where in the record's text, in UTF-16 units, when known. */
  readonly offset?: number;
}
