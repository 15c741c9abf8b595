import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../../src/checks/language/languageVerdict';
import {
  type ComparedRecord,
  type ComparedResponse,
  comparisonDifferences,
  ComparisonTally,
  mcnemar,
} from '../../../src/metrics/comparison';

const response = (change: Partial<ComparedResponse> = {}): ComparedResponse => ({
  text: 'Guten Tag',
  verdict: 'match',
  words: 2,
  unknownWords: 0,
  ...change,
});
const failed = response({ text: '', verdict: undefined, words: 0, error: 'The server has gone.' });
const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

const responses = fc.record({
  text: fc.string({ unit: 'binary' }),
  verdict: fc.option(fc.constantFrom(...VERDICTS), { nil: undefined }),
  words: fc.nat(500),
  unknownWords: fc.nat(500),
  error: fc.option(fc.constant('cut'), { nil: undefined, freq: 5 }),
}).map((made) => ({ ...made, unknownWords: Math.min(made.words, made.unknownWords) }));
const records: fc.Arbitrary<ComparedRecord[]> = fc.array(
  fc.record({ language: fc.constantFrom('de', 'fr', 'ur'), responses: fc.tuple(responses, responses) }),
  { maxLength: 40 },
);

function figuresOf(records: readonly ComparedRecord[], models: readonly string[] = ['base', 'adapter']) {
  const tally = new ComparisonTally(models);
  for (const { language, responses } of records) {
    responses.forEach((one, at) => one && tally.add(at, language, one));
  }
  return tally.figures;
}

describe('the figures of a comparison', () => {
  it('are for each model all languages together, and each', () => {
    const figures = figuresOf([
      { language: 'de', responses: [response({ verdict: 'mismatch' }), response({ words: 10, unknownWords: 1 })] },
      { language: 'de', responses: [response({ verdict: 'mixed' }), response({ verdict: 'requested' })] },
      { language: 'fr', responses: [failed, response({ verdict: 'undetermined', text: 'Paris 🗼' })] },
    ]);
    expect(figures).toMatchObject([
      { model: 'base', language: undefined, responses: 3, failed: 1, undetermined: 0, languageCorrectness: { rate: 0 } },
      { model: 'base', language: 'de', responses: 2, failed: 0, languageCorrectness: { rate: 0 } },
      { model: 'base', language: 'fr', responses: 1, failed: 1, languageCorrectness: undefined, length: undefined },
      {
        model: 'adapter',
        language: undefined,
        responses: 3,
        failed: 0,
        undetermined: 1,
        languageCorrectness: { rate: 1, high: 1 },
        spellingCorrectness: { rate: 13 / 14 },
        length: { mean: (9 + 9 + 7) / 3 },
      },
      { model: 'adapter', language: 'de', languageCorrectness: { rate: 1 }, spellingCorrectness: { rate: 11 / 12 } },
      { model: 'adapter', language: 'fr', undetermined: 1, languageCorrectness: undefined },
    ]);
  });

  it('add up over languages, and lie in their intervals, whatever the responses', () => {
    fc.assert(
      fc.property(records, (records) => {
        const figures = figuresOf(records);
        for (const model of ['base', 'adapter']) {
          const [all, ...languages] = figures.filter((own) => own.model === model);
          for (const count of ['responses', 'failed', 'undetermined'] as const) {
            expect(all[count]).toBe(languages.reduce((sum, own) => sum + own[count], 0));
          }
          expect(all.responses).toBe(records.length);
        }
        for (const { languageCorrectness, spellingCorrectness, length } of figures) {
          for (const share of [languageCorrectness, spellingCorrectness]) {
            if (!share) continue;
            expect(share.low).toBeGreaterThanOrEqual(0);
            expect(share.low).toBeLessThanOrEqual(share.rate + 1e-9);
            expect(share.high).toBeGreaterThanOrEqual(share.rate - 1e-9);
            expect(share.high).toBeLessThanOrEqual(1);
          }
          if (length) expect(length.low <= length.mean && length.mean <= length.high).toBe(true);
        }
      }),
    );
  });

  it('give the mean length with the interval of Student’s t', () => {
    const texts = ['abcd', 'abcdef', 'abcdefgh', 'abcdefghij'];
    const [all] = figuresOf(texts.map((text) => ({ language: 'en', responses: [response({ text })] })), ['base']);
    // 7 ± 3.182 · 2.582 / 2
    expect(all.length!.mean).toBeCloseTo(7, 10);
    expect(all.length!.low).toBeCloseTo(2.892, 2);
    expect(all.length!.high).toBeCloseTo(11.108, 2);
  });
});

