import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
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
    ['has names and titles', ASK, `${BEFORE} Mehr dazu in The Feynman Lectures on Physics und in A Short History of Nearly Everything. ${AFTER}`],
  ])('is no mixed one where it %s', (_, instruction, response) => {
    expect(check(instruction, response).verdict).not.toBe('mixed');
  });
});
