import type { RecordKey } from '../dataset/edits/recordKey';
import { type Finder, stringsOf } from '../dataset/find';
import type { FindQuery, Match } from '../dataset/findQuery';
import type { LiteralFilter } from '../dataset/literalFilter';
import { recordBlocks } from '../dataset/readRecords';
import { LARGEST_RECORD } from '../dataset/record';
import type { RecordIndex } from '../dataset/recordIndex';
import type { TurnRole } from '../schema/schema';
import type { DatasetReader, ReadRecord } from './datasetReader';
import { SHOWN_LENGTH } from './recordText';

/** The sides of a record that can be searched by name, whatever the dataset calls them. */
export const FIELD_ROLES: ReadonlyMap<string, readonly TurnRole[]> = new Map([
  ['instruction', ['instruction', 'input']],
  ['response', ['response']],
]);

/** Keys of the file's records from `from` up to `to` that match as edited now, ascending; also of deleted ones. */
export function findRecords(
  reader: DatasetReader,
  finder: Finder,
  field: FindQuery['field'],
  from: number,
  to: number,
): RecordKey[] {
  return keysOf(reader, finder.filter, from, to, (record) => recordMatches(record, finder, field));
}

/**
 * Keys of the file's records from `from` up to `to` that pass a test as edited now, ascending; also of deleted ones.
 * @param filter of the records that may pass; absent where each has to be read.
 */
export function keysOf(
  reader: DatasetReader,
  filter: LiteralFilter | undefined,
  from: number,
  to: number,
  passes: (record: ReadRecord) => boolean,
): RecordKey[] {
  const found: RecordKey[] = [];
  const test = (record: ReadRecord) => {
    if (passes(record)) found.push(record.key);
  };
  if (!filter) {
    reader.readAll(from, to, test);
    return found;
  }
  const { overlay } = reader.parts;
  visitFiltered(reader, filter, from, to, (key, bytes) => {
    if (!overlay.has(key)) test(reader.see(key, bytes));
  });
  const unedited = found.length;
  for (let key = from; overlay.version > 0 && key < to; key++) {
    if (overlay.has(key)) test(reader.read(key));
  }
  return unedited === found.length ? found : found.sort((a, b) => a - b);
}

/** Visits the records whose bytes in the file may match. The bytes are good until the visit ends. */
function visitFiltered(
  reader: DatasetReader,
  filter: LiteralFilter,
  from: number,
  to: number,
  visit: (key: RecordKey, bytes: Uint8Array) => void,
): void {
  const { source, index } = reader.parts;
  for (const { first, after, start, end } of recordBlocks(index, from, to)) {
    // A larger record cannot be decoded, and so has nothing to match.
    if (end - start > LARGEST_RECORD) continue;
    if (buffer.length < end - start) buffer = Buffer.allocUnsafeSlow(end - start);
    const block = buffer.subarray(0, source.readInto(buffer.subarray(0, end - start), start));
    const next = filter.in(block);
    for (let at = next(0), key = first; at !== -1; at = key < after ? next(index.start(key) - start) : -1) {
      key = recordAt(index, start + at, key, after);
      visit(key, block.subarray(index.start(key) - start, index.end(key) - start));
      key++;
    }
  }
}

/** Kept from one block to the next: a fresh megabyte costs more than reading it. */
let buffer: Buffer = Buffer.alloc(0);

/** The last of the records from `first` up to `after` that starts at a byte offset or before. */
function recordAt(index: RecordIndex, offset: number, first: number, after: number): number {
  let low = first;
  let high = after;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (index.start(middle) <= offset) low = middle;
    else high = middle;
  }
  return low;
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
