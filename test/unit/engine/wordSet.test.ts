import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordSet } from '../../../src/engine/wordSet';

test('a set of words has what was added, in its order', () => {
  const words = fc.array(fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }));
  fc.assert(
    fc.property(words, words, (added, others) => {
      const set = new WordSet();
      for (const word of added) set.add(word);
      expect([...set]).toEqual([...new Set(added)]);
      for (const word of others) {
        expect(set.has(word)).toBe(added.includes(word));
        expect(set.has(`<${word}>`, 1, 1 + word.length)).toBe(added.includes(word));
      }
    }),
  );
});

test('a word may be as long as a text', () => {
  const set = new WordSet();
  const word = 'ä🌞'.repeat(500_000);
  set.add('a');
  set.add(word);
  set.add('b');
  expect([...set]).toEqual(['a', word, 'b']);
});
