import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { MODEL_PATH } from '../fasttext/native';

const check = new LanguageCheck(LanguageIdentifier.read(readFileSync(MODEL_PATH)), DEFAULT_LANGUAGE_OPTIONS);

function verdictOf(instruction: string, response: string) {
  const turns = [
    { role: 'instruction' as const, text: instruction, path: ['instruction'] },
    { role: 'response' as const, text: response, path: ['output'] },
  ];
  const { verdict, expected } = check.check({ turns, problems: [] })[0];
  return { verdict, expected };
}

const ENGLISH = 'There are many ways to do this, and which of them is best depends on what you like and how much time you have.';

describe('a prompt in Latin letters of a language that has others', () => {
  it.each([
    ['ru', 'Rasskazhi mne, pochemu eto tak vazhno?', 'Это важно, потому что так мы сохраняем природу для наших детей.'],
    ['el', 'Giati einai simera toso kryo?', 'Σήμερα κάνει κρύο γιατί φυσάει βόρειος άνεμος.'],
    ['fa', 'Chera emrooz hava sard ast?', 'امروز باد از شمال می‌وزد و هوا سرد است.'],
    ['ar', 'inta kaman 3ayez eih?', 'أنا أريد كوبا من الشاي الساخن مع النعناع.'],
    ['ja', 'Nihon no ryouri wa doko de oshiete kudasai', '料理教室で習うことができます。'],
    ['bn', 'Tumi keno amake bhalo bolo na?', 'আমি তোমাকে সব সময় ভালো বলি।'],
  ])('may be answered in its own (%s), not in English', (language, prompt, response) => {
    expect(verdictOf(prompt, response)).toEqual({ verdict: 'match', expected: `${language}-Latn` });
    expect(verdictOf(prompt, ENGLISH)).toEqual({ verdict: 'mismatch', expected: `${language}-Latn` });
  });

  it('may be answered in Urdu where it looks like Hindi', () => {
    const prompt = 'Mujhe Pakistan ki tareekh ke bare mein batao.';
    expect(verdictOf(prompt, 'پاکستان چودہ اگست انیس سو سینتالیس کو وجود میں آیا۔').verdict).toBe('match');
  });

  it('may be answered in Latin letters, which nothing is said of', () => {
    const response = 'Zhila-byla lisa, i byl u neyo sosed zayats. Postroili oni sebe izbushki.';
    expect(verdictOf('Rasskazhi mne, pochemu eto tak vazhno?', response).verdict).toBe('undetermined');
  });

  it.each(['What does "chto eto" mean in Russian, and is it polite to ask so?', 'Koja je najveća planina?', 'Wie geht es dir heute?'])(
    'is not %j',
    (prompt) => {
      expect(verdictOf(prompt, ENGLISH).expected).not.toContain('-Latn');
    },
  );
});
