import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawEvenly } from '../../../src/engine/regeneration/drawEvenly';

const LANGUAGES = ['de', 'fr', 'sw', undefined];
const languageOf = (key: number) => LANGUAGES[key % 7 % LANGUAGES.length];
const keys = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 300 }).map((all) => Uint32Array.from(all));
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('a sample of so many records', () => {
  it('has so many, in their order, and none of a language as long as another one could have had it', async () => {
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 350 }), seeds, async (keys, count, seed) => {
        const drawn = await drawEvenly(keys, languageOf, count, seed);
        expect(drawn).toHaveLength(Math.min(count, keys.length));
        expect(drawn).toEqual(keys.filter((key) => drawn.includes(key)));
        const sizes = LANGUAGES.map((language) => ({
          all: keys.filter((key) => languageOf(key) === language).length,
          drawn: drawn.filter((key) => languageOf(key) === language).length,
        }));
        const most = Math.max(...sizes.map(({ drawn }) => drawn));
        for (const { all, drawn } of sizes) if (drawn < all) expect(drawn).toBeGreaterThanOrEqual(most - 1);
      }),
    );
  });

  it('is another one for another seed, and each record is as likely as another', async () => {
    const keys = Uint32Array.from({ length: 40 }, (_, key) => key);
    const times = new Uint32Array(40);
    const draws = 2_000;
    for (let seed = 0; seed < draws; seed++) for (const key of await drawEvenly(keys, () => undefined, 10, seed)) times[key]++;
    // Binomial, n = 2000, p = 1/4: a deviation of six standard deviations is no chance.
    for (const count of times) expect(Math.abs(count - draws / 4)).toBeLessThan(6 * Math.sqrt(draws * 0.25 * 0.75));
  });
});
