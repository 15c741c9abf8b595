import { ChangeError } from './changeError';
import { membersAt, type MemberPlace, type Path, type Place, placesOf } from './jsonPlaces';
import { JsonSpelling } from './jsonSpelling';
import { explainNotJson } from './notJson';
import { bytesOfUnits, commonEnds, replaceMiddle, spliceText, type TextSplice } from './textUnits';

/**
 * Changes to a record's JSON that leave every byte as it is but those of the changed value. All take the record's
 * bytes and give new ones, and throw `ChangeError` when the record is not JSON or has nothing at the path.
 * Of keys that occur twice the last counts, as for `JSON.parse`, and the others stay.
 */

/**
 * A value to be written: a text, which is spelled as the record spells its own, pieces of the text that is there, or
 * JSON as it stands.
 */
export type NewValue =
  | { readonly text: string }
  /** In order, not overlapping. */
  | { readonly splices: readonly TextSplice[] }
  | { readonly json: string };

/** Replaces strings by other texts. What a string's old and new text have in common keeps its spelling. */
export function setTexts(
  bytes: Uint8Array,
  texts: readonly { readonly path: Path; readonly text: string }[],
): Uint8Array {
  return setValues(
    bytes,
    texts.map(({ path, text }) => ({ path, value: { text } })),
  );
}

/** Replaces values, none of which lies in another. */
export function setValues(
  bytes: Uint8Array,
  values: readonly { readonly path: Path; readonly value: NewValue }[],
): Uint8Array {
  const json = new JsonBytes(bytes);
  const places = placesOf(
    json.source,
    values.map(({ path }) => path),
    keyOf,
  );
  const splices = values.map(({ path, value }, at): Splice => {
    const place = places[at] ?? nothingAt(path);
    return { ...place, insert: json.spell(value, place) };
  });
  return json.splice(splices);
}

/** Replaces the value of a key of the object at `path`, or adds key and value at the object's end, spaced as it is. */
export function setMember(bytes: Uint8Array, path: Path, key: string, value: NewValue): Uint8Array {
  const json = new JsonBytes(bytes);
  const object = json.container(path);
  if (object.isList) throw new ChangeError(`${shownPath(path)} is a list, which has no keys.`);
  const existing = object.members.findLast((member) => member.key === key);
  if (existing) {
    const place = { start: existing.value, end: existing.end };
    return json.splice([{ ...place, insert: json.spell(value, place) }]);
  }
  const insert = Buffer.concat([json.spell({ text: key }), Buffer.from(json.colonOf(object)), json.spell(value)]);
  return json.splice([json.insertion(object, object.members.length, insert)]);
}

/** Adds an element to the list at `path`, before the element that is at `index`, or at the end. */
export function insertElement(bytes: Uint8Array, path: Path, index: number, value: NewValue): Uint8Array {
  const json = new JsonBytes(bytes);
  const list = json.container(path);
  if (!list.isList) throw new ChangeError(`${shownPath(path)} is not a list.`);
  return json.splice([json.insertion(list, Math.min(index, list.members.length), json.spell(value))]);
}

/** Removes members and elements with their commas. Of a key that occurs twice, all are removed. */
export function removeAt(bytes: Uint8Array, paths: readonly Path[]): Uint8Array {
  const containers = new Map<string, { readonly path: Path; readonly removed: Set<string | number> }>();
  for (const path of paths) {
    const key = JSON.stringify(path.slice(0, -1));
    const container = containers.get(key) ?? { path: path.slice(0, -1), removed: new Set() };
    containers.set(key, container);
    container.removed.add(path[path.length - 1]);
  }
  // What lies deeper first, so that its path still leads there.
  const inner = [...containers.values()].sort((a, b) => b.path.length - a.path.length);
  return inner.reduce((changed, { path, removed }) => removeFrom(changed, path, removed), bytes);
}

function removeFrom(bytes: Uint8Array, path: Path, removed: ReadonlySet<string | number>): Uint8Array {
  const json = new JsonBytes(bytes);
  const { members } = json.container(path);
  const isRemoved = ({ key }: MemberPlace, at: number) => removed.has(key ?? at);
  const first = members.findIndex((member, at) => !isRemoved(member, at));
  if (first < 0) return json.splice(members.length ? [{ start: members[0].start, end: members.at(-1)!.end }] : []);
  const splices = members.flatMap((member, at): Splice[] => {
    if (!isRemoved(member, at)) return [];
    // The comma before goes too, or the one after where none that stays comes before.
    return at < first
      ? [{ start: member.start, end: members[at + 1].start }]
      : [{ start: members[at - 1].end, end: member.end }];
  });
  return json.splice(splices);
}

/** The JSON text of a value as the record spells it; undefined when there is nothing at the path. */
export function jsonAt(bytes: Uint8Array, path: Path): string | undefined {
  const json = new JsonBytes(bytes);
  const place = placesOf(json.source, [path], keyOf)[0];
  return place && json.text(place);
}

const QUOTE = Buffer.from('"');

interface Splice extends Place {
  readonly insert?: Uint8Array;
}

interface ContainerPlace {
  readonly place: Place;
  readonly isList: boolean;
  readonly members: readonly MemberPlace[];
}

