import type { RecordProblem } from './recordProblem';

/** A record's text and JSON value, derived from its bytes. */
export interface ParsedRecord {
  /** Decoded as UTF-8; U+FFFD stands where bytes are not. Empty when the record is too large to decode. */
  readonly text: string;
  /** Undefined when the text is not JSON. */
  readonly value: unknown;
  readonly problems: readonly RecordProblem[];
}

/** Reads a record. Never throws: what is wrong with it becomes a problem. */
export function parseRecord(_bytes: Uint8Array): ParsedRecord {
  return { text: '', value: undefined, problems: [] };
}
