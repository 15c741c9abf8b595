import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { switchedWords } from '../../../../src/checks/language/codeSwitching';
import { reduceToProse } from '../../../../src/checks/language/prose';
import { writingOf } from '../../../../src/checks/language/scripts';

/** The switched words of a response, each with its language. */
function switched(text: string, language: string, context = ''): string[] {
  return switchedWords(text, reduceToProse(text), language, () => context).map(
    ({ start, end, language: found }) => `${found}: ${text.slice(start, end)}`,
  );
}

describe('words in a foreign script', () => {
  it.each([
    ['de', 'Das ist eine очень wichtige Frage für alle.', 'ru: очень'],
    ['ru', 'Это предложение содержит 重要 слово и ещё несколько других.', 'zh: 重要'],
    ['ru', 'Он сказал, что это предста们ляет интерес для многих людей.', 'zh: 们'],
    ['ko', '이것은 非常 중요한 문제이며 함께 생각해야 합니다.', 'zh: 非常'],
    ['ja', 'この問題は这样すれば簡単に解決できます。', 'zh: 这样'],
    ['hi', 'यह एक очень महत्वपूर्ण सवाल है जिस पर विचार करना चाहिए।', 'ru: очень'],
    ['vi', 'Đây là một vấn đề 重要 mà chúng ta cần xem xét kỹ.', 'zh: 重要'],
    ['en', 'The people of this สวยงาม country are friendly to everyone.', 'th: สวยงาม'],
  ])('finds them in %s', (language, text, words) => {
    expect(switched(text, language)).toContain(words);
  });

  it.each([
    ['de', 'Die Hauptstadt Moskau (Москва) liegt an der Moskwa.'],
    ['de', 'Das Wort «очень» bedeutet „sehr“.'],
    ['de', 'Auf Russisch sagt man привет, wenn man Freunde trifft.'],
    ['en', 'The angle α and the wavelength λ, with Δx = 3 and Ω in ohms.'],
    ['vi', 'Thủ đô Bắc Kinh (北京) là một thành phố lớn.'],
    ['ko', '학문(學問)은 배우고 묻는 것이며 美 정부도 그렇게 말했다.'],
    ['ja', '今日はとても良い天気ですから、公園でコーヒーを飲みました。'],
    ['en', 'привет – hello\nспасибо = thank you'],
  ])('leaves glosses, quotations and signs alone in %s', (language, text) => {
    expect(switched(text, language)).toEqual([]);
  });

  it('leaves words of the instruction alone', () => {
    const text = 'Der Satz enthält das Wort очень an zweiter Stelle.';
    expect(switched(text, 'de')).not.toEqual([]);
    expect(switched(text, 'de', 'Was heißt очень?')).toEqual([]);
  });
});

describe('English words in a language of another script', () => {
  it.each([
    ['ru', 'Крупная соль occupies more space than fine salt, что может быть полезно.', 'en: occupies more space than fine salt'],
    ['ru', 'Оно имеет множество функций и roles в обществе.', 'en: roles'],
    ['zh', '周围都是不 Familiar buildings and streets。他感觉很奇怪。', 'en: Familiar buildings and streets'],
    ['ko', '그는 오랫동안 beautiful 풍경을 바라보았다.', 'en: beautiful'],
    ['ja', '彼は however その意見に反対しました。', 'en: however'],
    ['ar', 'هذا الأمر is very important بالنسبة لنا جميعا.', 'en: is very important'],
    ['hi', 'यह बात because of the weather सच नहीं हो सकती।', 'en: because of the weather'],
    ['th', 'เขาบอกว่า they are happy กับผลลัพธ์ที่ได้', 'en: they are happy'],
  ])('finds them in %s', (language, text, words) => {
    expect(switched(text, language)).toContain(words);
  });

  it.each([
    ['hi', 'Machine learning एक ऐसी तकनीक है, जिसमें Python और API का उपयोग होता है।'],
    ['ko', '이 framework는 deep learning 모델을 학습할 때 batch size와 learning rate를 조정합니다.'],
    ['ja', 'Gitでbranchを作成し、pull requestを送ってからmergeします。'],
    ['zh', '机器学习（machine learning）是人工智能的一个分支，常用 TensorFlow 和 PyTorch。'],
    ['ar', 'يمكنك استخدام state of the art في التعلم العميق (deep learning) مع Google Cloud.'],
    ['ru', 'Андеррайтинг (underwriting) — это процесс оценки, а e-mail отправляется через SMTP.'],
    ['ru', 'Роман «The Catcher in the Rye» и фильм Lord of the Rings известны во всём мире.'],
    ['th', 'ใช้คำสั่ง read และ write เพื่อเปิดไฟล์ config.json ขนาด 10 kB'],
    ['ko', '영어 문법에서 I have been to Seoul이라고 말합니다.'],
    ['ko', 'props는 read only이고 학습에는 early stopping을 사용합니다.'],
    ['ru', 'Эффект fear of missing out часто упоминается в статьях.'],
    ['ja', 'ライセンスは「all rights reserved」と書かれています。'],
  ])('leaves names, terms and quotations alone in %s', (language, text) => {
    expect(switched(text, language)).toEqual([]);
  });

  it('leaves words alone that a native instruction speaks of, and those that it quotes', () => {
    const text = 'Это слово beautiful имеет много значений в разных случаях.';
    expect(switched(text, 'ru')).toEqual(['en: beautiful']);
    expect(switched(text, 'ru', 'Объясни слово beautiful.')).toEqual([]);
    expect(switched(text, 'ru', 'Explain "beautiful" in Russian.')).toEqual([]);
    expect(switched(text, 'ru', 'Explain a beautiful thing in Russian.')).toEqual(['en: beautiful']);
  });
});

