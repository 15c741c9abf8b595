import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PageKeys } from '../../../../src/editor/view/pageKeys';

describe('what the page calls records', () => {
  const key = fc.integer({ min: 0, max: 2 ** 32 - 1 });

  test('is theirs until they have got other keys', () => {
    fc.assert(
      fc.property(key, fc.integer({ min: 0, max: 1_000 }), (key, saves) => {
        const keys = new PageKeys();
        for (let save = 0; save < saves; save++) keys.renew();
        const pageKey = keys.of(key);
        expect(Number.isSafeInteger(pageKey)).toBe(true);
        expect(keys.find(pageKey)).toBe(key);
        expect(keys.keyOf(pageKey)).toBe(key);
        keys.renew();
        expect(keys.find(pageKey)).toBeUndefined();
        expect(() => keys.keyOf(pageKey)).toThrow('saved or read again');
      }),
    );
  });
});
