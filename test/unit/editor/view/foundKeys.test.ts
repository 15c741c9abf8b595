import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { FoundKeys } from '../../../../src/editor/view/foundKeys';

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

test('where records stand is told as they are found, edited, moved and deleted', () => {
  const keys = fc.uniqueArray(fc.nat(40), { maxLength: 30 }).map((all) => all.sort((a, b) => a - b));
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const) }),
    fc.record({ kind: fc.constant('edit' as const), keys, matching: fc.func(fc.boolean()) }),
    fc.record({ kind: fc.constant('move' as const), from: fc.nat(39), to: fc.nat(39) }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat(39) }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(40), { maxLength: 41 }), fc.array(step, { maxLength: 12 }), (matching, steps) => {
      const order = new RecordOrder(41);
      const found = new FoundKeys();
      const batches = matching.sort((a, b) => a - b).map((key) => [key]);
      const now = () => [...found.ascending].map((key) => order.positionOf(key)).filter((at) => at >= 0);
      for (const made of steps) {
        if (made.kind === 'add') found.add(batches.splice(0, 3).flat());
        if (made.kind === 'edit') found.lookedAgain(made.keys, made.keys.filter((key) => made.matching(key)));
        if (made.kind === 'delete' && made.at < order.count) {
          order.apply([{ at: made.at, removed: order.keys(made.at, made.at + 1), inserted: [] }]);
          found.moved();
        }
        if (made.kind === 'move' && made.from < made.to && made.to < order.count) {
          const moved = order.keys(made.from, made.to + 1);
          order.apply([{ at: made.from, removed: moved, inserted: [...moved.slice(1), moved[0]] }]);
          found.moved();
        }
        expect(Array.from(found.positions(order))).toEqual(now().sort((a, b) => a - b));
      }
    }),
  );
});

test('what comes in thousands of batches is located as it comes, each time without those before it', () => {
  const order = new RecordOrder(1_000_000);
  const found = new FoundKeys();
  for (let first = 0; first < 1_000_000; first += 500) {
    found.add(Array.from({ length: 500 }, (_, at) => first + at));
    expect(found.positions(order)).toHaveLength(first + 500);
  }
});
