import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proseOf, reduceToProse } from '../../../../src/checks/language/prose';
import { proseUnits } from '../../../../src/checks/language/prose/sentences';

function unitsOf(text: string, longLine?: number) {
  const segments = reduceToProse(text);
  return proseUnits(text, segments, proseOf(text, segments), longLine);
}

/** The units as texts, with every line split in sentences. */
function sentences(text: string): string[] {
  return unitsOf(text, 0).map(({ start, end }) => text.slice(start, end));
}

describe('sentences of a long line', () => {
  it.each([
    ['English', ['He said “Stop!” and went.', 'Did he?', '(Nobody knows.)', 'I do…', 'Wait!!!', 'The end']],
    ['German', ['Ich wohne z. B. hier, d.h. nicht am 3. Mai bei Dr. Müller.', '„Wirklich?“', 'Ja, ca. 20 %.', 'Gut.']],
    ['initials', ['Here J. R. R. Tolkien met C. S. Lewis in the U.S. Army.', 'They talked.']],
    ['numbers inside', ['Pi is 3.14 and H2.5O costs 1.000,50 today.', 'Yes.']],
    ['French', ['Comment allez-vous ?', '« Très bien ! »', 'M. Dupont arrive.']],
    ['Spanish', ['¿Qué hora es?', '¡Las dos!', 'Vamos.']],
    ['Chinese', ['今天天气很好。', '他说：“我们走吧！”', '你去吗？', '好']],
    ['Japanese', ['今日は晴れです。', '「行きましょう！」', '本当ですか？', 'はい']],
    ['Korean', ['오늘은 날씨가 좋습니다.', '갈까요?', '네.']],
    ['Hindi', ['आज मौसम अच्छा है।', 'क्या तुम आओगे?', 'हाँ।']],
    ['Bengali', ['আজ আবহাওয়া ভালো।', 'তুমি কি আসবে?', 'হ্যাঁ।']],
    ['Arabic', ['الطقس جميل اليوم.', 'هل تأتي؟', 'نعم!']],
    ['Urdu', ['آج موسم اچھا ہے۔', 'کیا تم آؤ گے؟', 'ہاں۔']],
    ['Burmese', ['ဒီနေ့ ရာသီဥတု ကောင်းတယ်။', 'လာမလား။']],
    ['Khmer', ['ថ្ងៃនេះអាកាសធាតុល្អ។', 'តើអ្នកមកទេ?', 'បាទ។']],
    ['Armenian', ['Այսօր եղանակը լավ է։', 'Գնանք։']],
    ['Georgian', ['დღეს კარგი ამინდია.', 'წავიდეთ!', 'კარგი.']],
    ['Amharic', ['ዛሬ ጥሩ ነው።', 'እንሂድ።']],
    ['Greek', ['Τι κάνεις;', 'Καλά είμαι.', 'Εσύ;']],
    ['Russian', ['Он родился в г. Москве и т. д. там.', 'Потом «Уехал!»', 'Куда?']],
    ['Tibetan', ['བོད་ཡིག་ནི།', 'ཡག་པོ།']],
  ])('%s', (_, expected) => {
    expect(sentences(expected.join(' '))).toEqual(expected);
  });

  it('where nothing stands between them', () => {
    expect(sentences('今天天气很好。他说：“我们走吧！”你去吗？（不去。）好')).toEqual([
      '今天天气很好。', '他说：“我们走吧！”', '你去吗？', '（不去。）', '好',
    ]);
    expect(sentences('आज मौसम अच्छा है।क्या तुम आओगे')).toEqual(['आज मौसम अच्छा है।', 'क्या तुम आओगे']);
  });

  it('of Thai, Lao and Khmer, by the spaces that are far enough apart', () => {
    const phrase = 'วันนี้อากาศดีมากและเราจะไปเดินเล่นที่สวนสาธารณะ';
    expect(sentences(`${phrase} ${phrase} ดี ${phrase}`)).toEqual([phrase, phrase, `ดี ${phrase}`]);
  });

  it('of markdown, with what is cut out in between', () => {
    expect(sentences('Das ist **gut.** Und `x` ist das [hier](https://a.example)? Ja 😀! Am 3. Mai. Ende')).toEqual([
      'Das ist **gut.', 'Und `x` ist das [hier](https://a.example)?', 'Ja 😀!', 'Am 3. Mai.', 'Ende',
    ]);
  });
});

