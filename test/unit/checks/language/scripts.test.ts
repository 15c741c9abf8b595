import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGIT, KIND_OF_UNIT, LETTER, PROPERTIES_OF_KIND, SPACE, UPPER } from '../../../../src/checks/language/characters';
import { proseOf, readProse, reduceToProse } from '../../../../src/checks/language/prose';
import { writingOf } from '../../../../src/checks/language/scripts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom('Wort ', 'WORT ', '文', 'か', '한국', 'слово', 'ไทย', '1', '**', '\n', '`x`', '😀', '𠀀', '\ud800'))
    .map((pieces) => pieces.join('')),
);

describe('what a text is written in', () => {
  it.each([
    ['Hallo Welt!', { letters: 9, weight: 9, main: 'Latn', share: 1, hasKana: false, isShouted: false }],
    ['ACHTUNG, bitte', { letters: 12, weight: 12, main: 'Latn', share: 1, hasKana: false, isShouted: false }],
    ['ACHTUNG BITTE, ja', { letters: 14, weight: 14, main: 'Latn', share: 1, hasKana: false, isShouted: true }],
    ['今日は', { letters: 3, weight: 9, main: 'Kana', share: 1, hasKana: true, isShouted: false }],
    ['漢字 abc', { letters: 5, weight: 9, main: 'Hani', share: 6 / 9, hasKana: false, isShouted: false }],
    ['12 …', { letters: 0, weight: 0, main: 'Zyyy', share: 0, hasKana: false, isShouted: false }],
  ])('%s', (text, expected) => {
    expect(writingOf(text)).toEqual(expected);
  });

  it('is the same of a stretch as of that stretch by itself', () => {
    fc.assert(
      fc.property(texts, fc.nat(200), fc.nat(200), (text, start, length) => {
        const end = Math.min(text.length, start + length);
        expect(writingOf(text, start, end)).toEqual(writingOf(text.slice(start, Math.max(start, end))));
      }),
    );
  });

  it('is told of prose as it is read', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { segments, text: prose, writing } = readProse(text);
        expect(segments).toEqual(reduceToProse(text));
        expect(prose).toBe(proseOf(text, segments));
        expect(writing).toEqual(writingOf(prose));
      }),
      { numRuns: 500 },
    );
  });
});

it('knows the properties of every unit', () => {
  const properties = [[UPPER, /\p{Lu}/u], [LETTER, /\p{L}/u], [DIGIT, /\p{Nd}/u], [SPACE, /\s/]] as const;
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit);
    for (const [bit, pattern] of properties) {
      if (pattern.test(character) !== ((PROPERTIES_OF_KIND[KIND_OF_UNIT[unit]] & bit) !== 0)) expect.fail(unit.toString(16));
    }
  }
});
