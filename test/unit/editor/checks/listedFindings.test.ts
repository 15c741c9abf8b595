import { describe, expect, test } from 'vitest';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { inOrder, ListedFindings } from '../../../../src/editor/checks/listedFindings';
import { recordFinding } from './recordFinding';

const keysIn = (listed: ListedFindings) => listed.all.map(({ key }) => key);

describe('listed findings', () => {
  test('are no more than there is room for', () => {
    const listed = new ListedFindings(() => 3);
    listed.add([recordFinding(0), recordFinding(1)]);
    expect(listed.hasRoom).toBe(true);
    listed.add([recordFinding(2), recordFinding(3)]);
    expect(keysIn(listed)).toEqual([0, 1, 2]);
    expect(listed.hasRoom).toBe(false);
  });

  test('are another list where something changes, and the same where nothing does', () => {
    const listed = new ListedFindings(() => 9);
    listed.add([recordFinding(0), recordFinding(1)]);
    const before = listed.all;
    listed.drop([7]);
    listed.add([]);
    expect(listed.all).toBe(before);
    listed.drop([1]);
    expect(keysIn(listed)).toEqual([0]);
  });

  test('follow their records to new keys', () => {
    const listed = new ListedFindings(() => 9);
    listed.add([recordFinding(4), recordFinding(5)]);
    listed.renumber(NewKeys.of(Uint32Array.of(0, 5), 6));
    expect(keysIn(listed)).toEqual([1]);
  });
});

describe('findings in the order of the dataset', () => {
  test('are those of records that are there, with their lines as they would be saved now', () => {
    const order = new RecordOrder(5);
    order.apply([{ at: 1, removed: [1], inserted: [] }]);
    const listed = inOrder([recordFinding(4), recordFinding(1), recordFinding(0), recordFinding(2)], order, true);
    expect(listed.map(({ key, line }) => [key, line])).toEqual([[0, 1], [2, 2], [4, 4]]);
    expect(inOrder([recordFinding(4)], order, false)).toEqual([recordFinding(4)]);
  });
});
