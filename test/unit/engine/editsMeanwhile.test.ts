import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { openSource } from '../../../src/dataset/source';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { DatasetSession } from '../../../src/engine/datasetSession';

const line = (n: number) => `{"instruction": "Sag ${n}", "output": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}\n`;

let folder: string;
let path: string;
let unsaved: string;
const opened: { session: DatasetSession; edits: DatasetEdits }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  path = join(folder, 'records.jsonl');
  unsaved = join(folder, 'unsaved');
});
afterEach(() => {
  for (const { session, edits } of opened.splice(0)) {
    session.close();
    edits.dataset.log.close();
  }
  rmSync(folder, { recursive: true });
});

/** Opens the file and goes on as soon as some records are known, as an editor does. */
async function open(): Promise<{ session: DatasetSession; edits: DatasetEdits }> {
  let sawSome: () => void;
  const some = new Promise<void>((resolve) => (sawSome = resolve));
  const session: DatasetSession = new DatasetSession(
    { kind: 'file', path },
    {
      programs: resolve('dist'),
      threads: 1,
      onIndexed: () => {
        const { order } = edits.dataset;
        if (order.isIdentity) order.grow(session.index.count);
        if (session.index.count > 0) sawSome();
      },
    },
  );
  const edits = new DatasetEdits(session, new EditedDataset(session.index.count, new ContentLog(unsaved)));
  opened.push({ session, edits });
  await some;
  return { session, edits };
}

async function save({ session, edits }: { session: DatasetSession; edits: DatasetEdits }): Promise<void> {
  await edits.inTurn(async () => {
    await session.indexed;
    const mark = edits.dataset.mark();
    const saved = await session.save({ path, order: mark.order, overlay: mark.overlay.share() }, {});
    const newKeys = edits.dataset.saved(mark, saved.index.count);
    session.useSaved(openSource({ kind: 'file', path }), saved.index, newKeys !== undefined);
    if (newKeys) edits.renumbered(newKeys);
  });
}

describe('records that are deleted, added or moved while the file is still being read', () => {
  test('leave the rest of the file where it is', async () => {
    const records = 600_000;
    writeFileSync(path, Array.from({ length: records }, (_, n) => line(n)).join(''));
    const { session, edits } = await open();
    expect(session.index.complete, 'the test is about a file that is not known to its end').toBe(false);
    const known = session.index.count;
    await Promise.all([
      edits.move(Uint32Array.of(known - 1), 1),
      edits.remove(Uint32Array.of(0, 2)),
      edits.duplicate(Uint32Array.of(3)),
      edits.add(4),
    ]);
    await session.indexed;
    expect(edits.dataset.order.count).toBe(records);
    await save({ session, edits });
    const now = readFileSync(path, 'utf8').split('\n');
    expect(now.slice(0, 5)).toEqual([
      line(1).trim(),
      line(3).trim(),
      line(3).trim(),
      line(4).trim(),
      '{"instruction": "", "input": "", "output": ""}',
    ]);
    expect(now.slice(known - 1, known + 1)).toEqual([line(known).trim(), line(known - 1).trim()]);
    expect(now.slice(-3)).toEqual([line(records - 2).trim(), line(records - 1).trim(), '']);
    expect(now).toHaveLength(records + 1);
  });
});

describe('a search that never ends', () => {
  test('keeps nobody from saving and editing', async () => {
    writeFileSync(path, Array.from({ length: 10 }, (_, n) => line(n)).join(''));
    const { session, edits } = await open();
    await session.indexed;
    const search = session.search({ text: '(a+)+$', regex: true, matchCase: true, wholeWord: false, field: '' });
    const searched = search.run(() => undefined).catch(() => undefined);
    await edits.remove(Uint32Array.of(1));
    await save({ session, edits });
    await edits.change(0, { kind: 'raw', text: '{"n": 1}' }, 'Edit');
    await save({ session, edits });
    search.end();
    await searched;
    expect(readFileSync(path, 'utf8')).toBe(`{"n": 1}\n${[2, 3, 4, 5, 6, 7, 8, 9].map(line).join('')}`);
  });
});

