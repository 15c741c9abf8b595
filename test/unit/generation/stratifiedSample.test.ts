import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StratifiedSample } from '../../../src/generation/stratifiedSample';

const LANGUAGES = ['de', 'fr', 'sw', 'ur'];
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const keys = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 300 });
const languageOf = (key: number) => LANGUAGES[key % 7 % LANGUAGES.length];

function sampleOf(keys: readonly number[], perStratum: number, seed: number) {
  const sample = new StratifiedSample<string>(perStratum, seed);
  for (const key of keys) sample.add(key, languageOf(key));
  return sample.records;
}

describe('a stratified sample', () => {
  it('has as many records of each language as are wanted, or all there are, none twice', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 40 }), seeds, (keys, perStratum, seed) => {
        const sample = sampleOf(keys, perStratum, seed);
        expect(new Set(sample.map(({ key }) => key)).size).toBe(sample.length);
        for (const { seed } of sample) expect(seed >= 0 && seed < 2 ** 31 && Number.isInteger(seed)).toBe(true);
        for (const language of LANGUAGES) {
          const all = keys.filter((key) => languageOf(key) === language);
          const drawn = sample.filter(({ stratum }) => stratum === language);
          expect(drawn).toHaveLength(Math.min(perStratum, all.length));
          expect(all).toEqual(expect.arrayContaining(drawn.map(({ key }) => key)));
        }
      }),
    );
  });

  it('is the same for the same seed, in whatever order the records come', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 40 }), seeds, fc.infiniteStream(fc.double({ noNaN: true })), (keys, perStratum, seed, random) => {
        const shuffled = keys
          .map((key) => ({ key, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ key }) => key);
        const of = (records: ReturnType<typeof sampleOf>) => [...records].sort((a, b) => a.key - b.key);
        expect(of(sampleOf(shuffled, perStratum, seed))).toEqual(of(sampleOf(keys, perStratum, seed)));
      }),
    );
  });

  it('has all of a smaller one, at the beginning of each language', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), seeds, (keys, few, more, seed) => {
        const small = sampleOf(keys, few, seed);
        const large = sampleOf(keys, few + more, seed);
        for (const language of LANGUAGES) {
          const of = (sample: typeof small) => sample.filter(({ stratum }) => stratum === language);
          expect(of(large).slice(0, of(small).length)).toEqual(of(small));
        }
      }),
    );
  });

  it('loses one record at most when one is deleted', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 40 }), seeds, fc.nat(), (keys, perStratum, seed, at) => {
        fc.pre(keys.length > 0);
        const gone = keys[at % keys.length];
        const after = new Set(sampleOf(keys.filter((key) => key !== gone), perStratum, seed).map(({ key }) => key));
        const lost = sampleOf(keys, perStratum, seed).filter(({ key }) => !after.has(key));
        expect(lost.every(({ key }) => key === gone)).toBe(true);
      }),
    );
  });

  it('draws each record as often as any other', () => {
    const records = Array.from({ length: 50 }, (_, key) => key);
    const times = new Uint32Array(50);
    for (let seed = 0; seed < 4000; seed++) {
      const sample = new StratifiedSample<string>(10, seed);
      for (const key of records) sample.add(key, 'de');
      for (const { key } of sample.records) times[key]++;
    }
    // Each 800 times on average; chi-squared with 49 degrees of freedom is above 94 once in ten thousand.
    const squares = [...times].reduce((sum, count) => sum + (count - 800) ** 2 / (800 * 0.8), 0);
    expect(squares * (49 / 50)).toBeLessThan(94);
  });

  it('draws other records with another seed', () => {
    const records = Array.from({ length: 1000 }, (_, key) => key * 7);
    const first = new Set(sampleOf(records, 20, 1).map(({ key }) => key));
    const common = sampleOf(records, 20, 2).filter(({ key }) => first.has(key));
    expect(common.length).toBeLessThan(20);
  });

  it('draws from millions of records, of which it holds few', () => {
    const sample = new StratifiedSample<string>(5, 42);
    for (let key = 0; key < 2_000_000; key++) sample.add(key, languageOf(key));
    expect(sample.records).toHaveLength(20);
  });
});
