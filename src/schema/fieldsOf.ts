import { membersAt } from '../dataset/jsonPlaces';
import { isObject } from './json';
import type { RecordView } from './schema';

export interface Field {
  readonly key: string;
  /** The value when it is text; empty for one that the schema misses. */
  readonly text?: string;
  /** The value as JSON text, as the record spells it; empty when the record has no such field. */
  readonly json: string;
}

/**
 * A record's own fields that none of its turns lies in; where something is wrong with its turns, also the lists and
 * objects that they lie in, and the fields that are missing, so that they can be set right.
 * @param text the record's text, which `value` was parsed from.
 */
export function fieldsOf(value: unknown, view: RecordView, text: string): Field[] {
  if (!isObject(value)) return [];
  const covered = new Set(view.turns.map(({ path }) => path[0]));
  const isShown = (key: string) => !covered.has(key) || (view.problems.length > 0 && typeof value[key] === 'object');
  const spelled = new Map<string, string>();
  for (const { key, value: start, end } of membersAt(text, [], JSON.parse)?.members ?? []) {
    spelled.set(key!, text.slice(start, end));
  }
  const fields = Object.keys(value)
    .filter(isShown)
    .map((key): Field => {
      const own = value[key];
      const json = spelled.get(key) ?? '';
      return typeof own === 'string' ? { key, text: own, json } : { key, json };
    });
  const missing = new Set(view.missing?.filter(({ length }) => length === 1).map(([key]) => String(key)));
  return [
    ...fields,
    ...[...missing].filter((key) => !Object.hasOwn(value, key)).map((key) => ({ key, text: '', json: '' })),
  ];
}
