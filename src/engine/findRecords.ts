import { type Finder, type FindQuery, type Match, stringsOf } from '../dataset/find';
import type { TurnRole } from '../schema/schema';
import type { DatasetReader, ReadRecord } from './datasetReader';
import { SHOWN_LENGTH } from './recordText';

/** The sides of a record that can be searched by name, whatever the dataset calls them. */
export const FIELD_ROLES: ReadonlyMap<string, readonly TurnRole[]> = new Map([
  ['instruction', ['instruction', 'input']],
  ['response', ['response']],
]);

/** Keys of the file's records from `from` up to `to` that match. */
export function findRecords(
  reader: DatasetReader,
  finder: Finder,
  field: FindQuery['field'],
  from: number,
  to: number,
): number[] {
  const found: number[] = [];
  reader.readAll(from, to, (record) => {
    if (recordMatches(record, finder, field)) found.push(record.key);
  });
  return found;
}

export function recordMatches(record: ReadRecord, finder: Finder, field: FindQuery['field']): boolean {
  for (const text of textsOf(record, field)) if (finder.test(text)) return true;
  return false;
}

/** The texts of a record to search, without building what is not looked at. */
function textsOf({ parsed, view }: ReadRecord, field: FindQuery['field']): Iterable<string> {
  if (parsed.value === undefined) return field === '' ? [parsed.text] : [];
  const roles = FIELD_ROLES.get(field);
  if (roles && view.turns.length > 0) {
    return view.turns.filter(({ role }) => roles.includes(role)).map(({ text }) => text);
  }
  return stringsOf(parsed.value, field);
}

const SHOWN_MATCHES = 1_000;

/** Where the turns of a record match, each in as much of its text as is shown. */
export function turnMatches({ view }: ReadRecord, finder: Finder, field: FindQuery['field']): Match[][] {
  const roles = FIELD_ROLES.get(field);
  return view.turns.map(({ role, path, text }) => {
    const searched = roles ? roles.includes(role) : field === '' || path[0] === field;
    return searched ? finder.matches(text.slice(0, SHOWN_LENGTH), SHOWN_MATCHES) : [];
  });
}
