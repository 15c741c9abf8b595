import { ChangeError } from '../dataset/changeError';
import { setValues } from '../dataset/jsonEdit';
import type { RecordKey } from '../dataset/edits/recordKey';
import { expressionOf, memberOf } from '../dataset/find';
import type { FindQuery } from '../dataset/findQuery';
import { expandReplacement } from '../dataset/replacement';
import type { TextSplice } from '../dataset/textUnits';
import { changeTexts, setField } from '../schema/changeRecord';
import type { JsonPath, Schema } from '../schema/schema';
import type { ReadRecord } from './datasetReader';
import { FIELD_ROLES } from './findRecords';
import { labelOf } from './recordText';
import type { ReplacedPlace } from './shownRecord';

/** A change to many records, as plain data. */
export type BulkChange =
  | {
      readonly kind: 'replace';
      readonly query: FindQuery;
      /** As in JavaScript where the query is a regular expression (`$1`, `$<name>`, `$&`), else as it stands. */
      readonly replacement: string;
    }
  /** Corrects words in responses. */
  | { readonly kind: 'correct'; readonly corrections: readonly WordCorrection[] }
  /** Sets a top-level field to a value written as JSON text. */
  | { readonly kind: 'setField'; readonly key: string; readonly json: string };

/** A word to correct wherever it is unknown: elsewhere it may be a good word of another language. */
export interface WordCorrection {
  /** See `UnknownWord.word`. */
  readonly word: string;
  readonly correction: string;
  /** The records that have it, ascending. */
  readonly keys: Uint32Array;
}

/** A change made ready to run. */
export type CompiledBulkChange =
  | {
      readonly kind: 'replace';
      /** As in `FindQuery`. */
      readonly field: string;
      /** What to replace in a text of a record. */
      readonly splicesIn: (text: string, key: RecordKey) => Iterable<TextSplice>;
    }
  | { readonly kind: 'setField'; readonly key: string; readonly json: string };

/**
 * @throws SyntaxError with a message for people when the query's regular expression cannot be read.
 * @throws ChangeError when a field's value is not JSON.
 */
export function compileBulkChange(change: Exclude<BulkChange, { kind: 'correct' }>): CompiledBulkChange {
  if (change.kind === 'setField') {
    setField(Buffer.from('{}'), change.key, change.json);
    return change;
  }
  const { query, replacement } = change;
  const expression = query.text === '' ? NEVER : expressionOf(query);
  const insertFor = query.regex ? (match: RegExpExecArray) => expandReplacement(replacement, match) : () => replacement;
  return { kind: 'replace', field: query.field, splicesIn: (text) => replacements(text, expression, insertFor) };
}

const NEVER = /(?!)/g;

/**
 * A record's bytes after the change.
 * @returns undefined when nothing changes, also where the change cannot be made: in a record that is not JSON, or
 * where it would make other turns of its text.
 */
export function changeOf(
  record: ReadRecord,
  bytes: Uint8Array,
  change: CompiledBulkChange,
  schema: Schema | undefined,
): Uint8Array | undefined {
  try {
    const changed =
      change.kind === 'setField' ? setField(bytes, change.key, change.json) : replaceIn(record, bytes, change, schema);
    return changed && Buffer.compare(changed, bytes) !== 0 ? changed : undefined;
  } catch (error) {
    if (error instanceof ChangeError) return undefined;
    throw error;
  }
}

const SHOWN_PLACES = 5;

/** The first places of a record that a replacement changes, and how many more there are. */
export function replacePreview(
  record: ReadRecord,
  change: Extract<CompiledBulkChange, { kind: 'replace' }>,
): { readonly changes: readonly ReplacedPlace[]; readonly more: number } {
  const changes: ReplacedPlace[] = [];
  let more = 0;
  for (const { where, text } of textsToReplace(record, change.field)) {
    for (const { start, end, insert } of change.splicesIn(text, record.key)) {
      if (changes.length === SHOWN_PLACES) more++;
      else changes.push({ where: where(), ...textAround(text, start, end), inserted: cutEnd(insert, LONGEST_SHOWN) });
    }
  }
  return { changes, more };
}

