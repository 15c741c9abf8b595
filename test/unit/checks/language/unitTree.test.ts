import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitTree } from '../../../../src/checks/language/unitTree';

// Strings of any characters take seconds to set up on a busy machine.
describe('a tree of words', () => {
  it('leads every word to its own end, and nothing else to one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 6 })), fc.string({ unit: 'binary' }), (words, other) => {
        const tree = new UnitTree();
        const ends = new Map(words.map((word) => [tree.add(word), word]));
        expect(ends.size).toBe(words.length);
        for (const word of [...words, other]) {
          let node = 0;
          for (let at = 0; at < word.length; at++) {
            node = tree.next(node, word.charCodeAt(at));
            if (node === 0) break;
          }
          if (words.includes(word)) expect(ends.get(node)).toBe(word);
          else if (node !== 0) expect(ends.has(node)).toBe(false);
        }
      }),
    );
  });

  it('holds more words than it began with room for', () => {
    const tree = new UnitTree();
    const words = Array.from({ length: 5_000 }, (_, at) => `word${at}`);
    expect(new Set(words.map((word) => tree.add(word))).size).toBe(words.length);
  });
});
