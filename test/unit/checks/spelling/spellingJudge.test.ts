import { describe, expect, it } from 'vitest';
import { BaselineGatherer, isDatasetTerm, judgedWords, type SpelledWords, SpellingJudge } from '../../../../src/checks/spelling/spellingJudge';

function words(count: number, unknown: number, likely = 0, language = 'de'): SpelledWords[] {
  return [{ language, words: count, unknown, likely }];
}

/** A judge of so many responses of 65 words, each time with so many unknown and likely misspelled ones. */
function judgeOf(responses: readonly (readonly [times: number, unknown: number, likely: number])[], language?: string): SpellingJudge {
  const gatherer = new BaselineGatherer();
  for (const [times, unknown, likely] of responses) {
    for (let time = 0; time < times; time++) gatherer.add(words(65, unknown, likely, language));
  }
  return new SpellingJudge(gatherer.baseline);
}

describe('a response', () => {
  it('is flagged against the baseline of its language in the dataset', () => {
    const clean = judgeOf([[990, 0, 0], [10, 1, 0]]);
    const rich = judgeOf([[300, 2, 0], [400, 3, 0], [300, 4, 0]]);
    expect(clean.isMisspelled(words(65, 3))).toBe(true);
    expect(rich.isMisspelled(words(65, 3))).toBe(false);
    expect(rich.isMisspelled(words(65, 16))).toBe(true);
    expect(clean.isMisspelled(words(2_000, 3))).toBe(false);
  });

  it('is flagged for one word that is a misspelling most likely', () => {
    const judge = judgeOf([[950, 0, 0], [30, 1, 0], [20, 1, 1]]);
    expect(judge.isMisspelled(words(65, 1, 1))).toBe(true);
    expect(judge.isMisspelled(words(65, 1, 0))).toBe(false);
    expect(judge.isMisspelled(words(65, 0))).toBe(false);
  });

  it('is not made right by others that are as bad', () => {
    const judge = judgeOf([[700, 0, 0], [300, 12, 10]]);
    expect(judge.baseline.rates.de).toBeLessThan(0.01);
    expect(judge.isMisspelled(words(65, 12, 10))).toBe(true);
  });

  it('is judged in a language of which nothing has been seen', () => {
    const judge = judgeOf([]);
    expect(judge.isMisspelled(words(20, 4))).toBe(true);
    expect(judge.isMisspelled(words(20, 1))).toBe(false);
    // Hindi dictionaries lack many words.
    expect(judge.isMisspelled(words(20, 4, 0, 'hi'))).toBe(false);
  });

  it('is judged language by language', () => {
    const judge = judgeOf([[1_000, 0, 0]]);
    expect(judge.isMisspelled([...words(1_000, 1), ...words(10, 3, 0, 'fr')])).toBe(true);
    expect(judge.isMisspelled([...words(1_000, 1), ...words(10, 0, 0, 'fr')])).toBe(false);
  });

  it('is flagged the more readily the more of its words are unknown', () => {
    const judge = judgeOf([[500, 1, 0], [500, 0, 0]]);
    for (const count of [1, 5, 50, 500, 5_000, 500_000]) {
      const flags = Array.from({ length: 64 }, (_, unknown) => judge.isMisspelled(words(count, unknown)));
      expect(flags).toEqual([...flags].sort());
      expect(flags[0]).toBe(false);
    }
  });
});

describe('what the judge goes by', () => {
  const read = [{ language: 'en', words: 40 }, { language: 'de', words: 20 }];
  const word = (text: string, language = 'en', isLikely = false) => ({ language, word: text, isLikely });

  it('is each word once, language by language', () => {
    const unknown = [word('frob'), word('frob'), word('wrnog', 'en', true), word('frob', 'de'), word('wrnog', 'en', true)];
    expect(judgedWords(read, unknown)).toEqual([
      { language: 'en', words: 40, unknown: 2, likely: 1 },
      { language: 'de', words: 20, unknown: 1, likely: 0 },
    ]);
  });

  it('is no word that begins a sentence and is not likely to be a mistake, where nouns have no capitals', () => {
    const unknown = [word('Frob'), word('Wrnog', 'en', true), word('Frob', 'de')];
    expect(judgedWords(read, unknown).map((own) => own.unknown)).toEqual([1, 1]);
  });
});

describe('a term of the dataset', () => {
  it('stands in many records, of few or of many', () => {
    expect([2, 3].map((records) => isDatasetTerm(records, 100))).toEqual([false, true]);
    expect([9, 10].map((records) => isDatasetTerm(records, 67_000))).toEqual([false, true]);
    expect(isDatasetTerm(10, 1_000_000)).toBe(true);
  });
});
