import { describe, expect, test } from 'vitest';
import { compileFind } from '../../../../src/dataset/find';
import { changedWords, queryFor } from '../../../../src/editor/checks/forbiddenWords';

describe('forbidden words', () => {
  test('that have changed are those in one of the lists only', () => {
    const before = [{ word: 'a' }, { word: 'b', language: 'de' }];
    const now = [{ word: 'b' }, { word: 'b', language: 'de' }, { word: 'c' }];
    expect(changedWords(before, now)).toEqual([{ word: 'a' }, { word: 'b' }, { word: 'c' }]);
    expect(changedWords(now, now)).toEqual([]);
  });

  test('are found as whole words, in any case, with either apostrophe', () => {
    const { test: finds } = compileFind(queryFor([{ word: 'teh' }, { word: "can't" }, { word: 'C++' }]));
    for (const text of ['Teh end', 'I can’t', "I can't", 'in C++ alone']) expect(finds(text), text).toBe(true);
    for (const text of ['tehnique', 'cant', 'C--']) expect(finds(text), text).toBe(false);
  });
});
