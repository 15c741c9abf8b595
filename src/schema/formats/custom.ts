import { parseLanguage } from '../languageTag';
import { isObject, kindOf, type JsonObject } from '../json';
import type { CustomMapping, JsonPath, LanguageTag, Schema, TurnRole } from '../schema';
import { idOf, notAnObject, RecordReader, viewOf } from './format';

const ROLES: readonly TurnRole[] = ['system', 'instruction', 'input', 'response', 'tool'];

/** A step of a path: a key, an index, or every element of a list. */
type Step = string | number | typeof EVERY;
const EVERY = Symbol('[]');

interface MappedTurn {
  readonly role: TurnRole;
  readonly steps: readonly Step[];
  readonly language?: LanguageTag | readonly Step[];
}

interface Place {
  readonly value: unknown;
  readonly path: JsonPath;
  /** Which elements `[]` stands for in this path. */
  readonly indices: readonly number[];
}

/** @throws Error when the mapping has no response, an unknown role or a path that cannot be read. */
export function customSchema(mapping: CustomMapping): Schema {
  if (!isObject(mapping) || !Array.isArray(mapping.turns) || mapping.turns.length === 0) {
    throw new Error('The mapping names no turns.');
  }
  const turns = mapping.turns.map(mappedTurn);
  if (!turns.some(({ role }) => role === 'response')) throw new Error('The mapping names no response.');
  const id = mapping.id === undefined ? undefined : stepsOf(mapping.id);
  const language = mapping.language === undefined ? undefined : stepsOf(mapping.language);
  const responseLanguage = mapping.responseLanguage === undefined ? undefined : stepsOf(mapping.responseLanguage);

  return {
    id: 'custom',
    name: mapping.name ?? 'Custom mapping',
    plainRecord: plainRecord(turns.map(({ steps }) => steps)),
    view: (value) => {
      if (!isObject(value)) return notAnObject(value);
      const reader = new RecordReader();
      for (const group of groupsOf(turns)) readGroup(group, value, reader);
      return viewOf(value, reader, {
        id: id && idOf(placesOf(value, id)[0]?.value),
        language: language && languageAt(value, language),
        responseLanguage: responseLanguage && languageAt(value, responseLanguage),
      });
    },
  };
}

function mappedTurn({ role, path, language }: CustomMapping['turns'][number]): MappedTurn {
  if (!ROLES.includes(role))
    throw new Error(`The mapping has an unknown role "${role}": use ${ROLES.join(', ')}.`);
  const stated = language === undefined ? undefined : (parseLanguage(language) ?? stepsOf(language));
  return { role, steps: stepsOf(path), language: stated };
}

/** `messages[].content`, `choices[0].text`, `data.answer`. */
function stepsOf(path: unknown): Step[] {
  if (typeof path !== 'string' || path === '') throw new Error('The mapping has an empty path.');
  const steps: Step[] = [];
  for (const segment of path.split('.')) {
    const [, key, brackets] = /^([^[\]]*)((?:\[\d*\])*)$/.exec(segment) ?? [];
    if (key === undefined || (key === '' && brackets === '')) throw new Error(`The path "${path}" cannot be read.`);
    if (key !== '') steps.push(key);
    for (const [, index] of brackets.matchAll(/\[(\d*)\]/g)) steps.push(index === '' ? EVERY : Number(index));
  }
  return steps;
}

/** A list of so many elements that are not there is none to fill in. */
const MOST_ELEMENTS = 100;

function plainRecord(paths: readonly (readonly Step[])[]): string | undefined {
  const isLong = paths.flat().some((step) => typeof step === 'number' && step >= MOST_ELEMENTS);
  return isLong ? undefined : JSON.stringify(emptyAlong(paths));
}