describe('the difference of two models', () => {
  it('is told of the language by McNemar’s exact test', () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(5, 0)).toBeCloseTo(2 / 32, 12);
    expect(mcnemar(1, 9)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(mcnemar(3000, 3000)).toBe(1);
    // A sum of so small numbers that their logarithms are needed.
    expect(mcnemar(2000, 2400)).toBeLessThan(1e-6);
    expect(mcnemar(2000, 2400)).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (first, second) => {
        expect(mcnemar(first, second)).toBe(mcnemar(second, first));
        expect(mcnemar(first, second)).toBeLessThanOrEqual(1);
        expect(mcnemar(first + 1, second)).toBeLessThanOrEqual(second > first ? 1 : mcnemar(first, second) + 1e-12);
      }),
    );
  });

  it('counts only records that both have answered and both can be told of', () => {
    const [difference] = comparisonDifferences(
      ['base', 'adapter'],
      [
        { language: 'de', responses: [response({ verdict: 'mismatch' }), response()] },
        { language: 'de', responses: [response({ verdict: 'undetermined' }), response()] },
        { language: 'de', responses: [failed, response()] },
        { language: 'de', responses: [undefined, response()] },
        { language: 'de', responses: [response(), response({ verdict: 'mixed' })] },
      ],
    );
    expect(difference).toMatchObject({ models: ['base', 'adapter'], language: { onlyFirst: 1, onlySecond: 1, p: 1 } });
  });

  it('turns round with the models, whatever the responses', () => {
    fc.assert(
      fc.property(records, (records) => {
        const [one] = comparisonDifferences(['a', 'b'], records);
        const [other] = comparisonDifferences(
          ['b', 'a'],
          records.map(({ language, responses }) => ({ language, responses: [...responses].reverse() })),
        );
        expect(other.language).toEqual({ ...one.language, onlyFirst: one.language.onlySecond, onlySecond: one.language.onlyFirst });
        for (const figure of ['spelling', 'length'] as const) {
          const [first, second] = [one[figure], other[figure]];
          expect(first === undefined).toBe(second === undefined);
          if (!first || !second) continue;
          expect(first.mean).toBeCloseTo(-second.mean, 6);
          expect(first.low).toBeCloseTo(-second.high, 6);
        }
      }),
    );
  });

  it('is that of the spelling over all words, and covers the truth as often as it says', () => {
    let state = 11;
    const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const draws = (words: number, share: number) => Array.from({ length: words }, random).filter((draw) => draw < share).length;
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const records = Array.from({ length: 50 }, (): ComparedRecord => {
        // Records are hard or easy for both: 4 % and 8 % of the words are unknown, on average.
        const difficulty = random() < 0.5 ? 1.5 : 0.5;
        const words = [20, 40].map((most) => 1 + Math.floor(random() * most));
        return {
          language: 'de',
          responses: [0.04, 0.08].map((share, at) =>
            response({ words: words[at], unknownWords: draws(words[at], share * difficulty) }),
          ),
        };
      });
      const { low, high } = comparisonDifferences(['a', 'b'], records)[0].spelling!;
      if (low <= 0.04 && 0.04 <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.9);
    expect(covered / 400).toBeLessThan(0.99);
  });

  it('is not told where nothing varies', () => {
    const same = { language: 'de', responses: [response(), response()] };
    expect(comparisonDifferences(['a', 'b'], many(20, same))[0]).toMatchObject({ spelling: undefined, length: undefined });
  });
});
