import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Overlay } from '../../../../src/dataset/edits/overlay';
import { ADDED } from '../../../../src/dataset/edits/recordKey';

const key = fc.oneof(
  fc.nat({ max: 5_000 }),
  fc.nat({ max: 3_000 }).map((n) => ADDED + n),
  fc.constantFrom(ADDED - 1, 2 ** 32 - 1),
);
const id = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 ** 32 - 1 }));

describe('Overlay', () => {
  test('is a map of keys, seen by whoever has adopted its chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, id)), fc.nat(), (sets, cut) => {
        const overlay = new Overlay();
        const model = new Map<number, number>();
        const follower = new Overlay();
        let version = 0;
        sets.forEach(([key, id], n) => {
          overlay.set(key, id);
          model.set(key, id);
          if (n === cut % (sets.length + 1)) {
            follower.adopt(overlay.share());
            version = overlay.version;
          }
        });
        const copy = overlay.copy();
        follower.adopt(overlay.share(version));
        const expected = [...model].filter(([, id]) => id !== 0).sort(([a], [b]) => a - b);
        for (const each of [overlay, follower, copy, Overlay.fromShared(overlay.share())]) {
          expect([...each.keys()].map((key) => [key, each.get(key)])).toEqual(expected);
          for (const [key, id] of model) expect(each.has(key)).toBe(id !== 0);
          expect(each.version).toBe(overlay.version);
        }
        overlay.clear();
        expect([...overlay.keys(), ...follower.keys()]).toEqual([]);
        expect([...copy.keys()]).toEqual(expected.map(([key]) => key));
      }),
    );
  });
});
