import { describe, expect, test } from 'vitest';
import { RecordOrder } from '../../../src/dataset/edits/recordOrder';
import { RecordList } from '../../../src/editor/recordList';

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