describe('a change of many records that is prepared', () => {
  const query = { text: 'Sag', regex: false, matchCase: true, wholeWord: false, field: '' };
  const replace = { kind: 'replace', query, replacement: 'Sage' } as const;
  const all = (edits: DatasetEdits) => edits.dataset.order.keys(0, edits.dataset.order.count);
  const left = () => readdirSync(unsaved);

  test('leaves nothing on disk when it is cancelled', async () => {
    writeFileSync(path, Array.from({ length: 50_000 }, (_, n) => line(n)).join(''));
    const { session, edits } = await open();
    await session.indexed;
    const cancel = new AbortController();
    const onProgress = () => cancel.abort();
    await expect(edits.prepare(all(edits), replace, { signal: cancel.signal, onProgress })).rejects.toThrow('Cancelled');
    expect(left()).toEqual([]);
    const deleting = edits.remove(all(edits), undefined, { signal: AbortSignal.timeout(0) });
    await expect(deleting).rejects.toThrow('Cancelled');
    expect(left()).toEqual([]);
  });

  test('leaves nothing on disk when it is not made', async () => {
    writeFileSync(path, line(0) + line(1));
    const { session, edits } = await open();
    await session.indexed;
    const prepared = await edits.prepare(all(edits), replace, {});
    expect(left()).not.toEqual([]);
    await edits.discard(prepared!);
    expect(left()).toEqual([]);
    expect(await edits.prepare(all(edits), { ...replace, query: { ...query, text: 'nowhere' } }, {})).toBeUndefined();
    expect(left()).toEqual([]);
  });

  test('is not made to records that have been reverted since', async () => {
    writeFileSync(path, line(0) + line(1));
    const { session, edits } = await open();
    await session.indexed;
    await edits.change(0, { kind: 'raw', text: '{"instruction": "Sag was anderes"}' }, 'Edit');
    const prepared = await edits.prepare(all(edits), replace, {});
    await edits.revert();
    await expect(edits.applyPrepared(prepared!, new Set(), 'Replace')).rejects.toThrow('edited meanwhile');
    expect(await session.rawText(0)).toBe(line(0).trim());
  });
});

test('records that are copied and deleted one by one are logged in one file', async () => {
  writeFileSync(path, Array.from({ length: 40 }, (_, n) => line(n)).join(''));
  const { session, edits } = await open();
  await session.indexed;
  for (let turn = 0; turn < 30; turn++) {
    await edits.duplicate(Uint32Array.of(turn));
    await edits.remove(Uint32Array.of(turn, turn + 1));
  }
  expect(readdirSync(unsaved)).toHaveLength(1);
  for (let turn = 0; turn < 60; turn++) await edits.undo();
  expect(await session.rawText(edits.dataset.order.keyAt(30))).toBe(line(30).trim());
  expect(edits.dataset.isDirty).toBe(false);
});

test('a dataset that is closed while it is saved leaves the old file and nothing else', async () => {
  const records = 400_000;
  const text = Array.from({ length: records }, (_, n) => line(n)).join('');
  writeFileSync(path, text);
  const { session, edits } = await open();
  await session.indexed;
  await edits.remove(Uint32Array.of(0));
  const mark = edits.dataset.mark();
  const saving = session.save(
    { path, order: mark.order, overlay: mark.overlay.share() },
    { onProgress: () => session.close() },
  );
  await expect(saving).rejects.toThrow('cancelled');
  expect(readdirSync(folder).sort()).toEqual(['records.jsonl', 'unsaved']);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a save that is cancelled before it begins says so as a save does', async () => {
  writeFileSync(path, line(0));
  const { session, edits } = await open();
  await session.indexed;
  const mark = edits.dataset.mark();
  const cancelling = new AbortController();
  const saving = session.save({ path, order: mark.order, overlay: mark.overlay.share() }, { signal: cancelling.signal });
  cancelling.abort();
  await expect(saving).rejects.toMatchObject({ code: 'cancelled', message: expect.stringContaining('records.jsonl has not been saved') });
});

test('records are exported as they were when the dataset is saved meanwhile', async () => {
  const records = 400_000;
  writeFileSync(path, Array.from({ length: records }, (_, n) => line(n)).join(''));
  const { session, edits } = await open();
  await session.indexed;
  const keys = edits.dataset.order.keys(0, records);
  await edits.remove(Uint32Array.of(0));
  const exported = join(folder, 'exported.jsonl');
  let saved: Promise<void> | undefined;
  const onProgress = () => {
    saved ??= save({ session, edits });
  };
  await session.exportRecords(exported, keys.subarray(1), { onProgress });
  await saved;
  expect(readFileSync(exported).equals(readFileSync(path))).toBe(true);
});

test.skipIf(process.platform !== 'linux')('a dataset that is edited and saved again and again keeps no more files open', async () => {
  writeFileSync(path, line(0) + line(1) + line(2));
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const open1 = await open();
  await open1.session.indexed;
  const round = async (turn: number) => {
    const { session, edits } = open1;
    await edits.change(0, { kind: 'raw', text: `{"n": ${turn}}` }, 'Edit');
    await edits.duplicate(Uint32Array.of(1));
    await edits.undo();
    await session.rawText(0);
    await save({ session, edits });
  };
  for (let turn = 0; turn < 3; turn++) await round(turn);
  await settled();
  const before = openFiles();
  for (let turn = 3; turn < 15; turn++) await round(turn);
  await settled();
  expect(openFiles()).toBeLessThanOrEqual(before);
  for (let turn = 0; turn < 5; turn++) {
    const other = await open();
    await other.session.indexed;
    await other.edits.change(0, { kind: 'raw', text: `{"n": ${turn}}` }, 'Edit');
    other.session.close();
    other.edits.dataset.log.close();
  }
  await settled();
  expect(openFiles()).toBeLessThanOrEqual(before);
});

/** Threads that have been ended, and files that were theirs, are gone by then. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));
