import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeySet } from '../../../../src/dataset/edits/keySet';
import { ADDED, NO_RECORD } from '../../../../src/dataset/edits/recordKey';

const key = fc.oneof(fc.nat({ max: 70 }), fc.nat({ max: 20_000 }), fc.integer({ min: ADDED - 40, max: ADDED + 40 }), fc.integer({ min: NO_RECORD - 40, max: NO_RECORD }));
const step = fc.record({ key, isAdded: fc.boolean() });

describe('KeySet', () => {
  test('is a set of keys that ascend', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(step), fc.array(key), (first, steps, others) => {
        const keys = new KeySet(first);
        const expected = new Set(first);
        for (const { key, isAdded } of steps) {
          if (isAdded) {
            keys.add(key);
            expected.add(key);
          } else {
            expect(keys.delete(key)).toBe(expected.delete(key));
          }
        }
        expect([...keys]).toEqual([...expected].sort((a, b) => a - b));
        expect(keys.size).toBe(expected.size);
        for (const other of others) expect(keys.has(other)).toBe(expected.has(other));
        keys.subtract(new KeySet(others));
        for (const other of others) expected.delete(other);
        expect([...keys]).toEqual([...expected].sort((a, b) => a - b));
        expect(keys.size).toBe(expected.size);
        keys.clear();
        expect([...keys]).toEqual([]);
        expect(keys.size).toBe(0);
      }),
    );
  });
});
