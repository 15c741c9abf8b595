import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeError } from '../../../src/dataset/changeError';
import { insertElement, jsonAt, removeAt, setMember, setTexts, setValues } from '../../../src/dataset/jsonEdit';
import { spansOf } from '../../../src/dataset/jsonSpan';
import { spliceText } from '../../../src/dataset/textUnits';
import { oddJson, oddText, type Path, pathsOf, valueAt, withValueAt } from './oddJson';

const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Paths to values of one kind, in JSON that has some. */
function withPath(isKind: (value: unknown) => boolean): fc.Arbitrary<{ bytes: Buffer; path: Path }> {
  return oddJson
    .map((bytes) => ({ bytes, paths: pathsOf(parse(bytes)).filter((path) => isKind(valueAt(parse(bytes), path))) }))
    .filter(({ paths }) => paths.length > 0)
    .chain(({ bytes, paths }) => fc.constantFrom(...paths).map((path) => ({ bytes, path })));
}

const isString = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value lies in the bytes, by the tree that another parser makes of them. All keys are ASCII. */
function spanIn(bytes: Uint8Array, path: Path): { start: number; end: number } {
  return spansOf(latin1(bytes))(path)!;
}

describe('setTexts', () => {
  it('changes the value and no byte outside it', () => {
    fc.assert(
      fc.property(withPath(isString), oddText, ({ bytes, path }, text) => {
        const changed = setTexts(bytes, [{ path, text }]);
        expect(parse(changed)).toEqual(withValueAt(parse(bytes), path, text));
        const { start, end } = spanIn(bytes, path);
        expect(latin1(changed.subarray(0, start))).toBe(latin1(bytes.subarray(0, start)));
        expect(latin1(changed.subarray(changed.length - bytes.length + end))).toBe(latin1(bytes.subarray(end)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the very same bytes for the same text, and again after something was added and taken away', () => {
    fc.assert(
      fc.property(withPath(isString), fc.nat(), ({ bytes, path }, seed) => {
        const text = valueAt(parse(bytes), path) as string;
        expect(latin1(setTexts(bytes, [{ path, text }]))).toBe(latin1(bytes));
        const characters = Array.from(text);
        const longer = characters.toSpliced(seed % (characters.length + 1), 0, 'Q').join('');
        const back = setTexts(setTexts(bytes, [{ path, text: longer }]), [{ path, text }]);
        expect(latin1(back)).toBe(latin1(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the spelling of what lies between replaced pieces', () => {
    const bytes = Buffer.from('{"a": "x \\u0041é \\/ x \\u00e9 x"}');
    const splices = [0, 7, 11].map((start) => ({ start, end: start + 1, insert: 'ö' }));
    const changed = setValues(bytes, [{ path: ['a'], value: { splices } }]);
    expect(Buffer.from(changed).toString()).toBe('{"a": "ö \\u0041é \\/ ö \\u00e9 ö"}');
  });

  it('replaces any pieces of a text, also halves of characters', () => {
    const cuts = fc.array(fc.nat(20), { maxLength: 6 });
    fc.assert(
      fc.property(withPath(isString), oddText, cuts, ({ bytes, path }, insert, places) => {
        const text = valueAt(parse(bytes), path) as string;
        const ends = places.map((place) => Math.min(place, text.length)).sort((a, b) => a - b);
        const splices = ends.flatMap((start, at) =>
          at % 2 || at + 1 === ends.length ? [] : [{ start, end: ends[at + 1], insert }],
        );
        const changed = setValues(bytes, [{ path, value: { splices } }]);
        expect(parse(changed)).toEqual(withValueAt(parse(bytes), path, spliceText(text, splices)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes several at once', () => {
    fc.assert(
      fc.property(oddJson, oddText, (bytes, text) => {
        const value = parse(bytes);
        const paths = pathsOf(value).filter((path) => isString(valueAt(value, path)));
        const changed = setTexts(
          bytes,
          paths.map((path) => ({ path, text })),
        );
        const expected = paths.reduce((inner, path) => withValueAt(inner, path, text), value);
        expect(parse(changed)).toEqual(expected);
      }),
    );
  });

  it.each([
    ['keeps escapes of what stays', '{"a": "caf\\u00e9 \\/ \\u0041"}', 'café / A!', '{"a": "caf\\u00e9 \\/ \\u0041!"}'],
    ['escapes as the string does', '{"a": "\\u00e9", "b": "ü"}', 'éü', '{"a": "\\u00e9\\u00fc", "b": "ü"}'],
    ['writes raw as the string does', '{"a": "é", "b": "\\u00fc"}', 'éü', '{"a": "éü", "b": "\\u00fc"}'],
    ['writes raw where the string does both', '{"a": "é\\u00fc"}', 'éüö', '{"a": "é\\u00fcö"}'],
    ['else escapes as the record does', '{"a": "x", "b": "\\u00fc"}', 'é', '{"a": "\\u00e9", "b": "\\u00fc"}'],
    ['else writes raw', '{"a": "x"}', 'é漢😀\u2028', '{"a": "é漢😀\u2028"}'],
    ['uses upper-case digits where the record does', '{"a": "\\u00E9"}', 'éü', '{"a": "\\u00E9\\u00FC"}'],
    ['escapes characters of two units as two', '{"a": "\\u00e9"}', 'é😀', '{"a": "\\u00e9\\ud83d\\ude00"}'],
    ['does not split one of two units', '{"a": "\\ud83d\\ude00"}', '😁', '{"a": "\\ud83d\\ude01"}'],
    ['does not split a raw one', '{"a": "😀"}', '😁', '{"a": "😁"}'],
    [
      'escapes slashes as the record does',
      '{"u": "http:\\/\\/x", "a": "x"}',
      'a/b',
      '{"u": "http:\\/\\/x", "a": "a\\/b"}',
    ],
    [
      'but not where it writes them raw',
      '{"u": "http:\\/\\/x/", "a": "x"}',
      'a/b',
      '{"u": "http:\\/\\/x/", "a": "a/b"}',
    ],
    [
      'escapes for web pages as the record does',
      '{"b": "\\u003cb\\u003e", "a": "x"}',
      '<i>',
      '{"b": "\\u003cb\\u003e", "a": "\\u003ci\\u003e"}',
    ],
    ['escapes control characters', '{"a": "x"}', '\n\t\0"\\\x7f', '{"a": "\\n\\t\\u0000\\"\\\\\x7f"}'],
    ['always escapes half of a character', '{"a": "é"}', 'é\ud83d', '{"a": "é\\ud83d"}'],
    ['knows an escaped backslash from an escape', '{"a": "\\\\u00e9"}', '\\u00e9é', '{"a": "\\\\u00e9é"}'],
  ])('%s', (_name, before, text, after) => {
    expect(Buffer.from(setTexts(Buffer.from(before), [{ path: ['a'], text }])).toString()).toBe(after);
  });

  it('keeps bytes that are not UTF-8, in other strings and in what stays of its own', () => {
    const bytes = Buffer.from('{"b": "\xff", "a": "caf\xe9 au lait"}', 'latin1');
    const changed = setTexts(bytes, [{ path: ['a'], text: 'caf\ufffd au thé' }]);
    expect(latin1(changed)).toBe('{"b": "\xff", "a": "caf\xe9 au th\xc3\xa9"}');
  });

  it('does not let bytes that are not UTF-8 become a character', () => {
    const bytes = Buffer.from('{"a": "\xc3x\xa9"}', 'latin1');
    expect(parse(setTexts(bytes, [{ path: ['a'], text: '\ufffd\ufffd' }]))).toEqual({ a: '\ufffd\ufffd' });
  });

  it('changes records that are long or nested deeply', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const bytes = Buffer.from(`{"deep": ${deep}, "a": "b", "long": "${'\\u00e9'.repeat(1 << 20)}"}`);
    const changed = setTexts(bytes, [{ path: ['a'], text: 'c' }]);
    expect(latin1(changed) === latin1(bytes).replace('"a": "b"', '"a": "c"')).toBe(true);
    const nested = Buffer.from(`${'['.repeat(100_000)}"a"${']'.repeat(100_000)}`);
    const path = Array.from({ length: 100_000 }, () => 0);
    expect(() => setTexts(nested, [{ path, text: 'b' }])).toThrow(/nested too deeply/);
  });

  it('says why it cannot', () => {
    const set = (text: string, path: Path) => () => setTexts(Buffer.from(text), [{ path, text: 'x' }]);
    expect(set('{"a": NaN}', ['a'])).toThrow(
      new ChangeError('The record is not JSON: NaN is not JSON (Python writes it); use null or a string (column 7).'),
    );
    expect(set('{"a": [1]}', ['a', 1])).toThrow(new ChangeError('The record has nothing at a.1.'));
    expect(set('{"a": "b"}', ['a', 'length'])).toThrow(ChangeError);
    expect(set('', [])).toThrow(ChangeError);
  });
});

describe('setValues and setMember', () => {
  it('replace any value by JSON as it stands', () => {
    fc.assert(
      fc.property(
        withPath(() => true),
        fc.constantFrom('null', '1e400', '{"q" :[ ]}', '"\\u0041"'),
        ({ bytes, path }, json) => {
          const changed = setValues(bytes, [{ path, value: { json } }]);
          expect(parse(changed)).toEqual(withValueAt(parse(bytes), path, JSON.parse(json)));
          const { start, end } = spanIn(bytes, path);
          expect(latin1(changed)).toBe(latin1(bytes).slice(0, start) + json + latin1(bytes).slice(end));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('add a member at the end, which can be removed without a trace', () => {
    fc.assert(
      fc.property(withPath(isObject), oddText, ({ bytes, path }, text) => {
        const longer = setMember(bytes, path, 'new', { text });
        expect(parse(longer)).toEqual(withValueAt(parse(bytes), [...path, 'new'], text));
        expect(latin1(removeAt(longer, [[...path, 'new']]))).toBe(latin1(bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['{"a": 1, "b": 2}', '{"a": 1, "b": 2, "x": "y"}'],
    ['{"a":1,"b":2}', '{"a":1,"b":2,"x":"y"}'],
    ['{"a":1}', '{"a":1,"x":"y"}'],
    ['{"a": 1}', '{"a": 1, "x": "y"}'],
    ['{ "a" : 1 , "b" : 2 }', '{ "a" : 1 , "b" : 2 , "x" : "y" }'],
    ['{\n  "a": 1\n}', '{\n  "a": 1,\n  "x": "y"\n}'],
    ['{}', '{"x": "y"}'],
  ])('space a new member of %j as the others', (before, after) => {
    expect(Buffer.from(setMember(Buffer.from(before), [], 'x', { text: 'y' })).toString()).toBe(after);
  });

  it('set the last of keys that occur twice', () => {
    const changed = setMember(Buffer.from('{"a": 1, "b": 2, "\\u0061": 3}'), [], 'a', { text: 'x' });
    expect(Buffer.from(changed).toString()).toBe('{"a": 1, "b": 2, "\\u0061": "x"}');
  });

  it('find keys beyond ASCII in any spelling, and escape new ones as the record does', () => {
    const set = (before: string, key: string) =>
      Buffer.from(setMember(Buffer.from(before), [], key, { json: '1' })).toString();
    expect(set('{"ключ": 0}', 'ключ')).toBe('{"ключ": 1}');
    expect(set('{"\\u043aлюч": 0}', 'ключ')).toBe('{"\\u043aлюч": 1}');
    expect(set('{"a": "\\u00e9"}', 'ö')).toBe('{"a": "\\u00e9", "\\u00f6": 1}');
    expect(
      Buffer.from(setValues(Buffer.from('{"a": "\\u00e9"}'), [{ path: ['a'], value: { json: '["é"]' } }])).toString(),
    ).toBe('{"a": ["\\u00e9"]}');
  });
});

describe('insertElement and removeAt', () => {
  it('add and remove an element with its comma, and leave no trace', () => {
    fc.assert(
      fc.property(withPath(Array.isArray), fc.nat(), ({ bytes, path }, seed) => {
        const list = valueAt(parse(bytes), path) as unknown[];
        const index = seed % (list.length + 1);
        const longer = insertElement(bytes, path, index, { text: 'new' });
        expect(parse(longer)).toEqual(withValueAt(parse(bytes), path, list.toSpliced(index, 0, 'new')));
        expect(latin1(removeAt(longer, [[...path, index]]))).toBe(latin1(bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  it('remove any value, of a key that occurs twice every one', () => {
    fc.assert(
      fc.property(
        withPath(() => true).filter(({ path }) => path.length > 0),
        ({ bytes, path }) => {
          expect(parse(removeAt(bytes, [path]))).toEqual(withValueAt(parse(bytes), path, undefined));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['[1, 2]', '[1, "x", 2]'],
    ['[1,2]', '[1,"x",2]'],
    ['[\n  1\n]', '[\n  1,\n  "x"\n]'],
    ['[1]', '[1, "x"]'],
  ])('space a new element of %j as the others', (before, after) => {
    expect(Buffer.from(insertElement(Buffer.from(before), [], 1, { text: 'x' })).toString()).toBe(after);
  });
});

describe('jsonAt', () => {
  it('gives a value as the record spells it', () => {
    const bytes = Buffer.from('{"a": {"b" :1e400}, "a": [ 12345678901234567890,1.0]}');
    expect(jsonAt(bytes, ['a'])).toBe('[ 12345678901234567890,1.0]');
    expect(jsonAt(bytes, ['a', 'b'])).toBeUndefined();
  });
});