/** A text of a record that may be replaced in. */
interface ReplaceableText {
  readonly where: () => string;
  readonly text: string;
  /** Its number, where it is a turn. */
  readonly turn?: number;
  /** Where it lies, when it is none. */
  readonly path?: () => JsonPath;
}

type Replace = Extract<CompiledBulkChange, { kind: 'replace' }>;

function replaceIn(
  record: ReadRecord,
  bytes: Uint8Array,
  change: Replace,
  schema: Schema | undefined,
): Uint8Array | undefined {
  const turns: { turn: number; splices: TextSplice[] }[] = [];
  const strings: { path: JsonPath; value: { splices: TextSplice[] } }[] = [];
  for (const { text, turn, path } of textsToReplace(record, change.field)) {
    const splices = [...change.splicesIn(text, record.key)];
    if (splices.length === 0) continue;
    if (turn !== undefined) turns.push({ turn, splices });
    else if (path) strings.push({ path: path(), value: { splices } });
  }
  if (turns.length > 0) return changeTexts(bytes, schema, turns);
  return strings.length > 0 ? setValues(bytes, strings) : undefined;
}

/** As `String.replace` finds them: an expression may match the empty string. */
function* replacements(
  text: string,
  expression: RegExp,
  insertFor: (match: RegExpExecArray) => string,
): Iterable<TextSplice> {
  for (const match of text.matchAll(expression)) {
    const insert = insertFor(match);
    if (insert !== match[0]) yield { start: match.index, end: match.index + match[0].length, insert };
  }
}

/** Without a field, the turns; all strings of a record that has none. */
function textsToReplace({ parsed, view }: ReadRecord, field: string): Iterable<ReplaceableText> {
  if (typeof parsed.value !== 'object' || parsed.value === null) return [];
  const roles = FIELD_ROLES.get(field);
  if (view.turns.length > 0 && (roles || field === '')) {
    return view.turns.flatMap(({ role, text }, turn) =>
      !roles || roles.includes(role) ? [{ where: () => labelOf(view.turns, turn), text, turn }] : [],
    );
  }
  return stringsWithPaths(parsed.value, field);
}

interface Link {
  readonly segment: string | number;
  readonly parent: Link | undefined;
}

/** The strings of a value. Without recursion: records can be nested deeper than calls can. */
function* stringsWithPaths(value: object, field: string): Iterable<ReplaceableText> {
  const fields = field === '' ? Object.keys(value) : [field];
  for (const where of fields) {
    const waiting: { readonly value: unknown; readonly link: Link }[] = [
      { value: memberOf(value, where), link: { segment: where, parent: undefined } },
    ];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { value: inner, link } = next;
      if (typeof inner === 'string') {
        yield { where: () => where, text: inner, path: () => pathOf(link) };
      } else if (typeof inner === 'object' && inner !== null) {
        const members = Object.entries(inner) as [string, unknown][];
        for (const [segment, member] of members.reverse())
          waiting.push({ value: member, link: { segment, parent: link } });
      }
    }
  }
}

function pathOf(link: Link): JsonPath {
  const path: (string | number)[] = [];
  for (let step: Link | undefined = link; step; step = step.parent) path.push(step.segment);
  return path.reverse();
}

/** How much is shown of a text on either side of a place, and of the place itself, in UTF-16 units. */
const CONTEXT = 40;
const LONGEST_SHOWN = 200;

/** A place in a text with some text on either side. */
export function textAround(text: string, start: number, end: number): Pick<ReplacedPlace, 'before' | 'removed' | 'after'> {
  return {
    before: cutStart(text.slice(Math.max(0, start - CONTEXT - 1), start), CONTEXT),
    removed: cutEnd(text.slice(start, end), LONGEST_SHOWN),
    after: cutEnd(text.slice(end, end + CONTEXT + 1), CONTEXT),
  };
}

function cutStart(text: string, length: number): string {
  return text.length <= length ? text : `…${text.slice(-length).replace(/^[\udc00-\udfff]/, '')}`;
}

function cutEnd(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}
