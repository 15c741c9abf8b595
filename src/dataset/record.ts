import { isUtf8 } from 'node:buffer';
import { explainNotJson, placeOf } from './notJson';
import type { RecordProblem } from './recordProblem';

/** A record's text and JSON value, derived from its bytes. */
export interface ParsedRecord {
  /** Decoded as UTF-8; U+FFFD stands where bytes are not. Empty when the record is too large to decode. */
  readonly text: string;
  /** Undefined when the text is not JSON. */
  readonly value: unknown;
  readonly problems: readonly RecordProblem[];
}

/** Bytes that a record may have to be decoded: well below the longest string that V8 can hold. */
export const LARGEST_RECORD = 256 << 20;

/** Reads a record. Never throws: what is wrong with it becomes a problem. */
export function parseRecord(bytes: Uint8Array): ParsedRecord {
  if (bytes.length > LARGEST_RECORD) return { text: '', value: undefined, problems: [tooLarge(bytes.length)] };

  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const problems: RecordProblem[] = [];
  // Only where it is shown can it stand for bytes that are not UTF-8.
  if (text.includes('\ufffd') && !isUtf8(bytes)) problems.push(invalidUtf8(bytes, text));

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    problems.push(isBlank(text) ? BLANK : notJson(text, error));
    return { text, value: undefined, problems };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) problems.push(notAnObject(value));
  const surrogate = text.includes('\\ud') || text.includes('\\uD') ? loneSurrogate(text) : undefined;
  if (surrogate) problems.push(surrogate);
  return { text, value, problems };
}

const BLANK: RecordProblem = { code: 'blank', message: 'The line is blank', severity: 'error' };

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

function tooLarge(length: number): RecordProblem {
  const megabytes = Math.ceil(length / 2 ** 20).toLocaleString('en');
  const limit = LARGEST_RECORD / 2 ** 20;
  return {
    code: 'too-large',
    message: `The record has ${megabytes} MB: records over ${limit} MB are not read`,
    severity: 'error',
  };
}

function invalidUtf8(bytes: Uint8Array, text: string): RecordProblem {
  // What was decoded, encoded again, differs first where the decoder had to put U+FFFD.
  const again = Buffer.from(text, 'utf8');
  let at = 0;
  while (bytes[at] === again[at]) at++;
  while ((again[at] & 0xc0) === 0x80) at--;
  const byte = bytes[at].toString(16).toUpperCase();
  return {
    code: 'invalid-utf8',
    message: `Not UTF-8: byte 0x${byte} at byte ${at + 1} of the record; is the file in another encoding?`,
    severity: 'warning',
    offset: Buffer.from(bytes.buffer, bytes.byteOffset, at).toString('utf8').length,
  };
}

function notJson(text: string, error: unknown): RecordProblem {
  const explained = explainNotJson(text);
  const reason = explained?.reason ?? (error instanceof Error ? error.message : String(error));
  return { code: 'not-json', message: `Not JSON: ${reason}`, severity: 'error', offset: explained?.offset };
}

function notAnObject(value: unknown): RecordProblem {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return { code: 'not-an-object', message: `The record is ${kind}, not an object with fields`, severity: 'error' };
}

/** The first escape that is half of a character; its other half is not beside it. */
function loneSurrogate(text: string): RecordProblem | undefined {
  // Any escape is matched, so that the u of an escaped backslash and a letter is none.
  const escapes = /\\(?:u([0-9a-fA-F]{4})|[^])/g;
  for (let escape = escapes.exec(text); escape; escape = escapes.exec(text)) {
    const unit = parseInt(escape[1] ?? '', 16);
    if (!(unit >= 0xd800 && unit <= 0xdfff)) continue;
    if (unit < 0xdc00 && /^\\u[dD][c-fC-F]/.test(text.slice(escapes.lastIndex, escapes.lastIndex + 4))) {
      escapes.lastIndex += 6;
      continue;
    }
    const place = placeOf(text, escape.index);
    return {
      code: 'lone-surrogate',
      message: `${escape[0]} at ${place} is half of a character: it cannot be written as UTF-8`,
      severity: 'warning',
      offset: escape.index,
    };
  }
  return undefined;
}
