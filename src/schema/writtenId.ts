import { ID_KEYS } from './formats/format';
import { isObject } from './json';
import type { RecordView } from './schema';

/**
 * A record's id as it is written: of numbers that JavaScript cannot hold, such as 12345678901234567890, the view has
 * only what they are rounded to.
 * @param text the record's text, which `value` was parsed from.
 */
export function writtenId(value: unknown, view: RecordView, text: string): string | undefined {
  const { id } = view;
  if (id === undefined || !isObject(value)) return id;
  const key = ID_KEYS.find((candidate) => typeof value[candidate] === 'number' && String(value[candidate]) === id);
  if (key === undefined || Number.isSafeInteger(value[key]) || Math.abs(value[key] as number) < 2 ** 53) return id;
  // Inside strings, the quotes around the key would be escaped.
  const members = text.matchAll(new RegExp(`"${key}"[ \\t\\r\\n]*:[ \\t\\r\\n]*(-?[0-9][0-9.eE+-]*)`, 'g'));
  return [...members].findLast(([, written]) => String(Number(written)) === id)?.[1] ?? id;
}
