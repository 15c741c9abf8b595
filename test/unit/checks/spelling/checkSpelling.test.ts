import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageVerdict } from '../../../../src/checks/language/languageVerdict';
import { SpellingCheck, verdictsOf } from '../../../../src/checks/spelling/checkSpelling';
import type { SpellingOptions } from '../../../../src/checks/spelling/spellingOptions';
import { forEachWord, type IsKnown } from '../../../../src/checks/spelling/spellingReading';
import type { SpellingVerdict } from '../../../../src/checks/spelling/spellingVerdict';
import type { RecordView } from '../../../../src/schema/schema';

const OPTIONS: SpellingOptions = { variants: {}, alsoAllowed: [], personal: { accepted: [], forbidden: [] } };

function viewOf(response: string, instruction = ''): RecordView {
  return {
    turns: [
      { role: 'instruction', text: instruction, path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ],
    problems: [],
  };
}

function matches(language: string, more: Partial<LanguageVerdict> = {}): LanguageVerdict {
  return { turn: 1, verdict: 'match', expected: language, found: { language, confidence: 1 }, spans: [], ...more };
}

interface Case {
  readonly response: string;
  readonly instruction?: string;
  readonly language?: string;
  readonly verdict?: Partial<LanguageVerdict>;
  /** The words that no dictionary knows. */
  readonly wrong?: readonly string[];
  readonly options?: Partial<SpellingOptions>;
  readonly hasDictionary?: (language: string) => boolean;
}

/** @returns the verdict, and what was asked. */
function check({ response, instruction, language = 'en', verdict, wrong = [], options, hasDictionary }: Case): {
  verdict: SpellingVerdict;
  asked: string[];
} {
  const spelling = new SpellingCheck({ ...OPTIONS, ...options }, hasDictionary);
  const readings = spelling.read(viewOf(response, instruction), [matches(language, verdict)]);
  const asked: string[] = [];
  for (const reading of readings) forEachWord(reading, (word, of) => asked.push(`${of} ${word}`));
  const isKnown: IsKnown = (word, of) => {
    expect(asked).toContain(`${of} ${word}`);
    return !wrong.includes(word);
  };
  return { verdict: verdictsOf(readings, isKnown)[0], asked };
}

function unknownIn(one: Case): string[] {
  const { response } = one;
  return check(one).verdict.unknown.map(({ word, start, end }) => {
    expect(response.slice(start, end).normalize('NFC').replace('’', "'")).toBe(word);
    return word;
  });
}

const REST = 'This is the rest of a response with many words that are right.';

describe('unknown words', () => {
  it('are found with their places', () => {
    const { unknown, read } = check({ response: 'The sky is bleu today.', wrong: ['bleu'] }).verdict;
    expect(unknown).toEqual([{ word: 'bleu', language: 'en', start: 11, end: 15 }]);
    expect(read).toEqual([{ language: 'en', words: 5, isChecked: true }]);
  });

  it('are the parts of compounds that are wrong', () => {
    const wrong = ['state-of-the-artt', 'artt', "l'ommelette", 'ommelette', 'vis-à-vis', 'well-known'];
    expect(unknownIn({ response: `A state-of-the-artt tool, well-known. ${REST}`, wrong })).toEqual(['artt']);
    expect(unknownIn({ response: `Il mange l’ommelette dans la cuisine. ${REST}`, language: 'fr', wrong })).toEqual(['ommelette']);
    expect(unknownIn({ response: `It dosn’t matter. ${REST}`, wrong: ["dosn't", 'dosn'] })).toEqual(["dosn't"]);
  });

  it.each<[string, Case]>([
    ['in what the response answers', { instruction: 'What is a frobnicator?', response: `A frobnicator is a tool. ${REST}` }],
    ['in it, with another ending', { instruction: 'Explain frobnication.', response: `To frobnicate is a verb. ${REST}` }],
    ['names inside a sentence', { response: `We met Frobnicator in a town. ${REST}` }],
    ['names at the beginning of a sentence that come again', { response: `Frobnicator sang. Then we saw Frobnicator again. ${REST}` }],
    ['names behind a title', { response: `Then Dr. Frobnicator sang. ${REST}` }],
    ['acronyms and their plurals', { response: `Many NGOs and the FRBN. ${REST}` }],
    ['brands', { response: `An eFrobnicator or iFrob is not a word. ${REST}` }],
    ['words with digits', { response: `The 2nd and the frob2 of it. ${REST}` }],
    ['single letters, whatever marks they have', { response: `The mean x\u0304 and a\u0301 of frob2. ${REST}` }],
    ['units behind numbers', { response: `It weighs 20 frb or 30frb. ${REST}` }],
    ['endings behind numbers and capitals', { response: 'Vuonna 1990frob ja 2000-frob ja EU:frob oli paljon muita sanoja tässä.', language: 'fi' }],
    ['abbreviations', { response: `It is frob. three of them. ${REST}` }],
    ['parts of words before a hyphen', { response: `Die Frobs- und andere Dinge sind schön und gut. ${REST}`, language: 'de' }],
    ['terms in quotation marks', { response: `The word "frobnicate" is a verb. ${REST}` }],
    ['terms in italics', { response: `The word *frobnicate* is a verb. ${REST}` }],
    ['words of another script', { response: 'यह frobnicate बहुत अच्छा है और हम सब खुश हैं', language: 'hi' }],
    ['quotations in another language', { response: `He said: frob nicate foobar to us. ${REST}` }],
    ['quotations that begin with words that are known', { response: `He said “an frob nicate foobar” to us. ${REST}` }],
    ['lines in another language', { response: `${REST}\nfrob nicate foobar\n${REST}` }],
    ['halves of words that were decoded wrongly', { response: `The BÃ¤frob is a word. ${REST}` }],
  ])('are not %s', (_, one) => {
    const own = one.response.match(/[\p{L}\p{N}:.-]*(?:frob|frb|nicate|foobar)[\p{L}]*/giu) ?? [];
    const wrong = ['x\u0304', '\u00e1', ...own].flatMap((word) => [word, word.replace(/^[\d:.-]+/, ''), ...word.split(/[-:]/)]);
    expect(unknownIn({ ...one, wrong })).toEqual([]);
    expect(unknownIn({ response: `The wrnog one is wrong. ${REST}`, wrong: ['wrnog'] })).toEqual(['wrnog']);
  });

  it.each([
    ["1990'larda ve 2000’lerde her şey çok güzeldi, ama bugün öyle değil.", 'tr', ['larda', 'lerde']],
    [`In MDCCLXXVI and MMXXIII all was well. ${REST}`, 'en', ['MDCCLXXVI', 'MMXXIII']],
    [`The fran\ufffdais and mid\ud800dle of it. ${REST}`, 'en', ['fran', 'ais', 'mid', 'dle']],
  ])('are not endings behind numbers, numerals, or halves of words: %j', (response, language, wrong) => {
    expect(unknownIn({ response, language, wrong })).toEqual([]);
  });

  it('are not English words that an apostrophe has clipped', () => {
    const wrong = ['Tis', 'goin', 'ol', 'wrnog', "shouldn't've", "shuoldn't've", "shuoldn't", 'tis'];
    expect(unknownIn({ response: `'Tis true: he is goin' there, ol' chap, as ’tis said. ${REST}`, wrong })).toEqual([]);
    expect(unknownIn({ response: `You shouldn't've said it. ${REST}`, wrong })).toEqual([]);
    expect(unknownIn({ response: `You shuoldn't've said it, wrnog' and 'wrnog be. ${REST}`, wrong })).toEqual(["shuoldn't", 'wrnog', 'wrnog']);
  });

  it('are not the last word of a response that has been cut off', () => {
    const long = `${REST} ${REST} ${REST} ${REST}`;
    expect(unknownIn({ response: `${long} This is a respon`, wrong: ['respon'] })).toEqual([]);
    expect(unknownIn({ response: `${long} This is a respon.`, wrong: ['respon'] })).toEqual(['respon']);
  });

  it('are looked up where nouns have capitals', () => {
    expect(unknownIn({ response: 'Das ist ein Hauss mit einem großen Garten davor.', language: 'de', wrong: ['Hauss'] })).toEqual(['Hauss']);
  });

  it('are forbidden ones, whatever else makes them right', () => {
    const options = { personal: { accepted: [], forbidden: [{ word: 'Frob' }] } };
    expect(check({ response: `We met Frob there. ${REST}`, options }).asked).toContain('en Frob');
    const instruction = 'Tell me about the yeast.';
    const yeast = { personal: { accepted: [], forbidden: [{ word: 'yeast', language: 'en' }] } };
    const wrong = ['Yeast', 'yeast', 'YEAST'];
    expect(unknownIn({ response: `Yeast is alive, so yeast grows. YEAST! ${REST}`, instruction, options: yeast, wrong })).toEqual(wrong);
    expect(unknownIn({ response: `Yeast is alive. ${REST}`, instruction, wrong })).toEqual([]);
  });
});

describe('languages', () => {
  const response = 'Das ist gut. This is fine.';

  it('are those of the stretches', () => {
    const spans = [{ start: 13, end: 26, language: 'en', confidence: 1, kind: 'passage' as const }];
    const { asked, verdict } = check({ response, language: 'de', verdict: { verdict: 'mixed', spans } });
    expect(asked).toEqual(['de Das', 'de ist', 'de gut', 'en This', 'en is', 'en fine']);
    expect(verdict.read.map(({ language, words }) => [language, words])).toEqual([['de', 3], ['en', 3]]);
  });

  it('are the found one of a response in the wrong one, the expected one of others', () => {
    const found = { language: 'en', confidence: 1 };
    const mismatch = check({ response, language: 'de', verdict: { verdict: 'mismatch', found } });
    expect(mismatch.asked[0]).toBe('en Das');
    const undetermined = check({ response: 'Ja.', language: 'de', verdict: { verdict: 'undetermined', found: undefined } });
    expect(undetermined.asked).toEqual(['de Ja']);
    const untold = check({ response: 'Ja.', verdict: { verdict: 'undetermined', expected: undefined, found: undefined } });
    expect(untold.verdict.read).toEqual([]);
  });

  it('are told by the script where there are several', () => {
    expect(check({ response: 'Добар dan', language: 'sr' }).asked).toEqual(['sr Добар', 'sr-Latn dan']);
  });

  it('without dictionaries or words are not checked', () => {
    const without = check({ response, language: 'de', hasDictionary: () => false });
    expect(without.asked).toEqual([]);
    expect(without.verdict.read).toEqual([{ language: 'de', words: 6, isChecked: false }]);
    const chinese = check({ response: '这是一个回答。', language: 'zh' });
    expect(chinese.asked).toEqual([]);
    expect(chinese.verdict.read[0]).toMatchObject({ language: 'zh', isChecked: false });
  });

  it('that do not divide words are said not to be checked, whatever scripts and digits stand side by side', () => {
    for (const [language, response] of [
      ['ja', '日本には四つの季節があります。'],
      ['ja', '2023年に東京タワーを見ました'],
      ['zh', '共有12个月'],
      ['th', 'ปีหนึ่งมี12เดือน'],
    ]) {
      const { asked, verdict } = check({ response, language });
      expect(asked).toEqual([]);
      expect(verdict.read).toEqual([{ language, words: expect.any(Number) as number, isChecked: false }]);
    }
  });

  it('in which most words are unknown are other ones', () => {
    const wrong = ['eins', 'zwei', 'drei', 'vier'];
    const { read, unknown } = check({ response: 'eins zwei and drei vier', wrong }).verdict;
    expect(unknown).toEqual([]);
    expect(read[0].isChecked).toBe(false);
  });
});

describe('many mistakes in a row', () => {
  it.each([
    `Teh goverment recieved a seperate enviroment. ${REST}`,
    `${REST} Teh goverment recieved a seperate enviroment.`,
    'Teh goverment recieved a lot of money for the seperate enviroment that is here.',
  ])('are all found: %s', (response) => {
    const wrong = ['Teh', 'goverment', 'recieved', 'seperate', 'enviroment'];
    expect(unknownIn({ response, wrong })).toEqual(wrong);
  });
});

describe('any record', () => {
  it('is read without fail, in the order of its text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...Array.from('aA é.\'"-`*_(«Ã¼\u0000\ufffd\ud83d\udc00या\n ')) }));
    const spelling = new SpellingCheck(OPTIONS);
    fc.assert(
      fc.property(text, text, fc.constantFrom('en', 'de', 'hi', 'he', 'sr', 'zh', 'qaa'), (response, instruction, language) => {
        const readings = spelling.read(viewOf(response, instruction), [matches(language)]);
        const [{ unknown, problems, read }] = verdictsOf(readings, () => false);
        for (const list of [unknown, problems]) {
          let behind = 0;
          for (const { start, end } of list) {
            expect(start).toBeGreaterThanOrEqual(behind);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(response.length);
            behind = start;
          }
        }
        expect(unknown.length).toBeLessThanOrEqual(read.reduce((sum, { words }) => sum + 8 * words, 0));
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes a number of steps that grows as its length', () => {
    const spelling = new SpellingCheck(OPTIONS);
    for (const piece of ['a ', "a'", 'a-', '(', 'Ã¼', '  x', '"', '\u202a', '```\n', 'the the ', 'Aа ', 'known known unknown ']) {
      const response = piece.repeat(200_000 / piece.length);
      const [{ unknown }] = verdictsOf(spelling.read(viewOf(response, response), [matches('en')]), () => false);
      expect(unknown.length).toBeLessThanOrEqual(response.length);
    }
  });
});
