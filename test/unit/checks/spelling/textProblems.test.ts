import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceToProse } from '../../../../src/checks/language/prose';
import { SpelledLanguages } from '../../../../src/checks/spelling/spelledLanguage';
import type { TextProblem } from '../../../../src/checks/spelling/spellingVerdict';
import { findTextProblems } from '../../../../src/checks/spelling/textProblems';
import { Words } from '../../../../src/checks/spelling/words';

const languages = new SpelledLanguages(() => true);

function problemsOf(text: string, language = 'en'): TextProblem[] {
  const segments = reduceToProse(text);
  const words = new Words();
  words.read(text, segments);
  return findTextProblems(text, segments, words, languages.of(language));
}

/** The problems' kinds and stretches. */
function found(text: string, language?: string): string[] {
  return problemsOf(text, language).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

/** The text with all fixes made. */
function fixed(text: string, language?: string): string {
  return problemsOf(text, language).reduceRight((rest, { start, end, fix }) => (fix === undefined ? rest : rest.slice(0, start) + fix + rest.slice(end)), text);
}

describe('text problems with certain fixes', () => {
  it.each([
    ['repeated words', 'The the cat sat on on a mat.', 'The cat sat on a mat.'],
    ['UTF-8 read as Windows-1252', 'FÃ¼r die GrÃ¶ÃŸe', 'Für die Größe'],
    ['… at the ends of words', 'Le cafÃ© dâ€™Ã\u00a0 cÃ´tÃ©', 'Le café d’à côté'],
    ['… of quotation marks', 'itâ€™s â€œfineâ€\u009d â€“ very', 'it’s “fine” – very'],
    ['… of signs', '20 Â°C for Â£5', '20 °C for £5'],
    ['… of Cyrillic', 'ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€', 'Привет мир'],
    ['… of Arabic', 'Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ…', 'السلام عليكم'],
    ['… of Chinese', 'å­—ä½“', '字体'],
    ['… of Turkish', 'ÄŸÅŸÄ± iÅŸ', 'ğşı iş'],
    ['… twice', 'ÃƒÂ¼ber', 'über'],
    ['a Cyrillic letter in a Latin word', 'a Mаtrix', 'a Matrix'],
    ['a Latin letter in a Cyrillic word', 'это pабота', 'это работа'],
    ['a Latin letter in a Greek word', 'το νερo', 'το νερο'],
    ['control characters', 'one\u0000 two\u0008\u007f', 'one two'],
    ['commands to terminals', 'a \u001b[31mred\u001b[0m word', 'a red word'],
    ['a byte order mark', '\ufeffHello', 'Hello'],
    ['Windows-1252 read as Latin-1', 'it\u0092s \u0093fine\u0094', 'it’s “fine”'],
    ['the end of an embedding that did not begin', 'one\u202c two', 'one two'],
    ['half of a character', 'a smile \ud83d here', 'a smile  here'],
    ['two spaces between words', 'one  two three', 'one two three'],
  ])('%s', (_, text, expected) => {
    expect(fixed(text)).toBe(expected);
  });
});

describe('letters of two scripts', () => {
  it('are put into the script of the text', () => {
    expect(fixed('Сè уште, и нè чека всë', 'mk')).toBe('Сѐ уште, и нѐ чека всё');
    expect(fixed('ВMЕCТO', 'ru')).toBe('ВМЕСТО');
    expect(fixed('TНЕ', 'en')).toBe('THE');
  });

  it('are let be where letters of the text would become others that no one has mixed in', () => {
    const misread = 'BГ und schГ und HГ';
    expect(fixed(misread, 'de')).toBe(misread);
    expect(found(misread, 'de')).toEqual([]);
    expect(fixed('ein pабота', 'de')).toBe('ein работа');
  });
});

describe('as many as a text has', () => {
  it.each([['Ã¼ one two '], ['\u0000a'], ['\ufffda'], ['a)'], ['the the '], ['Mаtrix ']])('%j', (piece) => {
    expect(problemsOf(piece.repeat(300_000)).length).toBeGreaterThan(200_000);
  });
});

describe('text problems without certain fixes', () => {
  it.each([
    ['characters that have been lost', 'InfoJard\ufffd\ufffdn', 'replacementCharacter \ufffd\ufffd'],
    ['a block of code that is not closed', 'Here:\n```js\nlet a = 1;\n', 'unclosedFence ```'],
    ['a bracket that is not closed', 'One (two three.\n\nFour five.', 'unbalancedQuote ('],
    ['a quotation that is not closed', 'She said, “Hello and left.', 'unbalancedQuote “'],
    ['… the second one', 'She said, “Hello” and “left.\n\nNobody saw “it”.', 'unbalancedQuote “'],
    ['… in German', 'Sie sagte: „Hallo und ging.', 'unbalancedQuote „'],
    ['… in Polish', '„Cześć” i „dzień dobry.', 'unbalancedQuote „'],
    ['… in French', '« Bonjour, dit-elle.', 'unbalancedQuote «'],
    ['… in Danish', '»Hej«, sagde hun. »Farvel.', 'unbalancedQuote »'],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected]);
    expect(fixed(text)).toBe(text);
  });
});

