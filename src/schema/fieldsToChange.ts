import { ChangeError } from '../dataset/changeError';
import { parseRecord } from '../dataset/record';
import { isObject, type JsonObject, kindOf } from './json';

/**
 * A record's fields, parsed.
 * @throws ChangeError when the record has none: it is not JSON, or not an object.
 */
export function fieldsToChange(bytes: Uint8Array): JsonObject {
  const { value, problems } = parseRecord(bytes);
  if (isObject(value)) return value;
  throw new ChangeError(
    value === undefined
      ? `${problems[0].message}. Its text can be edited as a whole.`
      : `The record is ${kindOf(value)}, not an object with fields.`,
  );
}
