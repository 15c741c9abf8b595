import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WordCache } from '../../../src/engine/wordCache';
import type { WordAnswer, WordQuestion } from '../../../src/engine/wordLookUp';
import { WordSet } from '../../../src/engine/wordSet';

describe('WordSet', () => {
  test('has what has been added, wherever it stands in a text, and nothing else', () => {
    const word = fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('a', 'b', 'ab', ''));
    fc.assert(
      fc.property(fc.array(word), fc.array(word), word, (added, asked, before) => {
        const words = new WordSet();
        for (const each of added) words.add(each);
        expect(words.size).toBe(new Set(added).size);
        expect(new Set(words)).toEqual(new Set(added));
        for (const each of [...asked, ...added]) {
          expect(words.has(`${before}${each}x`, before.length, before.length + each.length)).toBe(added.includes(each));
        }
      }),
    );
  });

  test('grows with its words', () => {
    const words = new WordSet();
    const all = Array.from({ length: 50_000 }, (_, at) => `word${at}`);
    for (const word of all) words.add(word);
    expect(all.every((word) => words.has(word))).toBe(true);
    expect(words.has('word50000')).toBe(false);
  });
});

describe('WordCache', () => {
  const NOTHING = { alsoAllowed: [], personal: { accepted: [], forbidden: [] } };
  const dictionaries: Record<string, readonly string[]> = { de: ['Haus', 'und'], en: ['house', 'und'] };
  const lookUpIn = (questions: WordQuestion[][]) => (asked: readonly WordQuestion[]): Promise<WordAnswer[]> => {
    questions.push([...asked]);
    return Promise.resolve(
      asked.map(({ language, words }): WordAnswer => {
        const known = dictionaries[language];
        return known ? Uint8Array.from(words.split('\n'), (word) => Number(known.includes(word))) : { reason: 'no dictionary' };
      }),
    );
  };
  const learnAll = async (cache: WordCache, words: Record<string, string[]>) => {
    const wanted = new Map(Object.entries(words).map(([language, own]) => [language, new Set(own)]));
    for (let untold = cache.untold(wanted); untold.size > 0; untold = cache.untold(wanted)) await cache.learn(untold);
  };

  test('asks for each word once, also while it is being looked up', async () => {
    const questions: WordQuestion[][] = [];
    const cache = new WordCache(NOTHING, lookUpIn(questions));
    expect(cache.isKnown('Haus', 'de')).toBe(false);
    await Promise.all([learnAll(cache, { de: ['Haus', 'Hauss'] }), learnAll(cache, { de: ['Hauss', 'und'], en: ['house'] })]);
    await learnAll(cache, { de: ['Haus', 'Hauss', 'und'] });
    const asked = questions.flat().flatMap(({ language, words }) => words.split('\n').map((word) => `${language} ${word}`));
    expect(asked.sort()).toEqual(['de Haus', 'de Hauss', 'de und', 'en house']);
    expect(['Haus', 'Hauss', 'und'].map((word) => cache.isKnown(word, 'de'))).toEqual([true, false, true]);
    expect(cache.isKnownAt('ein Haus.', 4, 8, 'de')).toBe(true);
    expect(cache.isKnownAt('ein Haus.', 4, 8, 'en')).toBe(false);
  });

  test('cannot tell what is wrong without a dictionary, and says so', async () => {
    const cache = new WordCache(NOTHING, lookUpIn([]));
    await learnAll(cache, { xh: ['indlu'] });
    expect(cache.isKnown('indlu', 'xh')).toBe(true);
    expect(cache.notSpelled.get('xh')).toEqual({ reason: 'no dictionary' });
  });

  test('takes words of languages that are allowed besides, and none that is forbidden', async () => {
    const personal = { accepted: [], forbidden: [{ word: 'und', language: 'de' }, { word: 'house' }] };
    const cache = new WordCache({ alsoAllowed: ['en'], personal }, lookUpIn([]));
    await learnAll(cache, { de: ['und', 'Haus', 'Hauss'], en: ['und', 'house'] });
    expect(['und', 'Haus', 'Hauss'].map((word) => cache.isKnown(word, 'de'))).toEqual([false, true, false]);
    expect(['und', 'house'].map((word) => cache.isKnown(word, 'en'))).toEqual([true, false]);
    const capitalised = new WordCache({ ...NOTHING, personal: { accepted: [], forbidden: [{ word: 'haus' }, { word: 'Und' }] } }, lookUpIn([]));
    await learnAll(capitalised, { de: ['Haus', 'und'] });
    // At a sentence's beginning a word is the same; a name is not the word that is written like it.
    expect(['Haus', 'und'].map((word) => capitalised.isKnown(word, 'de'))).toEqual([false, true]);
    const allowing = new WordCache({ ...NOTHING, alsoAllowed: ['en'] }, lookUpIn([]));
    await learnAll(allowing, { de: ['house'] });
    expect(allowing.isKnown('house', 'de')).toBe(true);
  });
});
