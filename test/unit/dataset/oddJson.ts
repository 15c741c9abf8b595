import * as fc from 'fast-check';

/** UTF-8 read as Latin-1: one character a byte. */
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

const space = fc.constantFrom('', '', '', ' ', '  ', '\t');

/** Pieces of strings, spelled in all ways that there are, and bytes that are not UTF-8. */
const pieces = [
  ...[
    'a',
    'b',
    'z',
    ' ',
    '/',
    '\\/',
    '<',
    '\\u003c',
    '\\u0041',
    '\\u004A',
    '\\"',
    '\\\\',
    '\\n',
    '\\u000a',
    '\\t',
    '\\b',
  ],
  ...['\\u00e9', '\\u00E9', '\\ud83d\\ude00', '\\ud83d', '\\ude00', '\\u2028', '\\ufffd', '\\\\u00e9'],
  ...['é', '漢', '😀', '\u2028', '\ufffd', '\ufeff', '\x7f'].map(utf8),
  ...['\xe9', '\x80', '\xf0\x9f', '\xed\xa0', '\xc0', '\xff', '\xe2\x80'],
];

const string = (units: readonly string[]) =>
  fc.array(fc.constantFrom(...units), { maxLength: 8 }).map((raw) => `"${raw.join('')}"`);

/** Few of them, so that they occur twice, in two spellings. */
const key = fc.constantFrom('"a"', '"b"', '"\\u0061"', '"c/"', '"c\\/"', '""', '"__proto__"', '"toString"', '"0"');

const { value } = fc.letrec<{ value: string }>((tie) => {
  const spaced = fc.tuple(space, tie('value'), space).map((parts) => parts.join(''));
  const member = fc
    .tuple(space, key, space, space, tie('value'), space)
    .map(([before, name, after, lead, inner, end]) => `${before}${name}${after}:${lead}${inner}${end}`);
  const list = fc.array(spaced, { maxLength: 4 }).map((items) => `[${items.join(',')}]`);
  const object = fc.array(member, { maxLength: 5 }).map((members) => `{${members.join(',')}}`);
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      string(pieces),
      fc.constantFrom('1e400', '12345678901234567890', '1.0', '-0', '1E+2', 'true', 'false', 'null'),
      list,
      object,
    ),
  };
});

/** JSON as bytes with every oddity: spacing, spellings of strings and numbers, keys that occur twice, broken UTF-8. */
export const oddJson = fc.tuple(space, value, space).map((parts) => Buffer.from(parts.join(''), 'latin1'));

/** Texts to be written into it. */
export const oddText = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'A',
      ' ',
      '/',
      '<',
      '"',
      '\\',
      '\n',
      '\0',
      '\x1f',
      'é',
      '漢',
      '😀',
      '\ud83d',
      '\ude00',
      '\u2028',
      '\ufffd',
    ),
    { maxLength: 8 },
  )
  .map((units) => units.join(''));

export type Path = (string | number)[];

/** All paths into a JSON value, that of the value itself first. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]))];
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

/** A copy of a value with another one at a path; `undefined` removes it. */
export function withValueAt(value: unknown, path: Path, other: unknown): unknown {
  if (path.length === 0) return other;
  const [first, ...rest] = path;
  if (Array.isArray(value)) {
    const changed = withValueAt(value[first as number], rest, other);
    return changed === undefined ? value.toSpliced(first as number, 1) : value.with(first as number, changed);
  }
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(value)) as Record<string, unknown>;
  const changed = withValueAt(Object.hasOwn(copy, first) ? copy[first] : undefined, rest, other);
  if (changed === undefined) Reflect.deleteProperty(copy, first);
  else Object.defineProperty(copy, first, { value: changed, enumerable: true, configurable: true, writable: true });
  return copy;
}