describe('no text problems', () => {
  it.each<[string, string, string?]>([
    ['words that languages write twice', 'I know that that is very very good; bye bye.'],
    ['… in French', 'Vous vous levez et nous nous levons.', 'fr'],
    ['… in Indonesian', 'anak anak main di rumah rumah', 'id'],
    ['… across lines', 'the\nthe'],
    ['letters before closing marks', 'IRMÃ” e SÃO “PÃO” «MÃE» É… voilà\u00a0» café\u00a0»', 'pt'],
    ['capitals with accents', 'FRÉDÉRIC ÅÄÖ Øresund ÑANDÚ Ünal', 'fr'],
    ['words of two scripts on purpose', 'AI는 USB-разъём α-Strahlen iPhone-а', 'ru'],
    ['spaces after a sentence', 'One.  Two!  Three?  Four:  five'],
    ['spaces at the beginning and the end of lines', '  one  \n    two  '],
    ['columns', 'name  age  town\nTom   12   Rome'],
    ['tables', '| a  b | c |'],
    ['spaces in code', 'Use `a  b` here'],
    ['items of lists, faces', 'a) one\nb) two :) and ;-) fine\n1) three'],
    ['what has been cut off', 'The end (of the'],
    ['quotations of German and Danish', '»Hallo« und „gut“ und «schön»', 'de'],
    ['quotations of Swedish and Finnish', '”Hej”, sa hon. »Hei», hän sanoi.', 'sv'],
    ['what closes a quotation alone', 'She said, “Hello” and left”.'],
    ['… in French', 'Il dit bonjour » et part.', 'fr'],
    ['quotations within others', '„Er sagte ‚ja‘ und «nein»“, so „sie“ (“she”).', 'de'],
    ['quotations over paragraphs', '“One two.\n\n“Three four.\n\n“Five six.”', 'en'],
    ['… with marks at both ends', '“One two.\n\nThree four.”', 'en'],
    ['inches', 'A “screen” of 5” is small.', 'en'],
    ['a quotation that another mark opens', '"Hallo“, sagte er.', 'de'],
    ['brackets in code', 'Call `f(` now (please).'],
    ['code that is closed', '```\na\n```\n\n````\n```\n````'],
    ['bidirectional controls in pairs, and marks', '\u2067abc\u2069 \u202babc\u202c \u200fabc\u200e'],
    ['characters beyond the Basic Multilingual Plane', '😀 𝒳 👩🏽‍💻'],
  ])('%s', (_, text, language) => {
    expect(found(text, language)).toEqual([]);
  });

  it('in what has been read back', () => {
    const letters = fc.constantFrom(...Array.from('äöüßéèñçşğıłżőéàПриветмирسلامעבריתहिन्दी中文한국어’“–€'));
    const misread = (text: string) =>
      Array.from(Buffer.from(text), (byte) => {
        const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
        return byte >= 0x80 && byte < 0xa0 ? special[byte - 0x80] : String.fromCharCode(byte);
      }).join('');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 2, maxLength: 12 }), (parts) => {
        const text = `word${parts.join('')}word`;
        expect(problemsOf(text).filter(({ kind }) => kind === 'mojibake')).toEqual([]);
        const back = problemsOf(misread(text)).filter(({ kind }) => kind === 'mojibake');
        for (const { fix } of back) expect(problemsOf(fix!).filter(({ kind }) => kind === 'mojibake')).toEqual([]);
        for (const { start, end, fix } of back) expect(misread(fix!)).toBe(misread(text).slice(start, end));
      }),
    );
  });
});
