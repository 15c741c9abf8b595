/**
 * A change to one record, as plain data. Turns are numbered as in the record's view before the change; texts are what
 * the user sees, not JSON, but for `fieldJson` and `raw`.
 */
export type RecordChange =
  | { readonly kind: 'turnText'; readonly turn: number; readonly text: string }
  /** Makes two turns of one, of the same role. `offset` in UTF-16 units of the turn's text. */
  | { readonly kind: 'splitTurn'; readonly turn: number; readonly offset: number }
  /** Joins a turn with the one after it, with a blank line between their texts. */
  | { readonly kind: 'mergeTurn'; readonly turn: number }
  /** Adds an empty turn after one, by whoever speaks next: the response to an instruction, the next instruction. */
  | { readonly kind: 'insertTurn'; readonly turn: number }
  | { readonly kind: 'removeTurn'; readonly turn: number }
  /** `role` as the dataset spells it: `assistant`, `gpt`. */
  | { readonly kind: 'turnRole'; readonly turn: number; readonly role: string }
  /** Sets a top-level field to a text; adds it where the record has none of that name. */
  | { readonly kind: 'fieldText'; readonly key: string; readonly text: string }
  /** Sets a top-level field to a JSON value written as JSON text; adds it where the record has none of that name. */
  | { readonly kind: 'fieldJson'; readonly key: string; readonly json: string }
  /** The whole record as JSON text. Line breaks become spaces: a record stays one line. */
  | { readonly kind: 'raw'; readonly text: string };

/** What can be done with a turn besides editing its text. */
export interface TurnActions {
  /** The turn's role as the dataset spells it, and the spellings it may be changed to; absent where roles are fixed. */
  readonly role?: { readonly current: string; readonly choices: readonly string[] };
  readonly canSplit: boolean;
  /** With the turn after it. */
  readonly canMerge: boolean;
  readonly canInsert: boolean;
  readonly canRemove: boolean;
}
