import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanInString, spansOf } from '../../../src/dataset/jsonSpan';

type Path = (string | number)[];

const spanOf = (text: string, path: Path) => spansOf(text)(path);

/** All paths into a JSON value, that of the value itself first. */
function* pathsOf(value: unknown, path: Path = []): Iterable<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield* pathsOf(member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

describe('spansOf', () => {
  it('finds every value of any JSON where JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, indent);
        for (const path of pathsOf(value)) {
          const span = spanOf(text, path)!;
          expect(JSON.parse(text.slice(span.start, span.end))).toEqual(valueAt(value, path));
        }
      }),
    );
  });

  it('takes the last of keys that occur twice', () => {
    const text = '{"a": {"b": 1}, "\\u0061": {"c": 2}, "a": {"c": 3}}';
    expect(spanOf(text, ['a', 'c'])).toEqual({ start: 47, end: 48 });
    expect(spanOf(text, ['a', 'b'])).toBeUndefined();
  });

  it('keeps quotes, escapes and the spelling of numbers in the span', () => {
    const text = ' {"a" : "\\u00e9\\"" , "b":1e400}';
    const textAt = (key: string) => {
      const { start, end } = spanOf(text, [key])!;
      return text.slice(start, end);
    };
    expect(textAt('a')).toBe('"\\u00e9\\""');
    expect(textAt('b')).toBe('1e400');
  });

  it.each([
    ['a value that is not there', '{"a": [1]}', ['a', 1]],
    ['a key in a list', '{"a": [1]}', ['a', '0']],
    ['an index in an object', '{"0": 1}', [0]],
    ['a key in a string', '{"a": "b"}', ['a', 'length']],
    ['text that is not JSON', '{"a": 1', ['a']],
    ['comments', '{/**/"a": 1}', ['a']],
    ['nothing', '', []],
    ['what is nested too deeply', '['.repeat(500_000) + ']'.repeat(500_000), [0]],
  ])('finds nothing for %s', (_name, text, path) => {
    expect(spanOf(text, path)).toBeUndefined();
  });
});

describe('spanInString', () => {
  it('finds a stretch of a text however the text is spelled', () => {
    const spelled = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map((text) => ({ text, raw: JSON.stringify(text).slice(1, -1) })),
        fc.constantFrom('a', 'é', '\n', '"', '\\', '\ud83c', '\udf08').map((text) => ({
          text,
          raw: `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`,
        })),
        fc.constantFrom({ text: '/', raw: '\\/' }, { text: '/', raw: '/' }, { text: '\n', raw: '\\n' }),
      ),
    );
    fc.assert(
      fc.property(spelled, spelled, spelled, (before, inside, after) => {
        const raw = (parts: typeof before) => parts.map((part) => part.raw).join('');
        const text = (parts: typeof before) => parts.map((part) => part.text).join('');
        const json = `{"a": "${raw(before)}${raw(inside)}${raw(after)}"}`;
        const stretch = { start: text(before).length, end: text(before).length + text(inside).length };
        const { start, end } = spanInString(json, spanOf(json, ['a'])!, stretch);
        expect(json.slice(start, end)).toBe(raw(inside));
      }),
    );
  });

  it('stays inside the string', () => {
    expect(spanInString('["ab", 1]', { start: 1, end: 5 }, { start: 1, end: 9 })).toEqual({ start: 3, end: 4 });
  });
});