/** A value with an empty text at the end of each path, and one element in each list that paths go through. */
function emptyAlong(paths: readonly (readonly Step[])[]): unknown {
  const inside = paths.filter((path) => path.length > 0);
  if (inside.length === 0) return '';
  const [step] = inside[0];
  const alike = (key: Step) => inside.flatMap(([first, ...rest]) => (first === key ? [rest] : []));
  if (typeof step === 'string') {
    const keys = [...new Set(inside.map(([key]) => key).filter((key) => typeof key === 'string'))];
    return Object.fromEntries(keys.map((key) => [key, emptyAlong(alike(key))]));
  }
  const elements = inside.flatMap(([first, ...rest]) => (typeof first === 'string' ? [] : [{ at: first === EVERY ? 0 : first, rest }]));
  const length = Math.max(...elements.map(({ at }) => at)) + 1;
  return Array.from({ length }, (_, index) => emptyAlong(elements.flatMap(({ at, rest }) => (at === index ? [rest] : []))));
}

/** Turns next to one another that go through the same list are read element by element. */
function groupsOf(turns: readonly MappedTurn[]): MappedTurn[][] {
  const groups: MappedTurn[][] = [];
  for (const turn of turns) {
    const list = listOf(turn);
    const group = groups.at(-1);
    if (group && list !== undefined && listOf(group[0]) === list) group.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

function listOf({ steps }: MappedTurn): string | undefined {
  const every = steps.indexOf(EVERY);
  return every < 0 ? undefined : JSON.stringify(steps.slice(0, every));
}

function readGroup(group: readonly MappedTurn[], record: JsonObject, reader: RecordReader): void {
  const found = group.flatMap((turn, order) => {
    const places = placesOf(record, turn.steps).filter(({ value }) => value !== undefined);
    if (places.length === 0 && (turn.role === 'response' || turn.role === 'instruction')) {
      reader.missing(
        turn.role,
        undefined,
        turn.steps.map((step) => (step === EVERY ? '[]' : step)),
      );
    }
    return places.map((place) => ({ turn, order, place }));
  });
  found.sort((a, b) => compare(a.place.indices, b.place.indices) || a.order - b.order);
  for (const { turn, place } of found) {
    const language = languageOf(turn, place, record);
    if (turn.role === 'instruction' || turn.role === 'response') {
      reader.require(turn.role, place.value, place.path, { language });
    } else if (typeof place.value === 'string') {
      reader.optional(turn.role, place.value, place.path, { language });
    } else if (place.value !== null) {
      reader.problem('schema-mismatch', `${place.path.join('.')} is ${kindOf(place.value)}, not text`);
    }
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    if (a[depth] !== b[depth]) return a[depth] - b[depth];
  }
  return 0;
}

function languageOf({ language }: MappedTurn, { indices }: Place, record: JsonObject): LanguageTag | undefined {
  if (language === undefined || typeof language === 'string') return language;
  let every = 0;
  const steps = language.map((step) => (step === EVERY ? (indices[every++] ?? EVERY) : step));
  return languageAt(record, steps);
}

function languageAt(record: JsonObject, steps: readonly Step[]): LanguageTag | undefined {
  const value = placesOf(record, steps)[0]?.value;
  return typeof value === 'string' ? parseLanguage(value) : undefined;
}

function placesOf(record: JsonObject, steps: readonly Step[]): Place[] {
  let places: Place[] = [{ value: record, path: [], indices: [] }];
  for (const step of steps) places = places.flatMap((place) => follow(place, step));
  return places;
}

function follow({ value, path, indices }: Place, step: Step): Place[] {
  if (step === EVERY) {
    if (!Array.isArray(value)) return [];
    return value.map((item: unknown, index) => ({ value: item, path: [...path, index], indices: [...indices, index] }));
  }
  if (Array.isArray(value)) {
    const index = Number(step);
    return Number.isInteger(index) && index in value ? [{ value: value[index], path: [...path, index], indices }] : [];
  }
  return isObject(value) && Object.hasOwn(value, step) ? [{ value: value[step], path: [...path, step], indices }] : [];
}
