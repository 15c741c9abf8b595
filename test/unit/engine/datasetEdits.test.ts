import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import type { NewKeys } from '../../../src/dataset/edits/renumbering';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { openSource } from '../../../src/dataset/source';
import { DatasetSession } from '../../../src/engine/datasetSession';

const lines = [
  '{"instruction":"Eins", "input":"", "output":"caf\\u00e9", "n":1e400}',
  '{"instruction": "Zwei", "output": "zwei", "id": 12345678901234567890}',
  '{broken',
  '{"instruction": "Vier", "output": "vier"}',
];

let folder: string;
let path: string;
let session: DatasetSession;
let edits: DatasetEdits;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  path = join(folder, 'records.jsonl');
  writeFileSync(path, lines.join('\n') + '\n');
  session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads: 2 });
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  edits = new DatasetEdits(session, new EditedDataset(session.index.count, new ContentLog(join(folder, 'unsaved'))));
});
afterEach(() => {
  session.close();
  edits.dataset.log.close();
  rmSync(folder, { recursive: true });
});

const now = async () =>
  Promise.all(Array.from(edits.dataset.order.keys(0, edits.dataset.order.count), (key) => session.rawText(key)));

async function save(): Promise<NewKeys | undefined> {
  const { dataset } = edits;
  const mark = dataset.mark();
  const saved = await session.save({ path, order: mark.order, overlay: mark.overlay.share() }, {});
  const newKeys = dataset.saved(mark, saved.index.count);
  session.useSaved(openSource({ kind: 'file', path }), saved.index, newKeys !== undefined);
  return newKeys;
}

const onDisk = () => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const setOutput = (key: number, text: string) => edits.change(key, { kind: 'turnText', turn: 1, text }, 'Edit');

