import { describe, expect, test } from 'vitest';
import { BATCH_RECORDS, packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { Overlay } from '../../../../src/dataset/edits/overlay';
import { addUnedited } from '../../../../src/editor/checks/addUnedited';

describe('verdicts that were made before', () => {
  const first = BATCH_RECORDS;
  const batch = packVerdicts(
    first,
    Array.from({ length: 4 }, () => ({ hash: 0, verdicts: [] })),
  );
  const takenWith = async (edited: readonly number[], checked?: Uint8Array) => {
    const overlay = new Overlay();
    for (const slot of edited) overlay.set(first + slot, 1);
    const verdicts = new VerdictStore();
    await addUnedited([{ batch, checked }], verdicts, { overlay });
    return [0, 1, 2, 3].filter((slot) => verdicts.has(first + slot));
  };

  test('hold for all records that have not been edited since', async () => {
    expect(await takenWith([])).toEqual([0, 1, 2, 3]);
    expect(await takenWith([-1])).toEqual([0, 1, 2, 3]);
    expect(await takenWith([1, 3])).toEqual([0, 2]);
  });

  test('are none on records that had not been checked', async () => {
    expect(await takenWith([], Uint8Array.of(1, 0, 1, 1))).toEqual([0, 2, 3]);
    expect(await takenWith([2], Uint8Array.of(1, 0, 1, 1))).toEqual([0, 3]);
  });
});
