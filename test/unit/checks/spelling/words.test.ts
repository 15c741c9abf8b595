import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceToProse } from '../../../../src/checks/language/prose';
import {
  asLookedUp,
  BEGINS_SENTENCE,
  CAPITALISED,
  HAS_DIGIT,
  HAS_SMALL_LETTER,
  INNER_CAPITAL,
  MIXES_SCRIPTS,
  Words,
} from '../../../../src/checks/spelling/words';

/** The words of a text as they are looked up, with what holds of them. */
function read(text: string): { word: string; flags: number; start: number; end: number }[] {
  const words = new Words();
  words.read(text, reduceToProse(text));
  return Array.from({ length: words.count }, (_, place) => {
    const [start, end] = [words.starts[place], words.ends[place]];
    return { word: asLookedUp(text.slice(start, end)), flags: words.flags[place], start, end };
  });
}

function wordsOf(text: string): string[] {
  return read(text).map(({ word }) => word);
}

describe('what a word is', () => {
  it.each([
    ['apostrophes', 'L’homme d\'accord, aujourd’hui: don’t', ["L'homme", "d'accord", "aujourd'hui", "don't"]],
    ['quotation marks around words', "'Tis 'quoted' and dogs' too", ['Tis', 'quoted', 'and', 'dogs', 'too']],
    ['the apostrophe of Ukrainian', 'П’ять об\'єктів комп\u02bcютера', ["П'ять", "об'єктів", "комп'ютера"]],
    ['hyphens', 'vis-à-vis Haupt- und Nebensatz -e non\u2011stop', ['vis-à-vis', 'Haupt', 'und', 'Nebensatz', 'e', 'non-stop']],
    ['dashes', 'eins–zwei—drei -- vier', ['eins', 'zwei', 'drei', 'vier']],
    ['the middle dot of Catalan', 'col·legi i paral·lel', ['col·legi', 'i', 'paral·lel']],
    ['gershayim and geresh of Hebrew', 'צה"ל וחז״ל אמרו "שלום"', ['צה"ל', 'וחז״ל', 'אמרו', 'שלום']],
    ['Arabic vowel signs and long strokes', 'مُحَمَّد كتــاب', ['محمد', 'كتاب']],
    ['Hebrew points', 'שָׁלוֹם', ['שלום']],
    ['the joiner between parts of Persian words', 'می\u200cشود و کتاب\u200cها', ['می\u200cشود', 'و', 'کتاب\u200cها']],
    ['joiners of Hindi, which mean nothing', 'क्\u200dया हिन्\u200cदी', ['क्या', 'हिन्दी']],
    ['soft hyphens', 'Donau\u00addampf\u00adschiff', ['Donaudampfschiff']],
    ['combining marks', 'cafe\u0301 Å\u0301', ['café', 'Ǻ']],
    ['Bengali letters that Unicode takes apart', 'জাতীয\u09bc', ['জাতী\u09df']],
    ['ligatures', 'eﬃcient ﬁsh', ['efficient', 'fish']],
    ['vowel signs of Indic scripts', 'தமிழ் മലയാളം తెలుగు', ['தமிழ்', 'മലയാളം', 'తెలుగు']],
    ['Korean', '대한민국의 수도는 서울입니다.', ['대한민국의', '수도는', '서울입니다']],
    ['Armenian signs within words', 'ինչո՞ւ', ['ինչու']],
    ['Georgian', 'საქართველო', ['საქართველო']],
  ])('%s', (_, text, expected) => {
    expect(wordsOf(text)).toEqual(expected.map((word) => word.normalize('NFC').replace('য\u09bc', '\u09df')));
  });

  it('is in prose only', () => {
    const text = 'Siehe `foo bar` und https://example.org/weg sowie max@example.org #tag @name $x^2$.\n```\ncode hier\n```\nEnde';
    expect(wordsOf(text)).toEqual(['Siehe', 'und', 'sowie', 'Ende']);
  });

  it('is told by its shape', () => {
    const flags = new Map(read('Am 2nd iPhone x_1 NATO klein. Groß сат\nGespräch Mr. Smith').map(({ word, flags }) => [word, flags]));
    const has = (word: string, flag: number) => (flags.get(word)! & flag) !== 0;
    expect(has('2nd', HAS_DIGIT)).toBe(true);
    expect(has('x_1', HAS_DIGIT)).toBe(true);
    expect(has('iPhone', INNER_CAPITAL) && has('iPhone', HAS_SMALL_LETTER)).toBe(true);
    expect(has('NATO', INNER_CAPITAL) && !has('NATO', HAS_SMALL_LETTER)).toBe(true);
    expect(has('Groß', CAPITALISED) && has('Groß', BEGINS_SENTENCE)).toBe(true);
    expect(has('Gespräch', BEGINS_SENTENCE)).toBe(true);
    expect(has('Smith', CAPITALISED) && !has('Smith', BEGINS_SENTENCE)).toBe(true);
    expect(has('сат', MIXES_SCRIPTS)).toBe(false);
    expect(read('cаt')[0].flags & MIXES_SCRIPTS).not.toBe(0);
  });

  it('is looked up as it is once it has been made so, whichever letter it has', () => {
    expect(asLookedUp('\ufb2aלום')).toBe('שלום');
    const again = [];
    for (let unit = 0; unit < 0xd800; unit++) again.push(unit);
    for (let unit = 0xe000; unit < 0x10000; unit++) again.push(unit);
    const changed = again.map((unit) => asLookedUp(String.fromCharCode(unit))).filter((word) => asLookedUp(word) !== word);
    expect(changed).toEqual([]);
  });

  it('slices back to what is written, in order, whatever the text is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from("aZé'’-·_\"א״1 .\n\u200c\u00ad\u0301य\u093c\ud800\udc00\u0644\u064b")) }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let behind = 0;
        for (const { word, start, end } of read(text)) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).toMatch(/\p{L}/u);
          expect(asLookedUp(word)).toBe(word);
          behind = end;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
