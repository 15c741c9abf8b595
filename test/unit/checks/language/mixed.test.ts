import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { TextStretches } from '../../../../src/checks/language/fasttext/textStretches';
import type { LanguageVerdict } from '../../../../src/checks/language/languageVerdict';
import { MODEL_PATH } from '../fasttext/native';

const languageCheck = new LanguageCheck(LanguageIdentifier.read(readFileSync(MODEL_PATH)), DEFAULT_LANGUAGE_OPTIONS);

function check(instruction: string, response: string): LanguageVerdict {
  const [verdict] = languageCheck.check({
    turns: [
      { role: 'instruction', text: instruction, path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ],
    problems: [],
  });
  return verdict;
}

/** What the verdict says of which parts of the response. */
function parts(instruction: string, response: string): string[] {
  return check(instruction, response).spans.map(({ start, end, language }) => `${language}: ${response.slice(start, end)}`);
}

const ASK = 'Erkläre mir bitte in einigen Sätzen, warum der Himmel am Tag blau aussieht.';
const BEFORE =
  'Das Sonnenlicht besteht aus vielen Farben, die in der Luft unterschiedlich stark gestreut werden. Blaues Licht wird ' +
  'dabei stärker abgelenkt als rotes.';
const AFTER = 'Deshalb sehen wir am Tag aus allen Richtungen vor allem blaues Licht, am Abend dagegen eher rotes.';
const ENGLISH = 'The reason for this is that short waves are scattered much more strongly.';

describe('a response in which a part is in another language', () => {
  it('is mixed, with the part as a span', () => {
    const verdict = check(ASK, `${BEFORE} ${ENGLISH} ${AFTER}`);
    expect(verdict).toMatchObject({ verdict: 'mixed', expected: 'de', reason: 'instruction', found: { language: 'de' } });
    expect(verdict.spans).toHaveLength(1);
    const [span] = verdict.spans;
    expect(span).toMatchObject({ start: BEFORE.length + 1, end: BEFORE.length + 1 + ENGLISH.length, language: 'en', kind: 'passage' });
    expect(span.confidence).toBeGreaterThan(0.9);
  });

  it.each([
    ['at its beginning', `${ENGLISH} ${BEFORE} ${AFTER}`],
    ['at its end', `${BEFORE} ${AFTER} ${ENGLISH}`],
    ['on a line of its own', `${BEFORE}\n\n${ENGLISH}\n\n${AFTER}`],
    ['behind code and addresses', `\`\`\`js\nlet a = 1;\n\`\`\`\n${BEFORE} Siehe https://example.org/the/reason/why. ${ENGLISH}\n${AFTER}`],
    ['in a list', `- ${BEFORE}\n- ${ENGLISH}\n- ${AFTER}`],
  ])('has the part marked %s', (_, response) => {
    expect(parts(ASK, response)).toEqual([`en: ${ENGLISH}`]);
  });

  it('has each of several parts marked', () => {
    const french = 'Le ciel devient rouge le soir parce que la lumière traverse plus d’air.';
    expect(parts(ASK, `${ENGLISH}\n${BEFORE}\n${french}\n${AFTER}`)).toEqual([`en: ${ENGLISH}`, `fr: ${french}`]);
  });

  it('may have a part that begins and ends within a sentence', () => {
    const [part] = parts(ASK, `${BEFORE} Man sagt dazu, that the short waves are scattered much more strongly than the long ones, wie die Physik lehrt. ${AFTER}`);
    expect(part).toContain('short waves are scattered much more strongly than the long');
    expect(part.length).toBeLessThan(110);
  });

  it.each([
    ['af', 'Wat is die beste manier om vroegoggend wakker te word?', 'Natuurlik! Probeer om elke aand op dieselfde tyd te gaan slaap en sit jou foon ver van die bed af.'],
    ['et', 'Mis on parim viis hommikul vara ärgata?', 'Muidugi! Proovi minna igal õhtul samal ajal magama ja pane telefon voodist kaugele, et päike saaks tuppa paista.'],
    ['gl', 'Cal é a mellor maneira de erguerse cedo pola mañá?', 'Por suposto! Intenta deitarte todas as noites á mesma hora e deixa o teléfono lonxe da cama. Bebe un vaso de auga en canto te ergas.'],
    ['tr', 'Sabah erken uyanmanın en iyi yolu nedir?', 'Elbette! Her akşam aynı saatte yatmaya çalışın ve telefonunuzu yataktan uzağa koyun.'],
  ])('ends a part where its sentence does: %s', (_, instruction, answer) => {
    const before = 'The weather was cold and the children stayed inside for the whole afternoon.';
    const behind = 'Please let me know if you need any further help with this topic.';
    expect(parts(instruction, `${before} ${answer} ${answer}`)).toEqual([`en: ${before}`]);
    expect(parts(instruction, `${answer} ${answer}\n\n${behind}`)).toEqual([`en: ${behind}`]);
  });

  it('begins a part with its sentence, whatever the first words look like', () => {
    const refusal = 'As an AI language model, I cannot give medical advice.';
    expect(parts(ASK, `${BEFORE} ${AFTER}\n\n${refusal}`)).toEqual([`en: ${refusal}`]);
  });

  it('is mixed where a long part is in a language that the model hardly knows', () => {
    const xhosa =
      'Zama ukulala ngexesha elinye rhoqo ngokuhlwa kwaye ubeke ifowuni yakho kude nebhedi. Sela iglasi yamanzi kwangoko ' +
      'xa uvuka uze uvule iikhethini ukuze kungene ilanga egumbini. Hamba phandle imizuzu elishumi kusasa.';
    expect(check(ASK, `${BEFORE}\n\n${xhosa}\n\n${AFTER}`).verdict).toBe('mixed');
  });

  it('takes an interjection with the rest of its line', () => {
    const german = 'Gerne! Versuche, jeden Abend zur gleichen Zeit ins Bett zu gehen, und lege dein Handy weit weg vom Bett.';
    const english = 'Drink a glass of water as soon as you get up, and open the curtains so that the sun can shine in.';
    expect(parts('What is the best way to wake up early?', `${english}\n\n${german}\n\n${english}`)).toEqual([`de: ${german}`]);
  });

  it('has parts in different languages, one behind the other, as several spans', () => {
    const german = 'Versuche, jeden Abend zur gleichen Zeit ins Bett zu gehen, und lege dein Handy weit weg vom Bett.';
    const french = 'Essayez de vous coucher chaque soir à la même heure et laissez votre téléphone loin du lit.';
    const english = 'Drink a glass of water as soon as you get up, and open the curtains so that the sun can shine in.';
    const response = `${english} ${english}\n\n${german}\n\n${french}`;
    expect(parts('What is the best way to wake up early?', response)).toEqual([`de: ${german}`, `fr: ${french}`]);
  });

  it('may have a part in another script', () => {
    expect(parts(ASK, `${BEFORE} Небо кажется нам голубым. ${AFTER}`)).toEqual(['ru: Небо кажется нам голубым.']);
    expect(parts(ASK, `${BEFORE} 天空在白天看起来是蓝色的。${AFTER}`)).toEqual(['zh: 天空在白天看起来是蓝色的。']);
  });

  it('is mixed where the other part is the larger one', () => {
    const response = `${BEFORE}\n${ENGLISH} ${ENGLISH} That is why we mostly see blue light from everywhere during the day.`;
    expect(check(ASK, response).verdict).toBe('mixed');
  });

  it('is a mismatch where hardly anything is as it should be', () => {
    expect(check(ASK, `Gerne! ${ENGLISH} ${ENGLISH} That is why we mostly see blue light from everywhere.`).verdict).toBe('mismatch');
  });

  it('is mixed where the language is asked for, too', () => {
    const response = `Sure, here is a short explanation of it in German for you:\n${BEFORE} ${AFTER}`;
    const verdict = check('Explain why the sky is blue. Answer in German.', response);
    expect(verdict).toMatchObject({ verdict: 'mixed', reason: 'requested', expected: 'de' });
    expect(verdict.spans.map(({ language }) => language)).toEqual(['en']);
  });
});

describe('a response that may have parts in another language', () => {
  it.each([
    ['repeats what the instruction says', 'Übersetze den Satz: The early bird catches the worm every morning.', `${BEFORE}\nThe early bird catches the worm every morning.\n${AFTER}`],
    ['quotes', ASK, `${BEFORE} Schon Rayleigh schrieb: „The scattering of light by the molecules of the air is strong.“ ${AFTER}`],
    ['is about a language that is named', 'Nenne mir einige nützliche englische Sätze für die Reise und erkläre sie.', `${BEFORE}\nCould you please tell me the way to the station?\n${AFTER}`],
    ['has English terms', 'मशीन लर्निंग क्या है?', 'मशीन लर्निंग आर्टिफिशियल इंटेलिजेंस की एक शाखा है जिसमें कंप्यूटर डेटा से सीखते हैं। इसमें supervised learning, unsupervised learning और reinforcement learning जैसी तकनीकें शामिल हैं।'],
    ['has English terms between Latin letters', 'Czym jest uczenie maszynowe?', 'Uczenie maszynowe to dziedzina sztucznej inteligencji. Typowy workflow obejmuje data cleaning, feature engineering, training oraz deployment modelu.'],
    ['has names and titles', ASK, `${BEFORE} Mehr dazu in The Feynman Lectures on Physics und in A Short History of Nearly Everything. ${AFTER}`],
  ])('is no mixed one where it %s', (_, instruction, response) => {
    expect(check(instruction, response).verdict).not.toBe('mixed');
  });

  it('is no mismatch where all that is in another language is quoted, or in one that the instruction names', () => {
    const instruction = 'What are useful German proverbs, and what do they mean?';
    const response =
      'Here are some that are heard every day.\n\n- Aller Anfang ist schwer, wenn man noch nichts davon versteht\n' +
      '- Übung macht den Meister, und wer rastet, der rostet bekanntlich sehr schnell\n' +
      '- Wer anderen eine Grube gräbt, fällt am Ende meistens selbst hinein';
    expect(check(instruction, response)).toMatchObject({ verdict: 'undetermined', expected: 'en', spans: [] });
  });
});

describe('a response in Han alone', () => {
  it.each([
    ['四字熟語を三つ教えてください。', '一期一会\n花鳥風月\n温故知新'],
    ['日本国憲法の三大原則は何ですか。', '国民主権、基本的人権尊重、平和主義'],
  ])('may be Japanese: %s', (instruction, response) => {
    expect(check(instruction, response).verdict).toBe('undetermined');
  });

  it('is Chinese where its characters are', () => {
    expect(check('朝早く起きるための方法は何ですか?', '每天晚上在同一时间睡觉,并把手机放在离床远的地方。').verdict).toBe('mismatch');
  });
});

describe('a response of which much is quoted', () => {
  const QUOTE = 'That is one small step for a man, one giant leap for mankind.';
  const SPANISH = '¿Qué dijo Neil Armstrong al pisar la Luna?';

  it.each([
    ['in quotation marks', `Al bajar de la nave dijo: "${QUOTE}" La frase se hizo famosa en todo el mundo.`],
    ['as Markdown does', `Al bajar de la nave dijo:\n\n> ${QUOTE}\n> ${QUOTE}\n\nLa frase se hizo famosa en todo el mundo.`],
  ])('is judged by the rest: %s', (_, response) => {
    expect(check(SPANISH, response)).toMatchObject({ verdict: 'match', found: { language: 'es' }, spans: [] });
  });

  it('is mixed where it is not quoted', () => {
    expect(check(SPANISH, `Al bajar de la nave dijo algo. ${QUOTE} La frase se hizo famosa en todo el mundo.`).verdict).toBe('mixed');
  });

  it('is a mismatch where the rest is in another language, too', () => {
    expect(check(SPANISH, `When he left the ship, he said: "${QUOTE}"`).verdict).toBe('mismatch');
  });
});

describe('Chinese without kana', () => {
  it('is no Japanese passage in a Chinese response, however short', () => {
    const response = '下面的程序用递归计算阶乘：\n\n```python\nprint(1)\n```\n\n调用 `factorial(5)` 会返回 120。';
    expect(check('写一个程序计算阶乘。', response)).toMatchObject({ verdict: 'match', spans: [] });
  });
});

describe('what a model thought before its answer', () => {
  const THOUGHTS = 'Okay, the user wants to know why the sky is blue. I should explain it in a few simple sentences.';

  it('may be in any language', () => {
    expect(check(ASK, `<think>\n${THOUGHTS}\n</think>\n\n${BEFORE}`)).toMatchObject({ verdict: 'match', spans: [] });
  });

  it('does not make up for an answer in another language', () => {
    expect(check(ASK, `<think>\n${BEFORE}\n</think>\n\n${ENGLISH}`).verdict).toBe('mismatch');
  });
});

describe('a long response with many parts', () => {
  it('is read a few times, not once for each part', () => {
    const read = vi.spyOn(TextStretches.prototype, 'begin');
    const response = `${BEFORE}\n\nThe sky looks blue because the air scatters the short waves of sunlight most.\n\n`.repeat(200);
    expect(check(ASK, response)).toMatchObject({ verdict: 'mixed' });
    const units = read.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
    expect(units).toBeLessThan(10 * response.length);
    read.mockRestore();
  });
});
