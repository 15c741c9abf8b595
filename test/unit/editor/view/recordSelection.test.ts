import { describe, expect, test } from 'vitest';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { RecordList } from '../../../../src/editor/view/recordList';
import { RecordSelection } from '../../../../src/editor/view/recordSelection';

describe('records that are selected', () => {
  const list = new RecordList(new RecordOrder(10));

  test('in a range are those from the one that was selected last on its own', () => {
    const selection = new RecordSelection();
    selection.only(3);
    selection.range(6, list);
    expect([...selection.listed(list)]).toEqual([3, 4, 5, 6]);
    expect(selection.lead).toBe(6);
    selection.range(1, list);
    expect(selection.ranges(list)).toEqual([[1, 3]]);
  });

  test('are told as ranges of the list, which filters make closer', () => {
    const selection = new RecordSelection();
    for (const key of [1, 4, 5, 7]) selection.toggle(key);
    expect(selection.ranges(list)).toEqual([[1, 1], [4, 5], [7, 7]]);
    expect(selection.ranges(new RecordList(new RecordOrder(10), Uint32Array.of(1, 4, 6, 7)))).toEqual([[0, 1], [3, 3]]);
  });

  test('may be all that are listed, and then all but some', () => {
    const selection = new RecordSelection();
    selection.all(list);
    expect([selection.count, selection.lead, selection.ranges(list)]).toEqual([10, 0, [[0, 9]]]);
    const filtered = new RecordList(new RecordOrder(10), Uint32Array.of(1, 4, 6));
    expect([...selection.listed(filtered)]).toEqual([1, 4, 6]);
    selection.toggle(4);
    expect([selection.count, selection.ranges(list)]).toEqual([9, [[0, 3], [5, 9]]]);
    selection.all(filtered);
    expect([selection.count, [...selection.listed(list)]]).toEqual([3, [1, 4, 6]]);
  });

  test('keep being selected by their new keys', () => {
    const selection = new RecordSelection();
    selection.only(4);
    selection.toggle(7);
    selection.rename(NewKeys.of(Uint32Array.of(7, 0, 4), 10));
    expect(selection.lead).toBe(0);
    expect([...selection.listed(list)]).toEqual([0, 2]);
  });
});

describe('what follows a record that is deleted', () => {
  const remove = (selected: readonly number[], count = 10) => {
    const order = new RecordOrder(count);
    const selection = new RecordSelection();
    for (const key of selected) selection.toggle(key);
    selection.noteLead(new RecordList(order));
    const left = Uint32Array.from(order.keys(0, count).filter((key) => !selected.includes(key)));
    return selection.successor(new RecordList(order, left));
  };

  test('is the next one', () => {
    expect(remove([3])).toBe(4);
  });

  test('is the last one where it was the last', () => {
    expect(remove([9])).toBe(8);
  });

  test('is the first one after it of those that are left when others go with it', () => {
    expect(remove([2, 3, 6, 4])).toBe(5);
    expect(remove([7, 8, 9])).toBe(6);
  });

  test('is none where none is left', () => {
    expect(remove([0, 1], 2)).toBeUndefined();
  });
});
