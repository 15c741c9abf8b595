import { describe, expect, test } from 'vitest';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { RecordList } from '../../../../src/editor/view/recordList';

describe('the next of some records in the list', () => {
  const order = new RecordOrder(10);
  const all = new RecordList(order);
  const filtered = new RecordList(order, Uint32Array.of(1, 4, 7));

  test('is the nearest one, going round at either end', () => {
    expect(all.nextOf([2, 5, 8], 5, 1)).toBe(8);
    expect(all.nextOf([2, 5, 8], 8, 1)).toBe(2);
    expect(all.nextOf([2, 5, 8], 5, -1)).toBe(2);
    expect(all.nextOf([2, 5, 8], 1, -1)).toBe(8);
    expect(all.nextOf([5], 5, 1)).toBe(5);
    expect(all.nextOf([2, 5], -1, 1)).toBe(2);
    expect(all.nextOf([], 5, 1)).toBeUndefined();
  });

  test('is none that the filters hide; it may begin at one that they hide', () => {
    expect(filtered.nextOf([2, 4, 7], 0, 1)).toBe(4);
    expect(filtered.nextOf([4, 7], 5, 1)).toBe(7);
    expect(filtered.nextOf([2, 3], 0, 1)).toBeUndefined();
  });
});

describe('the list after records have been deleted or moved', () => {
  test.each([40, 20_000])('has those that are left, in their new order: %i records', (count) => {
    const order = new RecordOrder(count);
    const list = new RecordList(order, Uint32Array.from({ length: count / 2 }, (_, at) => 2 * at));
    order.apply([
      { at: 3, removed: [3, 4], inserted: [] },
      { at: 10, removed: [10], inserted: [ADDED] },
      { at: count, removed: [], inserted: [10] },
    ]);
    const expected = Array.from({ length: count / 2 }, (_, at) => 2 * at).filter((key) => key !== 4 && key !== 10);
    expect([...list.afterMoves(order).keys()]).toEqual([...expected, 10]);
    expect(new RecordList(order).afterMoves(order).count).toBe(count - 1);
  });

  test('calls its records by their new keys', () => {
    const list = new RecordList(new RecordOrder(5), Uint32Array.of(1, 3, 4));
    const renamed = list.renamed(NewKeys.of(Uint32Array.of(4, 0, 1), 5), new RecordOrder(3));
    expect([...renamed.keys()].sort()).toEqual([0, 2]);
  });
});
