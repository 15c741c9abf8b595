import { describe, expect, test } from 'vitest';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { inOrder, ListedFindings, problemsToList } from '../../../../src/editor/checks/listedFindings';
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

describe('the Problems panel', () => {
  const verdicts = { counts: { flagged: 5 }, flagged: (key: number) => key < 5 } as Parameters<typeof problemsToList>[1];
  const list = (keys: readonly number[], limit: number) => {
    const { shown, more } = problemsToList(keys.map(recordFinding), verdicts, limit);
    return { keys: shown.map(({ key }) => key), more };
  };

  test('lists all there is room for, and says how many flagged records it leaves out', () => {
    expect(list([0, 1, 2, 3, 4], 6)).toEqual({ keys: [0, 1, 2, 3, 4], more: 0 });
    expect(list([0, 1, 2, 3, 4], 5)).toEqual({ keys: [0, 1, 2, 3, 4], more: 0 });
    expect(list([0, 1, 2], 3)).toEqual({ keys: [0, 1], more: 3 });
    expect(list([0, 0, 0], 3)).toEqual({ keys: [0, 0], more: 4 });
  });

  test('counts records with problems that are not flagged as no flagged ones', () => {
    expect(list([0, 7, 8], 3)).toEqual({ keys: [0, 7], more: 4 });
  });

  test('says nothing where nothing is to be listed', () => {
    expect(list([0, 1], 0)).toEqual({ keys: [], more: 0 });
    expect(problemsToList([recordFinding(0)], undefined, 9).more).toBe(0);
  });
});
