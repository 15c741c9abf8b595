import { setTexts } from '../dataset/jsonEdit';
import { parseRecord } from '../dataset/record';
import { isObject } from './json';
import type { Schema } from './schema';

/** A record like this one with empty turns, to be filled in. */
export function emptyRecord(bytes: Uint8Array, schema: Schema | undefined): Uint8Array {
  const { value } = parseRecord(bytes);
  const view = schema?.view(value);
  if (!isObject(value) || !view?.turns.length) return Buffer.from('{"instruction": "", "output": ""}');
  return setTexts(
    bytes,
    view.turns.map(({ path }) => ({ path, text: '' })),
  );
}