describe('lines', () => {
  it('are units as a whole when they are short', () => {
    const text = '# Titel\n\nKurz. Knapp. Klar.\r\n- **Eins:** zwei\n```js\nlet a;\n```\nDrei\u2028Vier';
    expect(unitsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Titel', 'Kurz. Knapp. Klar.', 'Eins:** zwei', 'Drei', 'Vier',
    ]);
  });

  it('are split in sentences when they are long, Han counting three letters a character', () => {
    const german = 'Der Himmel ist heute blau. Die Sonne scheint. Morgen wird es wieder regnen, sagt der Bericht.';
    expect(unitsOf(german)).toHaveLength(3);
    expect(unitsOf(german, 100)).toHaveLength(1);
    expect(unitsOf('今天天气很好。我们走吧。')).toHaveLength(1);
    expect(unitsOf('今天天气很好。我们去公园散步吧。明天可能会下雨。')).toHaveLength(3);
  });

  it('have their places in the text and in its prose', () => {
    const text = 'Zahl 12 hier.\nUnd *dort*, ja.';
    const segments = reduceToProse(text);
    const prose = proseOf(text, segments);
    expect(proseUnits(text, segments, prose).map((unit) => prose.slice(unit.proseStart, unit.proseEnd))).toEqual([
      'Zahl hier.', 'Und dort , ja.',
    ]);
    expect(unitsOf('')).toEqual([]);
    expect(unitsOf('12 … 😀')).toEqual([]);
  });
});

describe('very long sentences', () => {
  it('are split at a comma, else at a space, else anywhere but within a character', () => {
    const clauses = 'weil das so ist und niemand es weiß, '.repeat(30);
    expect(sentences(clauses).length).toBeGreaterThan(2);
    for (const unit of sentences(clauses)) expect(unit).toMatch(/^weil .* weiß,$/);
    for (const unit of sentences('wort '.repeat(300))) expect(unit).toMatch(/^wort .* wort$/);
    const han = sentences('𠀀文'.repeat(1000));
    expect(han.join('')).toBe('𠀀文'.repeat(1000));
    for (const unit of han) expect(unit).toMatch(/^[^\udc00-\udfff].*[^\ud800-\udbff]$/);
  });
});

describe('whatever comes in', () => {
  const pieces = [
    'Wort', 'word ', 'Dr. ', 'z. B. ', '3. ', '12', '. ', '.', '...', '! ', '?', '。', '！', '।', '؟ ', '။', ', ', '、', '”', ')',
    '“', '\n', '\r\n', '\u2028', ' ', '  ', '文字', 'ไทยภาษา', 'ខ្មែរ', '**', '`x`', '😀', '𠀀', '𝒜', '\ud800', '\udc00', 'é', 'e\u0301',
    'Τι;', 'ა', 'слово ', 'http://a.example ', 'ᏣᎳᎩ', 'wort '.repeat(90), '文'.repeat(250),
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('gives sorted, disjoint, trimmed units that hold all letters of the prose, each within a line', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 60), (text, longLine) => {
        const segments = reduceToProse(text);
        const prose = proseOf(text, segments);
        let last = 0;
        let lastInProse = 0;
        for (const { start, end, proseStart, proseEnd } of proseUnits(text, segments, prose, longLine)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(proseStart).toBeGreaterThanOrEqual(lastInProse);
          expect(proseEnd).toBeGreaterThan(proseStart);
          expect(text[start]).toBe(prose[proseStart]);
          expect(text[end - 1]).toBe(prose[proseEnd - 1]);
          const unit = text.slice(start, end);
          expect(unit.trim()).toBe(unit);
          expect(prose.slice(proseStart, proseEnd)).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
          expect(prose.slice(lastInProse, proseStart)).not.toMatch(/\p{L}/u);
          last = end;
          lastInProse = proseEnd;
        }
        expect(prose.slice(lastInProse)).not.toMatch(/\p{L}/u);
      }),
      { numRuns: 1000 },
    );
  });

  // A quadratic step over so many units takes minutes: the test then ends by its timeout.
  it.each([
    '.', '. ', '。', '!', ')', '"', ',', ', ', ' ', '\n', 'a', 'a.', 'a. ', 'ab. ', 'A. ', 'a\n', 'a, ', 'a ', '文', '文,', 'ไ', 'ไ ', '𠀀',
    '\ud800', '\udc00', 'a`b` ', 'a 12, ', 'Τ;', 'Τ; ', '\u0301', 'a"', '.a', '1。',
  ])('takes linear time over 1 MB of %j', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const units = unitsOf(text);
    expect(units.every(({ start, end }) => start < end)).toBe(true);
  });
});
