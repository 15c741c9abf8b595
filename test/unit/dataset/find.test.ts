import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFind, stringsOf } from '../../../src/dataset/find';
import type { FindQuery } from '../../../src/dataset/findQuery';

type Options = Partial<Omit<FindQuery, 'text'>>;

function finder(text: string, options: Options = {}) {
  return compileFind({ text, regex: false, matchCase: false, wholeWord: false, field: '', ...options });
}

/** The stretches of `text` that a query finds. */
function found(query: string, text: string, options?: Options): string[] {
  const { matches, test } = finder(query, options);
  const stretches = matches(text).map(({ start, end }) => text.slice(start, end));
  expect(test(text)).toBe(stretches.length > 0);
  return stretches;
}

const words = { wholeWord: true };

describe('find', () => {
  it('finds a literal wherever it stands, as indexOf does', () => {
    const unit = fc.constantFrom('a', 'A', 'b', '.', '*', '(', '[', '\\', '/', '-', '{', '😀', 'é', '\n', '^', '$');
    const text = fc.string({ unit });
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 3 }), text, (query, text) => {
        const expected: number[] = [];
        for (let at = text.indexOf(query); at !== -1; at = text.indexOf(query, at + query.length)) expected.push(at);
        const { matches, test } = finder(query, { matchCase: true });
        expect(matches(text).map(({ start }) => start)).toEqual(expected);
        expect(test(text)).toBe(expected.length > 0);
      }),
    );
  });

  it('disregards case in any script, at offsets of the text itself', () => {
    expect(found('straße', 'STRAẞE Straße strasse')).toEqual(['STRAẞE', 'Straße']);
    expect(found('ΟΔΌΣ', 'οδός')).toEqual(['οδός']);
    expect(found('привет', 'ПРИВЕТ')).toEqual(['ПРИВЕТ']);
    expect(finder('ankara').matches('İİİ Ankara')).toEqual([{ start: 4, end: 10 }]);
    expect(found('Ankara', 'ankara', { matchCase: true })).toEqual([]);
  });

  it('finds nothing for an empty query', () => {
    expect(found('', 'text')).toEqual([]);
    expect(found('', 'text', { regex: true })).toEqual([]);
  });

  it('finds whole words in any script', () => {
    expect(found('mot', 'mot mots motif, mot.', words)).toEqual(['mot', 'mot']);
    expect(found('кот', 'кот котик скот «кот»', words)).toEqual(['кот', 'кот']);
    expect(found('हिन्दी', 'हिन्दी', words)).toEqual(['हिन्दी']);
    // A vowel sign goes on with the word, though \b of regular expressions ends it there.
    expect(found('हिन्द', 'हिन्दी', words)).toEqual([]);
    expect(found('cafe', 'cafe\u0301 cafe', words)).toEqual(['cafe']);
    expect(found('x', 'x1 x_y x x-y', words)).toEqual(['x', 'x']);
    expect(found('한국', '한국어 한국', words)).toEqual(['한국']);
    expect(found('c++', 'c++ c++x', words)).toEqual(['c++']);
  });

  it('takes any match for a whole word in scripts without spaces', () => {
    expect(found('模型', '大语言模型很好', words)).toEqual(['模型']);
    expect(found('ことば', 'このことばは', words)).toEqual(['ことば']);
    expect(found('ภาษา', 'เรียนภาษาไทย', words)).toEqual(['ภาษา']);
    expect(found('GPT', '使用GPT模型 GPTs', words)).toEqual(['GPT']);
    expect(found('模型', 'GPT模型v2', words)).toEqual(['模型']);
  });

  it('finds by regular expression', () => {
    expect(found('\\p{Lu}\\w+', 'ein Haus, Ärger', { regex: true, matchCase: true })).toEqual(['Haus', 'Ärger']);
    expect(found('foo|foobar', 'foobar foo', { regex: true, ...words })).toEqual(['foobar', 'foo']);
    expect(found('(a)\\1', 'aab', { regex: true })).toEqual(['aa']);
    expect(found('.', '😀é', { regex: true })).toEqual(['😀', 'é']);
    expect(found('a|b', 'ab xa', { regex: true, ...words })).toEqual([]);
  });

  it('disregards empty matches, and comes to an end', () => {
    expect(found('a*', 'baab', { regex: true })).toEqual(['aa']);
    expect(found('x*', '😀😀', { regex: true })).toEqual([]);
    expect(found('^|$|\\b', 'a b', { regex: true })).toEqual([]);
    expect(found('(?=b)|b', 'ab', { regex: true })).toEqual([]);
  });

  it('stops at the limit', () => {
    expect(finder('a').matches('aaaa', 2)).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ]);
    expect(finder('a').matches('aaaa', 0)).toEqual([]);
  });

  it('forgets the last text', () => {
    const { test, matches } = finder('a', { regex: true });
    expect([test('xa'), test('a'), matches('a').length, test('a'), test('b')]).toEqual([true, true, 1, true, false]);
  });

  it('reads expressions that only compile outside of Unicode mode', () => {
    expect(found('\\_x\\-', '_x-', { regex: true })).toEqual(['_x-']);
  });

  it('says what is wrong with an expression', () => {
    expect(() => finder('(', { regex: true })).toThrow(
      new SyntaxError('Invalid regular expression: Unterminated group'),
    );
    expect(() => finder('[a: /', { regex: true })).toThrow(/^Invalid regular expression: Unterminated character class$/);
    expect(() => finder('a)|(b', { regex: true, wholeWord: true })).toThrow(SyntaxError);
    expect(() => finder('(')).not.toThrow();
  });
});

describe('stringsOf', () => {
  const record = { id: 7, a: 'x', b: [{ c: 'y', d: null }, 'z', true], e: { f: 1.5 } };

  it('gives strings and numbers in the order of the record', () => {
    expect([...stringsOf(record, '')]).toEqual(['7', 'x', 'y', 'z', '1.5']);
    expect([...stringsOf('text', '')]).toEqual(['text']);
    expect([...stringsOf(undefined, '')]).toEqual([]);
  });

  it('gives those of one field', () => {
    expect([...stringsOf(record, 'b')]).toEqual(['y', 'z']);
    expect([...stringsOf(record, 'id')]).toEqual(['7']);
    for (const field of ['c', 'constructor', '__proto__', 'length']) expect([...stringsOf(record, field)]).toEqual([]);
    expect([...stringsOf('text', 'length')]).toEqual([]);
    expect([...stringsOf(null, 'a')]).toEqual([]);
  });

  it('goes as deep as a record does', () => {
    let deep: unknown = 'bottom';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect([...stringsOf(deep, '')]).toEqual(['bottom']);
  });
});
