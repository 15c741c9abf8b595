import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { changedKeys, inverseOf, RecordOrder, type Splice } from '../../../../src/dataset/edits/recordOrder';

interface Cut {
  /** A fraction, so that it fits whatever the order has become. */
  at: number;
  removed: number;
  inserted: number;
  /** Whether what is inserted is what another splice removes, as far as it goes. */
  moves: boolean;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 12_000 })),
  inserted: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 12_000 })),
  moves: fc.boolean(),
});
const baseCounts = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 20_000 }));
const edit = fc.record({ cuts: fc.array(cut, { minLength: 1, maxLength: 4 }), undone: fc.boolean() });

function splicesOf(keys: readonly number[], cuts: readonly Cut[], fresh: () => number): Splice[] {
  const starts = cuts.map(({ at }) => Math.floor(at * (keys.length + 1))).map((at) => Math.min(at, keys.length));
  const ordered = cuts.map((each, place) => ({ ...each, at: starts[place] })).sort((a, b) => a.at - b.at);
  const removals = ordered.map(({ at, removed }, place) => {
    const next = ordered[place + 1]?.at ?? keys.length;
    return keys.slice(at, Math.min(at + removed, next));
  });
  const gone = removals.flat().reverse();
  return ordered.map(({ at, inserted, moves }, place) => ({
    at,
    removed: removals[place],
    inserted: Array.from({ length: inserted }, () => (moves ? gone.pop() : undefined) ?? fresh()),
  }));
}

function spliced(keys: readonly number[], splices: readonly Splice[]): number[] {
  const result: number[] = [];
  let from = 0;
  for (const { at, removed, inserted } of splices) {
    result.push(...keys.slice(from, at));
    for (const key of inserted) result.push(key);
    from = at + removed.length;
  }
  return [...result, ...keys.slice(from)];
}

function expectSame(order: RecordOrder, keys: readonly number[], baseCount: number): void {
  expect(order.count).toBe(keys.length);
  expect([...order.keys(0, keys.length + 5)].join()).toBe(keys.join());
  const isFileOrder = keys.length === baseCount && keys.every((key, position) => key === position);
  expect(order.isIdentity).toBe(isFileOrder);
  const shared = order.toShared();
  expect(shared && [...new Uint32Array(shared)].join()).toBe(isFileOrder ? undefined : keys.join());
  const wrong = keys.filter((key, position) => order.positionOf(key) !== position || order.keyAt(position) !== key);
  expect(wrong).toEqual([]);
  const there = new Set(keys);
  const deleted = Array.from({ length: baseCount }, (_, key) => key).filter((key) => !there.has(key));
  expect([...order.deletedKeys()].join()).toBe(deleted.join());
  expect(deleted.filter((key) => order.positionOf(key) !== -1)).toEqual([]);
  expect([...order.addedKeys()].join()).toBe(keys.filter((key) => key >= ADDED).join());
}

describe('RecordOrder', () => {
  test('is an array of keys, whatever is inserted, deleted, moved and undone', () => {
    fc.assert(
      fc.property(baseCounts, fc.array(edit, { maxLength: 6 }), (baseCount, edits) => {
        const order = new RecordOrder(baseCount);
        let keys = Array.from({ length: baseCount }, (_, key) => key);
        let next = ADDED;
        expectSame(order, keys, baseCount);
        for (const { cuts, undone } of edits) {
          const splices = splicesOf(keys, cuts, () => next++);
          const after = spliced(keys, splices);
          order.apply(splices);
          expectSame(order, after, baseCount);
          if (undone) {
            order.apply(inverseOf(splices));
            expectSame(order, keys, baseCount);
          } else {
            keys = after;
          }
          const { removed, inserted } = changedKeys(splices);
          const leaving = new Set(splices.flatMap((splice) => [...splice.removed]));
          const coming = new Set(splices.flatMap((splice) => [...splice.inserted]));
          expect([...removed]).toEqual([...leaving].filter((key) => !coming.has(key)).sort((a, b) => a - b));
          expect([...inserted]).toEqual([...coming].filter((key) => !leaving.has(key)).sort((a, b) => a - b));
        }
        expectSame(RecordOrder.of(baseCount, Uint32Array.from(keys)), keys, baseCount);
        const runs = order.runs();
        const unrolled = Array.from({ length: runs.length / 2 }, (_, run) =>
          Array.from({ length: runs[2 * run + 1] }, (_, place) => runs[2 * run] + place),
        );
        expect(unrolled.flat().join()).toBe(keys.join());
      }),
      { numRuns: 40 },
    );
  });

  test('deletes any records with few splices', () => {
    const scattered = fc.uniqueArray(fc.nat({ max: 19_999 }), { maxLength: 2000 });
    const stretch = fc
      .tuple(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }))
      .map(([from, length]) => Array.from({ length }, (_, at) => from + at));
    fc.assert(
      fc.property(fc.oneof(scattered, stretch), (unordered) => {
        const positions = [...unordered].sort((a, b) => a - b);
        const order = new RecordOrder(20_000);
        const splices = order.deletion(positions);
        expect(splices.length).toBeLessThanOrEqual(5);
        expect([...changedKeys(splices).removed]).toEqual(positions);
        order.apply(splices);
        const gone = new Set(positions);
        expectSame(order, Array.from({ length: 20_000 }, (_, key) => key).filter((key) => !gone.has(key)), 20_000);
        order.apply(inverseOf(splices));
        expect(order.isIdentity).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('refuses splices that do not fit, and is then as before', () => {
    const order = new RecordOrder(10);
    const refused: Splice[][] = [
      [{ at: 11, removed: [], inserted: [ADDED] }],
      [{ at: -1, removed: [], inserted: [ADDED] }],
      [{ at: 9, removed: [9, 10], inserted: [] }],
      [{ at: 3, removed: [4], inserted: [] }],
      [
        { at: 3, removed: [3, 4], inserted: [] },
        { at: 4, removed: [4], inserted: [] },
      ],
    ];
    for (const splices of refused) expect(() => order.apply(splices)).toThrow(RangeError);
    expect(order.isIdentity).toBe(true);
    expect(order.count).toBe(10);
    expect(() => order.keyAt(10)).toThrow(RangeError);
  });

  test('grows with the file until records are moved', () => {
    const order = new RecordOrder(0);
    order.grow(5);
    expect([...order.keys(0, 9)]).toEqual([0, 1, 2, 3, 4]);
    order.apply([{ at: 0, removed: [0], inserted: [] }]);
    expect(() => order.grow(6)).toThrow();
  });
});
