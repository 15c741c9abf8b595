import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LikelyMisspellings } from '../../../../src/checks/spelling/likelyMisspellings';

const ALPHABET = Array.from('abcdeäиб');
const word = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 5, maxLength: 12 });

/** All words that are one edit away. */
function edits(from: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at <= from.length; at++) {
    const [before, behind] = [from.slice(0, at), from.slice(at)];
    found.add(before + behind.slice(1));
    found.add(before + behind.charAt(1) + behind.charAt(0) + behind.slice(2));
    for (const letter of ALPHABET) found.add(before + letter + behind).add(before + letter + behind.slice(1));
  }
  found.delete(from);
  return found;
}

describe('likely misspellings', () => {
  it('are one edit away from a word that is right', () => {
    const likely = new LikelyMisspellings(['receive', 'Straße', 'größer', 'работа', 'their'], 'de');
    for (const unknown of ['recieve', 'receve', 'receivve', 'recezve', 'Recieve', 'Strase', 'grosser', 'работо', 'thier']) {
      expect([unknown, likely.has(unknown)]).toEqual([unknown, unknown !== 'grosser']);
    }
    for (const unknown of ['deceiver', 'receiving', 'Frobnicator', 'received!!']) expect(likely.has(unknown)).toBe(false);
  });

  it('are none of names, where nouns have no capitals', () => {
    expect(new LikelyMisspellings(['Morris'], 'en').has('Morrie')).toBe(false);
    expect(new LikelyMisspellings(['Hause'], 'de').has('Hauses')).toBe(true);
  });

  it('of four letters are slips alone', () => {
    const likely = new LikelyMisspellings(['from', 'book', 'café', 'tell'], 'en');
    for (const unknown of ['form', 'frmo', 'boook', 'cafe']) expect([unknown, likely.has(unknown)]).toEqual([unknown, true]);
    for (const unknown of ['bok', 'teel', 'fram', 'tel']) expect([unknown, likely.has(unknown)]).toEqual([unknown, false]);
  });

  it('are found wherever the edit is, and nothing else is', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), word, (known, unknown) => {
        const likely = new LikelyMisspellings(known, 'en');
        expect(likely.has(unknown)).toBe(known.some((one) => one !== unknown && edits(one).has(unknown)));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(word, (known) => {
        const likely = new LikelyMisspellings([known], 'en');
        for (const unknown of edits(known)) if (unknown.length >= 5) expect([unknown, likely.has(unknown)]).toEqual([unknown, true]);
      }),
      { numRuns: 100 },
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary', maxLength: 200 }), (known, unknown) => {
        expect(typeof new LikelyMisspellings(known, 'en').has(unknown)).toBe('boolean');
      }),
    );
    expect(new LikelyMisspellings([], 'en').has('anything')).toBe(false);
    const alike = Array.from({ length: 5_000 }, (_, at) => `wo${at}rd`);
    expect(new LikelyMisspellings(alike, 'en').has('wo4999rdd')).toBe(true);
  });
});
