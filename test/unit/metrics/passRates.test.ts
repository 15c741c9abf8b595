import { describe, expect, it } from 'vitest';
import { linesOf, wordsOf } from '../../../src/metrics/languageConfusion/completionLines';
import { addConfusion, ConfusionCounter, passRates } from '../../../src/metrics/languageConfusion/passRates';

const ENGLISH = new Set(['important', 'city']);

/** Lines are in the language that their first word names: `ru one two three four`. */
function count(responses: readonly (readonly [language: string, response: string, source?: string])[]): ConfusionCounter {
  const counter = new ConfusionCounter((line, language) => line.trimStart().startsWith(language), ENGLISH);
  for (const [language, response, source = ''] of responses) counter.add(response, language, source);
  return counter;
}

describe("a response's lines and words, as the benchmark's script takes them", () => {
  it('has no punctuation, no outer space, and nothing from the next question on', () => {
    expect(linesOf('  Ja, das (stimmt)!\n\n«Nein» — vielleicht…\nQ: Why?\nA: So.')).toEqual([
      'Ja das stimmt',
      '',
      '«Nein»   vielleicht…',
    ]);
    expect(linesOf('state-of-the-art #1،\t\u3000')).toEqual(['stateoftheart 1']);
  });

  it('parts words at the white space that Python knows', () => {
    expect(wordsOf('a\u00a0b\u3000 c\x1cd\x85e\ufefff ', 'de')).toEqual(['a', 'b', 'c', 'd', 'e\ufefff']);
  });

  it('parts Chinese and Japanese by dictionaries, and their Latin words as wholes', () => {
    expect(wordsOf('科幻小说生成器 2024 city好', 'zh')).toEqual(['科幻', '小说', '生成器', ' ', '2024', ' ', 'city', '好']);
    expect(wordsOf('第1の city です。', 'ja')).toEqual(['第', '1', 'の', 'city', 'です', '。']);
    expect(wordsOf('𠮷\ud842 α', 'zh')).toHaveLength(4);
  });
});

describe('line and word pass rates', () => {
  it('scores responses by their lines of five words or more', () => {
    const counter = count([
      ['de', 'de eins zwei drei vier\nen one'],
      ['de', 'de eins zwei drei vier\nen one two three four'],
      ['de', 'zu kurz, um zu'],
      ['de', ''],
    ]);
    expect(passRates(counter.counts).languages.get('de')).toEqual({ lpr: 0.5, records: 4, scored: 2 });
  });

  it('looks for English words in responses that pass by lines, of languages with another script alone', () => {
    const counter = count([
      ['ru', 'ru это important для всех'],
      ['ru', 'ru это Important для всех'],
      ['ru', 'ru это очень для всех\ncity'],
      ['ru', 'en это important для всех'],
      ['de', 'de das ist important für alle'],
    ]);
    const { languages } = passRates(counter.counts);
    expect(languages.get('ru')).toEqual({ lpr: 0.75, wpr: 1 - 1 / 3, records: 4, scored: 4 });
    expect(languages.get('de')).toEqual({ lpr: 1, records: 1, scored: 1 });
  });

  it('takes means over sources, and over languages, however many responses they have', () => {
    const right = ['ru', 'ru раз два три четыре'] as const;
    const wrong = ['ru', 'en раз два три четыре'] as const;
    const counter = count([
      [...right, 'small'],
      [...wrong, 'large'],
      [...wrong, 'large'],
      [...right, 'large'],
      ['de', 'de eins zwei drei vier', 'small'],
    ]);
    const { groups, languages, sources, overall } = passRates(counter.counts);
    expect(groups.map(({ source, language, lpr }) => [source, language, lpr])).toEqual([
      ['small', 'de', 1],
      ['large', 'ru', 1 - 2 / 3],
      ['small', 'ru', 1],
    ]);
    expect(languages.get('ru')!.lpr).toBeCloseTo(2 / 3, 12);
    expect(sources.get('small')!.lpr).toBe(1);
    expect(overall.lpr).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(overall).toMatchObject({ wpr: 1, records: 5, scored: 5 });
  });

  it('has passed where nothing was scored', () => {
    expect(passRates(count([['zh', '好']]).counts).overall).toEqual({ lpr: 1, wpr: 1, records: 1, scored: 0 });
    expect(passRates([]).overall).toEqual({ lpr: 1, records: 0, scored: 0 });
  });

  it('adds up what was counted in parts', () => {
    const responses = [
      ['ru', 'ru раз два три city', 'a'],
      ['ru', 'en раз два три четыре', 'a'],
      ['ru', 'ru раз два три четыре', 'b'],
    ] as const;
    const parts = responses.map((response) => count([response]).counts);
    expect(passRates(addConfusion(parts))).toEqual(passRates(count(responses).counts));
  });
});
