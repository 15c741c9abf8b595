import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../../src/dataset/edits/editedDataset';
import type { RecordKey } from '../../../../src/dataset/edits/recordKey';
import { FindBar } from '../../../../src/editor/view/findBar';
import { DatasetSession } from '../../../../src/engine/datasetSession';

const OUTPUTS = ['hay', 'a needle', 'hay', 'hay', 'needles', 'hay'];
const query = { text: 'needle', regex: false, matchCase: false, wholeWord: false, field: '' };

describe('what is searched for in a view', () => {
  let folder: string;
  let session: DatasetSession;
  let dataset: EditedDataset;
  let findBar: FindBar;
  let selectedPosition: number;
  let revealed: RecordKey[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paddock-find-'));
    const path = join(folder, 'hay.jsonl');
    await writeFile(path, OUTPUTS.map((output) => `${JSON.stringify({ instruction: 'Say.', output })}\n`).join(''));
    session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads: 1 });
    await session.indexed;
    dataset = new EditedDataset(session.index.count, new ContentLog(join(folder, 'unsaved')));
    selectedPosition = -1;
    revealed = [];
    findBar = new FindBar(
      { session, dataset },
      {
        get selectedPosition() {
          return selectedPosition;
        },
        reveal: (key) => {
          revealed.push(key);
          selectedPosition = key;
        },
        showRecords: () => undefined,
        refreshSoon: () => undefined,
      },
    );
  });

  afterEach(async () => {
    findBar.end();
    session.close();
    dataset.log.close();
    await rm(folder, { recursive: true, force: true });
  });

  const found = () =>
    vi.waitFor(() => expect(findBar.search?.state(selectedPosition)).toMatchObject({ done: true, records: 2 }), 20_000);

  test('is shown at once where it is nearest', async () => {
    selectedPosition = 2;
    findBar.find(query);
    await found();
    expect(revealed).toEqual([4]);
    expect(findBar.search?.state(selectedPosition).current).toBe(2);
  });

  test('is found again when records have other keys, and what is selected stays', async () => {
    findBar.find(query);
    await found();
    selectedPosition = 3;
    findBar.again();
    await found();
    expect(revealed).toEqual([1]);
    expect(selectedPosition).toBe(3);
  });

  test('is nothing any more once it is emptied', async () => {
    findBar.find(query);
    await found();
    findBar.find({ ...query, text: '' });
    expect(findBar.search).toBeUndefined();
    findBar.again();
    expect(findBar.search).toBeUndefined();
  });
});
