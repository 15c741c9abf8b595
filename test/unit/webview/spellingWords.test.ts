import { describe, expect, it } from 'vitest';
import type { SpellingVerdict } from '../../../src/checks/spelling/spellingVerdict';
import { createFormat } from '../../../webview/format';
import { fixWords, mistakeWords, spellingInWords, spellingSigns } from '../../../webview/spellingWords';

const format = createFormat('en');
const clean: SpellingVerdict = { turn: 1, read: [{ language: 'de', words: 9, isChecked: true }], unknown: [], problems: [] };
const unknown = ['Himel', 'blauh', 'Himel'].map((word, index) => ({ word, language: 'de', start: index * 6, end: index * 6 + 5 }));
const problem = { kind: 'mojibake', start: 20, end: 24, fix: 'für' } as const;
const words = (verdict: SpellingVerdict, ...notChecked: Parameters<typeof spellingSigns>[1]) =>
  spellingSigns(verdict, notChecked, format).map(({ word }) => word);

describe('spellingSigns', () => {
  it('says what is wrong, or that nothing is', () => {
    expect(words({ ...clean, unknown, problems: [problem] })).toEqual(['3 unknown words', '1 text problem']);
    expect(words(clean)).toEqual(['spelling']);
    expect(words({ ...clean, read: [] })).toEqual([]);
  });

  it('says why a language was not checked', () => {
    const swahili = { language: 'sw', words: 40, isChecked: false };
    const why = { reason: 'no dictionary' } as const;
    expect(words({ ...clean, read: [swahili] }, { language: 'sw', words: 40, why })).toEqual([
      'spelling not checked: no dictionary for Swahili',
    ]);
    const thai = { language: 'th', words: 12, isChecked: false };
    expect(words({ ...clean, read: [swahili, thai] }, { language: 'th', words: 12, why: { reason: 'no spelling' } })).toEqual([
      'spelling not checked: most words are unknown in Swahili',
      'spelling not checked: words are not divided in Thai',
    ]);
    expect(words({ ...clean, read: [{ words: 3, isChecked: false }] })).toEqual([
      'spelling not checked: language undetermined',
    ]);
  });
});

describe('mistakeWords and fixWords', () => {
  it('name what a mark is about, and what a fix does', () => {
    expect(mistakeWords({ kind: 'unknownWord', ...unknown[0] }, format)).toBe('Unknown word (German)');
    expect(mistakeWords(problem, format)).toBe('Broken encoding (mojibake)');
    expect(fixWords('mojibake', 'für')).toBe('write “für”');
    expect(fixWords('doubledSpace', ' ')).toBe('one space');
    expect(fixWords('controlCharacter', '')).toBe('delete the control character');
  });
});

describe('spellingInWords', () => {
  it('names each word once, and not more than can be listened to', () => {
    expect(spellingInWords({ ...clean, unknown, problems: [problem] })).toBe(
      'Unknown words: Himel, blauh. Text problems: broken encoding (mojibake)',
    );
    const many = Array.from({ length: 12 }, (_, index) => ({ word: `w${index}`, language: 'de', start: index, end: index + 1 }));
    expect(spellingInWords({ ...clean, unknown: many })).toMatch(/w9 and 2 more$/);
    expect(spellingInWords(clean)).toBe('');
  });
});
