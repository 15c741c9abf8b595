import type { RecordView } from './schema';

export interface Field {
  readonly key: string;
  /** The value as JSON text, indented where it is a list or an object. */
  readonly json: string;
}

/** A record's own fields that none of its turns lies in. */
export function fieldsOf(_value: unknown, _view: RecordView): Field[] {
  return [];
}
