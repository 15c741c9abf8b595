/** What to look for in records. */
export interface FindQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** Whole words in any script: the match is not continued by a letter, mark or digit on either side. */
  readonly wholeWord: boolean;
  /** A field's key, `instruction` or `response` for that side of the record, or empty for all of it. */
  readonly field: string;
}

/** Where a text matches, in UTF-16 units. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** A query made ready to run. */
export interface Finder {
  test(text: string): boolean;
  /** The first `limit` matches, in order, not overlapping and not empty. */
  matches(text: string, limit?: number): Match[];
}

/** @throws SyntaxError with a message for people when the query's regular expression cannot be read. */
export function compileFind(_query: FindQuery): Finder {
  return { test: () => false, matches: () => [] };
}

/** The strings of a record's JSON value, and its numbers as text; with a field, those under that top-level key. */
export function* stringsOf(_value: unknown, _field: string): Iterable<string> {}
