import { ChangeError } from '../dataset/changeError';
import { checkJson, jsonAt, setMember } from '../dataset/jsonEdit';
import { LARGEST_RECORD, parseRecord } from '../dataset/record';
import type { Container } from '../dataset/recordIndex';
import { replaceMiddle } from '../dataset/textUnits';
import { fieldsToChange } from './fieldsToChange';
import { keepLineBreaks } from './lineBreaks';
import type { RecordChange } from './recordChange';
import type { Schema } from './schema';
import { TurnChange } from './turnChange';

export { ChangeError } from '../dataset/changeError';
export { emptyRecord } from './emptyRecord';
export { turnActions } from './turnActions';
export { changeTexts } from './turnChange';

/**
 * A record's bytes after a change. Every byte that does not spell what is changed stays as it is.
 * @param container what the file holds its records in: in an array they may have line breaks, and must be JSON.
 * @throws ChangeError when the change cannot be made, or would change other turns too; the record then stays.
 */
export function changeRecord(
  bytes: Uint8Array,
  schema: Schema | undefined,
  change: RecordChange,
  container: Container = 'lines',
): Uint8Array {
  switch (change.kind) {
    case 'raw':
      return changeRaw(bytes, change.text, container);
    case 'fieldText':
      return changeField(bytes, change.key, change.text);
    case 'fieldJson':
      return setField(bytes, change.key, change.json);
    default:
      return new TurnChange(bytes, schema, change.turn).make(change);
  }
}

/** Sets a top-level field to a JSON value written as JSON text; adds it where the record has none of that name. */
export function setField(bytes: Uint8Array, key: string, json: string): Uint8Array {
  fieldsToChange(bytes);
  if (json.trim() === '')
    throw new ChangeError('The value is empty: write a text in quotes, a number, true, false or null.');
  if (json === jsonAt(bytes, [key])) return bytes;
  checkJson(json, 'The value');
  return setMember(bytes, [], key, { json: bytes.includes(LINE_FEED) ? json.trim() : oneLine(json.trim()) });
}

function changeField(bytes: Uint8Array, key: string, text: string): Uint8Array {
  const value = fieldsToChange(bytes);
  const old = Object.hasOwn(value, key) ? value[key] : undefined;
  return setMember(bytes, [], key, { text: typeof old === 'string' ? keepLineBreaks(old, text) : text });
}

/** Only records in an array have any; those may have more. */
const LINE_FEED = 0x0a;

/** On a line of its own a record may be anything; in an array it would break the others too. */
function changeRaw(bytes: Uint8Array, text: string, container: Container): Uint8Array {
  if (bytes.length > LARGEST_RECORD) throw new ChangeError(`${parseRecord(bytes).problems[0].message}, nor changed.`);
  const old = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = keepLineBreaks(old.toString('utf8'), text);
  if (kept.trim() === '') throw new ChangeError('The record is empty: to remove it, delete the record.');
  const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(kept);
  if (half) throw new ChangeError('The text has half of a character, which cannot be written as UTF-8.');
  if (container === 'array') checkJson(kept);
  const spell = (middle: string) => (container === 'array' ? middle : middle.replace(/\r\n|[\r\n]/g, ' '));
  return replaceMiddle(old, kept, spell);
}

/** In JSON, line breaks stand only between values. */
function oneLine(json: string): string {
  return json.replace(/(?<![ \t\r\n])[ \t]*[\r\n][ \t\r\n]*/g, (space, at: number) => {
    const isInside = /[[{]/.test(json[at - 1]) || /[\]}]/.test(json[at + space.length]);
    return isInside ? '' : ' ';
  });
}
