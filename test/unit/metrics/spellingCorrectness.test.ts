import { describe, expect, it } from 'vitest';
import type { CheckedVerdicts } from '../../../src/checks/verdicts/verdictBatch';
import { spellingSummary } from '../../../src/metrics/spellingCorrectness';
import { storeOf } from '../checks/verdicts/checkedRecords';

/** A record with so many words, of which some are unknown. */
const record = (words: number, unknown: number, language = 'de'): CheckedVerdicts => ({
  hash: 0,
  verdicts: [{ turn: 1, verdict: 'match', spans: [] }],
  spelling: [
    {
      read: [{ language, words, isChecked: true }],
      unknown: Array.from({ length: unknown }, (_, at) => ({ language, word: `w${at}` })),
      problems: [],
    },
  ],
});
const many = (count: number, one: CheckedVerdicts) => Array.from({ length: count }, () => one);
const correctnessOf = (records: CheckedVerdicts[]) => spellingSummary(storeOf(records)).all.correctness!;

describe('spelling correctness', () => {
  it('is the share of known words, by language and in all', () => {
    const { languages, all } = spellingSummary(storeOf([record(60, 6), record(40, 0), record(50, 1, 'fr')]));
    expect(languages).toMatchObject([
      { language: 'de', responses: 2, words: 100, unknown: 6, correctness: { rate: 0.94 } },
      { language: 'fr', responses: 1, words: 50, unknown: 1, correctness: { rate: 0.98 } },
    ]);
    expect(all).toMatchObject({ responses: 3, words: 150, unknown: 7, correctness: { rate: 1 - 7 / 150 } });
  });

  it('has an interval that is wider where unknown words stand together', () => {
    const spread = correctnessOf([...many(100, record(50, 1)), ...many(100, record(50, 0))]);
    const together = correctnessOf([...many(10, record(50, 10)), ...many(190, record(50, 0))]);
    expect(together.rate).toBe(spread.rate);
    expect(together.high - together.low).toBeGreaterThan(2 * (spread.high - spread.low));
    expect(spread.low).toBeLessThan(spread.rate);
    expect(spread.high).toBeGreaterThan(spread.rate);
  });

  it('says little of few records, and something where no word is unknown', () => {
    const one = correctnessOf([record(500, 0)]);
    expect(one).toMatchObject({ rate: 1, high: 1 });
    expect(one.low).toBeLessThan(0.25);
    const hundred = correctnessOf(many(100, record(50, 0)));
    expect(hundred).toMatchObject({ rate: 1, high: 1 });
    // The rule of three, of 5,000 words.
    expect(hundred.low).toBeGreaterThan(0.999);
    expect(hundred.low).toBeLessThan(1);
    expect(correctnessOf([record(5, 5)])).toMatchObject({ rate: 0, low: 0 });
  });

  it('covers the truth as often as it says, of records that differ', () => {
    let state = 7;
    const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      // One record in ten is bad, with every fifth word unknown: 2 % in all.
      const records = Array.from({ length: 60 }, () => {
        const isBad = random() < 0.1;
        return record(40, isBad ? Array.from({ length: 40 }, random).filter((draw) => draw < 0.2).length : 0);
      });
      const { low, high } = correctnessOf(records);
      if (low <= 0.98 && 0.98 <= high) covered++;
    }
    expect(covered / 300).toBeGreaterThan(0.9);
  });

  it('is absent where nothing was checked, which is said with the reason', () => {
    const unread = [{ language: 'zh', words: 9, isChecked: false }];
    const { all, languages, notChecked } = spellingSummary(
      storeOf([{ hash: 0, verdicts: [{ turn: 1, verdict: 'match', spans: [] }], spelling: [{ read: unread, unknown: [], problems: [] }] }]),
    );
    expect(all).toMatchObject({ words: 0, correctness: undefined });
    expect(languages).toEqual([]);
    expect(notChecked).toEqual([{ language: 'zh', words: 9, why: undefined }]);
  });
});