/** A record's bytes, read as Latin-1, so that offsets are those of bytes and bytes that are not UTF-8 stay. */
class JsonBytes {
  readonly source: string;
  private readonly bytes: Buffer;
  private readonly spelling: JsonSpelling;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    checkJson(this.bytes.toString('utf8'));
    this.source = this.bytes.toString('latin1');
    this.spelling = new JsonSpelling(this.source);
  }

  text({ start, end }: Place): string {
    return this.bytes.toString('utf8', start, end);
  }

  container(path: Path): ContainerPlace {
    return membersAt(this.source, path, keyOf) ?? nothingAt(path, 'no object and no list');
  }

  /** @param old the value that the new one replaces. */
  spell(value: NewValue, old?: Place): Uint8Array {
    if ('json' in value) {
      const raw = this.bytes.subarray(old?.start ?? 0, old?.end ?? 0);
      return replaceMiddle(raw, value.json, (json) => this.spelling.spellJson(json));
    }
    if (old && this.source[old.start] === '"') return this.respell(old, value);
    const text = 'text' in value ? value.text : spliceText('', value.splices);
    return Buffer.from(`"${this.spelling.spell(text)}"`);
  }

  /** What stays of a string's text keeps its spelling. */
  private respell(old: Place, value: Exclude<NewValue, { json: string }>): Uint8Array {
    const oldText = JSON.parse(this.text(old)) as string;
    const splices = 'splices' in value ? value.splices : [{ start: 0, end: oldText.length, insert: value.text }];
    const text = spliceText(oldText, splices);
    if (text === oldText) return this.bytes.subarray(old.start, old.end);
    const raw = this.source.slice(old.start + 1, old.end - 1);
    const inside = this.bytes.subarray(old.start + 1, old.end - 1);
    const parts: Uint8Array[] = [QUOTE];
    let kept = 0;
    let units = 0;
    for (const { start, end, insert } of splices) {
      const { before, after } = commonEnds(oldText.slice(start, end), insert);
      const from = bytesOfUnits(raw, kept, start + before - units);
      parts.push(inside.subarray(kept, from));
      parts.push(Buffer.from(this.spelling.spell(insert.slice(before, insert.length - after), raw)));
      units = end - after;
      kept = bytesOfUnits(raw, from, units - start - before);
    }
    parts.push(inside.subarray(kept), QUOTE);
    const changed = Buffer.concat(parts);
    // Halves of characters, and bytes that are not UTF-8, may make a character with what they now stand beside.
    if (JSON.parse(changed.toString('utf8')) === text) return changed;
    return Buffer.from(`"${this.spelling.spell(text, raw)}"`);
  }

  colonOf({ members }: ContainerPlace): string {
    const sample = members.at(-1) ?? this.container([]).members.at(0);
    if (sample?.key === undefined) return ': ';
    return /(?<![ \t\r\n])[ \t\r\n]*:[ \t\r\n]*$/.exec(this.source.slice(sample.start, sample.value))?.[0] ?? ': ';
  }

  insertion({ place, members }: ContainerPlace, index: number, insert: Uint8Array): Splice {
    if (members.length === 0) return { start: place.start + 1, end: place.start + 1, insert };
    const comma = Buffer.from(this.commaOf(place, members, index));
    const at = index < members.length ? members[index].start : members[index - 1].end;
    return { start: at, end: at, insert: Buffer.concat(index < members.length ? [insert, comma] : [comma, insert]) };
  }

  /** What stands between members near `index`. */
  private commaOf(place: Place, members: readonly MemberPlace[], index: number): string {
    const at = Math.min(Math.max(index, 1), members.length - 1);
    if (at >= 1) return this.source.slice(members[at - 1].end, members[at].start);
    const lead = this.source.slice(place.start + 1, members[0].start);
    if (lead.includes('\n')) return `,${lead}`;
    const root = this.container([]).members;
    if (root.length > 1) return this.source.slice(root[0].end, root[1].start);
    const sample = members[0].key === undefined ? root.at(0) : members[0];
    return sample?.key !== undefined && this.source[sample.value - 1] === ':' ? ',' : ', ';
  }

  splice(splices: readonly Splice[]): Uint8Array {
    const parts: Uint8Array[] = [];
    let end = 0;
    for (const splice of [...splices].sort((a, b) => a.start - b.start)) {
      parts.push(this.bytes.subarray(end, splice.start));
      if (splice.insert) parts.push(splice.insert);
      end = splice.end;
    }
    parts.push(this.bytes.subarray(end));
    return Buffer.concat(parts);
  }
}

/** @throws ChangeError when a text is not JSON, saying why. */
export function checkJson(text: string, what = 'The record'): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new ChangeError(`${what} is not JSON: ${explainNotJson(text)?.reason ?? (error as Error).message}.`);
  }
}

function nothingAt(path: Path, what = 'nothing'): never {
  throw new ChangeError(`The record has ${what} at ${shownPath(path)}.`);
}

function shownPath(path: Path): string {
  return path.length === 0 ? 'its top' : path.join('.').slice(0, 200);
}

/** @param raw a key as it is spelled, with its quotes, its bytes read as Latin-1. */
function keyOf(raw: string): string {
  if (/^"[ -[\]-~]*"$/.test(raw)) return raw.slice(1, -1);
  return JSON.parse(Buffer.from(raw, 'latin1').toString('utf8')) as string;
}