describe('English phrases in a language written in Latin letters', () => {
  it.each([
    ['de', 'Die Luft ist klar, and this is why the Himmel blau aussieht.', 'en: and this is why the'],
    ['es', 'El informe fue escrito because they wanted to explain la situación del país.', 'en: because they wanted to explain'],
    ['fr', 'Il est parti without saying a word to anyone, ce qui nous a surpris.', 'en: without saying a word to anyone'],
    ['tr', 'Bu kitap which was written by the same yazar çok güzel.', 'en: which was written by the same'],
  ])('finds them in %s', (language, text, words) => {
    expect(switched(text, language)).toContain(words);
  });

  it.each([
    ['de', 'Das ist state of the art und last but not least out of the box nutzbar, quasi Open Source.'],
    ['pl', 'Zespół pracuje w modelu work from home i stosuje design thinking.'],
    ['fr', 'Bob Marley and the Wailers et Gone with the Wind sont connus dans le monde entier.'],
    ['nl', 'Wij waren over het algemeen van mening dat we of dit of dat zouden moeten doen.'],
    ['da', 'Vi have for at se under og over det, men at være er at have en plan.'],
    ['es', 'El título «what we do in the shadows when they are gone» es muy largo.'],
    ['en', 'The air is clear, and this is why the sky looks blue to all of us.'],
    ['tl', 'Sabi niya because they wanted to explain the situation sa lahat ng tao.'],
  ])('leaves loans, titles, quotations and native words alone in %s', (language, text) => {
    expect(switched(text, language)).toEqual([]);
  });
});

it('gives disjoint spans of the text, in its order, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('the', 'because', 'people', 'очень', '重要', 'です', ' ', '\n', '(', '"', '»', '和', 'का', '。', 'α', "'", '\ud840'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const languages = fc.constantFrom('de', 'ru', 'ja', 'ko', 'zh', 'hi', 'ar', 'th', 'el', 'xx', 'sr-Latn');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), languages, (pieces, language) => {
      const text = pieces.join('');
      let from = 0;
      for (const { start, end } of switchedWords(text, reduceToProse(text), language, () => '')) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(text.length);
    }),
  );
});

it.each([
  ['de', 'очень 123 '],
  ['de', 'wichtig очень wichtig '],
  ['de', 'and the '],
  ['ru', 'roles и '],
  ['ru', 'because of the '],
  ['ja', '这'],
])('does not take forever for a long line of %s: %s', (language, piece) => {
  const text = piece.repeat(200_000 / piece.length);
  const spans = switchedWords(text, [{ start: 0, end: text.length }], language, () => text);
  expect(spans.length).toBeLessThanOrEqual(text.length / piece.length);
});

it('finds the same when it is told what the text is written in', () => {
  const texts = [
    ['ko', '이것은 非常 중요한 문제이며 함께 생각해야 합니다.'],
    ['ja', 'この問題は这样すれば簡単に解決できます。'],
    ['de', 'Die Luft ist klar, and this is why the Himmel blau aussieht.'],
    ['de', 'Das ist eine очень wichtige Frage für alle.'],
    ['ru', 'Он сказал, что это предста们ляет интерес для многих людей.'],
  ] as const;
  for (const [language, text] of texts) {
    const segments = reduceToProse(text);
    const spans = switchedWords(text, segments, language, () => '');
    expect(spans).toHaveLength(1);
    expect(switchedWords(text, segments, language, () => '', writingOf(text))).toEqual(spans);
  }
});

it('finds nothing in texts of a single language', () => {
  const file = new URL('../../../fixtures/languages.json', import.meta.url);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { long: string[]; short: string[] }>;
  for (const [language, { long, short }] of Object.entries(texts)) {
    for (const text of [...long, ...short]) expect(switched(text, language)).toEqual([]);
  }
});
