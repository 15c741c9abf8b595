import { describe, expect, it } from 'vitest';
import { RecordSelection } from '../../../webview/recordSelection';

/** A list whose rows have the keys 100, 101 …, as far as they have come. */
function listOf(length: number) {
  const list = { length, told: [] as string[], activated: [] as number[] };
  const selection = new RecordSelection({
    rowAt: (row) => (row < list.length ? { key: 100 + row } : undefined),
    tell: (key, how) => list.told.push(`${how} ${key}`),
    activated: ({ key }) => list.activated.push(key),
    changed: () => undefined,
  });
  return { list, selection };
}

describe('RecordSelection', () => {
  it('tells the editor what is selected, but not the same record twice', () => {
    const { list, selection } = listOf(5);
    selection.goToRow(2);
    selection.goToRow(2);
    expect(list.told).toEqual(['only 102']);
    expect(selection.active).toEqual({ key: 102, row: 2 });
    expect(selection.rows).toEqual([[2, 2]]);
  });

  it('selects a range from the row that was selected before, and rows apart', () => {
    const { selection } = listOf(9);
    selection.goToRow(5);
    selection.goToRow(2, 'range');
    expect(selection.rows).toEqual([[2, 5]]);
    selection.goToRow(7, 'toggle');
    expect(selection.rows).toEqual([
      [2, 5],
      [7, 7],
    ]);
    expect(selection.activeRow).toBe(7);
  });

  it('selects a row that has not come yet as soon as it has', () => {
    const { list, selection } = listOf(3);
    selection.goToRow(4);
    expect(selection.isAwaitingRow).toBe(true);
    expect(selection.activeRow).toBe(4);
    selection.rowsArrived();
    expect(selection.active).toBeUndefined();
    list.length = 5;
    selection.rowsArrived();
    expect(selection.active).toEqual({ key: 104, row: 4 });
    expect(selection.isAwaitingRow).toBe(false);
  });

  it('does not go back to what the editor says late', () => {
    const { selection } = listOf(5);
    selection.goToRow(1);
    selection.goToRow(2);
    selection.receive({ count: 1, key: 101, rows: [[1, 1]] }, undefined);
    expect(selection.active?.key).toBe(102);
    expect(selection.rows).toEqual([[2, 2]]);
    selection.receive({ count: 1, key: 102, rows: [[2, 2]] }, 101);
    expect(selection.active?.key).toBe(102);
  });

  it('goes where the editor goes, and nowhere when there is nothing left', () => {
    const { list, selection } = listOf(5);
    selection.goToRow(1);
    selection.receive({ count: 1, key: 103, rows: [[3, 3]] }, undefined);
    expect(selection.active).toEqual({ key: 103, row: 3 });
    selection.receive({ count: 3, key: 104, rows: [[1, 3]] }, 103);
    expect(selection.active).toEqual({ key: 104, row: -1 });
    expect(list.activated).toEqual([101, 103, 104]);
    selection.receive({ count: 0, rows: [] }, 104);
    expect(selection.active).toBeUndefined();
    expect(selection.rows).toEqual([]);
  });
});
