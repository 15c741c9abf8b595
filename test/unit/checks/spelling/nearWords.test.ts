import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edits, isNearKnown, lettersOf, LetterSequences, sequencesOf } from '../../../../src/checks/spelling/dictionaries/nearWords';

const letters = Array.from('abcdefghijklmnopqrstuvwxyzß');
const near = (word: string, known: string, edits: Edits = 'any') =>
  isNearKnown(word, [...letters, 'é', 'ı'], sequencesIn(known), edits, (other) => other === known);

function sequencesIn(...words: string[]): LetterSequences {
  const sequences = new LetterSequences();
  for (const word of words) sequences.add(` ${word} `);
  return sequences;
}

/** Of `letters`, with the edges of words. */
const EVERY_SEQUENCE = sequencesIn(...letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three))));

describe('words that one edit makes right', () => {
  test.each([
    ['becuase', 'because'],
    ['nichst', 'nichts'],
    ['recceive', 'receive'],
    ['reeive', 'receive'],
    ['straxe', 'straße'],
    ['xbecause', 'because'],
    ['becaus', 'because'],
  ])('%s is near to %s', (word, known) => expect(near(word, known)).toBe(true));

  test('are not those of two edits, too short ones, or the word itself', () => {
    expect(near('bceuase', 'because')).toBe(false);
    expect(near('teh', 'the')).toBe(false);
    expect(near('because', 'because')).toBe(false);
  });

  test('are, of slips, only those with letters that changed places, doubled ones, and accents', () => {
    const slips = ['becuase', 'beccause', 'bécause'];
    for (const word of slips) expect(near(word, 'because', 'slips')).toBe(true);
    expect(near('recive', 'reccive', 'slips')).toBe(true);
    expect(near('yazilim', 'yazilım', 'slips')).toBe(true);
    for (const word of ['becausx', 'becaus', 'bxecause', 'because']) expect(near(word, 'because', 'slips')).toBe(false);
  });

  test('are tried in number linear in the letters, each once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,32}$/), (word) => {
        const tried: string[] = [];
        isNearKnown(word, letters, EVERY_SEQUENCE, 'any', (other) => tried.push(other) === 0);
        expect(tried).not.toContain(word);
        expect(tried.length).toBeLessThanOrEqual((2 * word.length + 1) * (letters.length + 1));
      }),
    );
    let isTried = false;
    isNearKnown('a'.repeat(10_000), letters, EVERY_SEQUENCE, 'any', () => (isTried = true));
    expect(isTried).toBe(false);
  });

  test('are found in a dictionary, and what no word of it looks like is not asked', () => {
    const words = Buffer.from('4\nStraße/A\nwarten\nbekommen\nlaut/B\n');
    const affixes = Buffer.from('SET UTF-8\nSFX A Y 1\nSFX A 0 n .\nPFX B Y 1\nPFX B 0 vor .\n');
    const sequences = sequencesOf([{ affixes, words }]);
    const right = ['Straße', 'Straßen', 'warten', 'bekommen', 'laut', 'vorlaut'];
    const asked: string[] = [];
    const isNear = (word: string) => isNearKnown(word, letters, sequences, 'any', (other) => asked.push(other) > 0 && right.includes(other));
    expect(['Strasße', 'Strße', 'wartten', 'bekommn', 'bekomemn', 'vorlauut', 'xyzzy'].map(isNear)).toEqual([true, true, true, true, true, true, false]);
    expect(asked.length).toBeLessThan(20);
  });

  test('have letters as the words of the dictionary have, the most frequent first, and no flags', () => {
    const lines = Array.from({ length: 2_000 }, (_, at) => (at % 10 === 0 ? 'Straße/ZXQ' : 'been/ZXQ'));
    expect(lettersOf(Buffer.from(`2000\n${lines.join('\n')}\n`)).sort()).toEqual(Array.from('abenrtß'));
    expect(lettersOf(Buffer.from(lines.join('\n')))[0]).toBe('e');
    expect(lettersOf(new Uint8Array())).toEqual([]);
  });
});
