import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FoundKeys } from '../../../src/editor/foundKeys';

test('records that are edited while a search runs are found once, or not at all, in their places', () => {
  const found = new FoundKeys();
  found.add([2, 5]);
  found.lookedAgain([5, 9, 11], [9, 11]);
  expect(found.ascending).toEqual([2, 9, 11]);
  found.add([7, 9, 10]);
  expect(found.ascending).toEqual([2, 7, 9, 10, 11]);
  found.lookedAgain([9], []);
  found.add([2 ** 31]);
  expect(found.ascending).toEqual([2, 7, 10, 11, 2 ** 31]);
});

test('any records edited meanwhile are as they were last', () => {
  const looks = fc.array(fc.record({ after: fc.nat(60), keys: fc.uniqueArray(fc.nat(60)), matching: fc.func(fc.boolean()) }));
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60)), looks, (matching, edits) => {
      const expected = new Set(matching);
      const found = new FoundKeys();
      const ordered = matching.sort((a, b) => a - b);
      const byTime = edits.sort((a, b) => a.after - b.after);
      let searched = -1;
      for (const { after, keys, matching: matches } of [...byTime, { after: 60, keys: [], matching: () => false }]) {
        found.add(ordered.filter((key) => key > searched && key <= after));
        searched = after;
        const now = keys.filter((key) => matches(key));
        found.lookedAgain(keys, now);
        for (const key of keys) expected.delete(key);
        for (const key of now) expected.add(key);
      }
      expect(found.ascending).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('an edit among very many that are found keeps the others', () => {
  const found = new FoundKeys();
  const keys = Array.from({ length: 1_000_000 }, (_, key) => key);
  found.add(keys);
  found.lookedAgain([500_000], []);
  expect(found.ascending).toHaveLength(999_999);
});
