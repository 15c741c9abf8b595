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
