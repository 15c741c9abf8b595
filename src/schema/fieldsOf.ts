import { isObject } from './json';
import type { RecordView } from './schema';

export interface Field {
  readonly key: string;
  /** The value when it is text. */
  readonly text?: string;
  /** The value as JSON text, as the record spells it. */
  readonly json: string;
}

/** A record's own fields that none of its turns lies in. */
export function fieldsOf(value: unknown, view: RecordView): Field[] {
  if (!isObject(value)) return [];
  const covered = new Set(view.turns.map(({ path }) => path[0]));
  return Object.keys(value)
    .filter((key) => !covered.has(key))
    .map((key) => ({ key, json: jsonOf(value[key]) }));
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, undefined, 2) ?? '';
  } catch {
    // The engine's stack ends before a list of hundred thousand lists in one another does.
    return Array.isArray(value) ? '[ … ]' : '{ … }';
  }
}