describe('edits of a dataset', () => {
  test('of one record leave every other byte, are seen at once, and can be undone', async () => {
    await edits.change(0, { kind: 'turnText', turn: 1, text: 'cafés' }, 'Edit');
    const edited = '{"instruction":"Eins", "input":"", "output":"caf\\u00e9s", "n":1e400}';
    expect(await now()).toEqual([edited, ...lines.slice(1)]);
    await save();
    expect(onDisk()).toEqual([edited, ...lines.slice(1)]);
    expect(edits.dataset.isDirty).toBe(false);
    await edits.undo();
    expect(edits.dataset.isDirty).toBe(true);
    expect(await now()).toEqual(lines);
    await save();
    expect(onDisk()).toEqual(lines);
  });

  test('that change nothing are none', async () => {
    expect(await setOutput(3, 'vier')).toBeUndefined();
    expect(edits.dataset.isDirty).toBe(false);
  });

  test('of several places of one record are one step', async () => {
    const field = { kind: 'fieldJson', key: 'from', json: '[{"model":"m"}]' } as const;
    await edits.changeTogether(3, [{ kind: 'turnText', turn: 1, text: 'fünf' }, field], 'Accept');
    expect((await now())[3]).toBe('{"instruction": "Vier", "output": "fünf", "from": [{"model":"m"}]}');
    await edits.undo();
    expect(await now()).toEqual(lines);
    await edits.redo();
    expect((await now())[3]).toContain('fünf');
    const broken = { kind: 'fieldJson', key: 'from', json: '[' } as const;
    await expect(edits.changeTogether(0, [{ kind: 'turnText', turn: 1, text: 'x' }, broken], 'Accept')).rejects.toThrow();
    expect((await now())[0]).toBe(lines[0]);
    expect(await edits.changeTogether(1, [{ kind: 'turnText', turn: 1, text: 'zwei' }], 'Accept')).toBeUndefined();
  });

  test('go on with one another while typing, from the record as it was', async () => {
    const edit = (await setOutput(0, 'caf'))!;
    expect(await edits.amend(edit, { kind: 'turnText', turn: 1, text: 'café!' })).toBe(true);
    expect((await now())[0]).toBe(lines[0].replace('caf\\u00e9', 'caf\\u00e9!'));
    await edits.undo();
    expect(await now()).toEqual(lines);
    expect(await edits.amend(edit, { kind: 'turnText', turn: 1, text: 'x' })).toBe(false);
  });

  test('add, copy, delete and move records; undo and redo them after a save', async () => {
    await edits.remove(Uint32Array.of(1, 2));
    expect(await now()).toEqual([lines[0], lines[3]]);
    await edits.duplicate(Uint32Array.of(0));
    await edits.move(Uint32Array.of(3), -1);
    const moved = [lines[0], lines[3], lines[0]];
    expect(await now()).toEqual(moved);
    const newKeys = await save();
    expect(newKeys?.oldKeys).toHaveLength(3);
    expect(onDisk()).toEqual(moved);
    expect(await now()).toEqual(moved);
    await edits.undo();
    await edits.undo();
    await edits.undo();
    expect(await now()).toEqual(lines);
    await edits.redo();
    expect(await now()).toEqual([lines[0], lines[3]]);
    await edits.undo();
    await save();
    expect(onDisk()).toEqual(lines);
  });

  test('add the first record of an empty file, by the schema that is in force, which then tells the schema', async () => {
    for (const [content, choice, expected] of [
      ['', undefined, '{"instruction": "", "input": "", "output": ""}\n'],
      ['\ufeff', undefined, '\ufeff{"instruction": "", "input": "", "output": ""}\n'],
      ['[]', { id: 'prompt-completion' }, '[{"prompt": "", "completion": ""}]'],
    ] as const) {
      const empty = join(folder, 'empty.json');
      writeFileSync(empty, content);
      const own = new DatasetSession({ kind: 'file', path: empty }, { programs: resolve('dist'), threads: 1 });
      await own.indexed;
      expect((await own.sampleSchemas()).sampled).toBe(0);
      await own.useSchema(choice);
      const dataset = new EditedDataset(0, new ContentLog(join(folder, 'of-empty')));
      const edit = await new DatasetEdits(own, dataset).add(undefined);
      expect(edit?.label).toBe('Add Record');
      const { sampled, detections } = await own.sampleSchemas();
      expect(sampled).toBe(1);
      expect(detections[0].choice).toEqual(choice ?? { id: 'alpaca' });
      const mark = dataset.mark();
      await own.save({ path: empty, order: mark.order, overlay: mark.overlay.share() }, {});
      expect(readFileSync(empty, 'utf8')).toBe(expected);
      own.close();
      dataset.log.close();
    }
  });

  test('of many records are one step, and are made only to those that are wanted', async () => {
    const query = { text: 'i', regex: false, matchCase: true, wholeWord: false, field: '' };
    const prepared = await edits.prepare(Uint32Array.of(0, 1, 2, 3), { kind: 'replace', query, replacement: 'I' }, {});
    expect(Array.from(prepared!.keys)).toEqual([0, 1, 3]);
    await edits.applyPrepared(prepared!, new Set([1]), 'Replace');
    expect(await now()).toEqual([
      lines[0].replace('Eins', 'EIns'),
      lines[1],
      lines[2],
      lines[3].replace('"Vier"', '"VIer"').replace('vier', 'vIer'),
    ]);
    await edits.undo();
    expect(await now()).toEqual(lines);
    expect(edits.dataset.isDirty).toBe(false);
  });

  test('wait for one another, so that none is lost', async () => {
    await Promise.all([setOutput(0, 'a'), setOutput(0, 'ab'), edits.remove(Uint32Array.of(3)), setOutput(1, 'b')]);
    expect(await now()).toEqual([
      lines[0].replace('caf\\u00e9', 'ab'),
      lines[1].replace('"zwei"', '"b"'),
      lines[2],
    ]);
  });

  test('are found by searches, also in records that are added', async () => {
    await setOutput(3, 'Nadel');
    await edits.duplicate(Uint32Array.of(3));
    const search = session.search({ text: 'Nadel', regex: false, matchCase: true, wholeWord: false, field: '' });
    const found: number[] = [];
    await search.run((keys) => found.push(...keys));
    expect(found.map((key) => edits.dataset.order.positionOf(key))).toEqual([3, 4]);
    await setOutput(3, 'Heu');
    expect(await search.among([3])).toEqual([]);
    search.end();
  });

  test('are carried over to a file that has been written over the old one, wherever the records stand', async () => {
    await setOutput(0, 'mine');
    await setOutput(3, 'lost');
    await edits.remove(Uint32Array.of(1));
    await edits.add(3);
    const theirs = ['{"instruction": "Neu"}', lines[2], lines[1], lines[0], lines[3].replace('vier', 'theirs')];
    writeFileSync(path, theirs.map((line) => `${line}\n`).join(''));
    const other = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads: 1 });
    await other.indexed;
    const anew = new DatasetEdits(other, new EditedDataset(other.index.count, edits.dataset.log));
    const { left } = await anew.carryOver(edits.dataset);
    const keys = anew.dataset.order.keys(0, anew.dataset.order.count);
    expect(await Promise.all(Array.from(keys, (key) => other.rawText(key)))).toEqual([
      theirs[0],
      theirs[1],
      theirs[3].replace('caf\\u00e9', 'mine'),
      '{"instruction": "", "output": ""}',
      theirs[4],
    ]);
    expect(left.map((content) => Buffer.from(edits.dataset.log.read(content)).toString())).toEqual([
      lines[3].replace('vier', 'lost'),
    ]);
    await anew.undo();
    expect(anew.dataset.isDirty).toBe(false);
    other.close();
  });

  test('hold when another file has taken the name of the one that was opened', async () => {
    rmSync(path);
    writeFileSync(path, 'another file altogether\n');
    await setOutput(3, 'mine');
    await save();
    expect(onDisk()).toEqual([...lines.slice(0, 3), lines[3].replace('vier', 'mine')]);
  });
});
