import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { type Edit, EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { Regeneration } from '../../../src/engine/regeneration/regeneration';
import { CandidateStorage } from '../../../src/generation/candidateStorage';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import type { RecordChange } from '../../../src/schema/recordChange';
import { says, ScriptedBackend } from './scriptedBackend';

const choice: ModelChoice = { name: 'x', backend: 'ollama', model: 'x', adapters: [], template: 'alpaca', parameters: DEFAULT_PARAMETERS };
/** Its responses are the turns 1, 3 and 5. */
const talk = {
  messages: ['Eins?', 'Ja, eins.', 'Zwei?', 'Ja, zwei.', 'Drei?', 'Ja, drei.'].map((content, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content,
  })),
};

let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'paddock-'))));
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

/** A dataset of one conversation with candidates, as it is opened the first time, or again. */
async function open(isFirst = true) {
  const path = join(folder, 'data.jsonl');
  if (isFirst) writeFileSync(path, `${JSON.stringify(talk)}\n`);
  const session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads: 1 });
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  const log = new ContentLog(join(folder, 'edits'));
  const edits = new DatasetEdits(session, new EditedDataset(session.index.count, log));
  const storage = new CandidateStorage(join(folder, 'candidates'));
  const regeneration = new Regeneration({
    session,
    models: { backendOf: () => new ScriptedBackend(says('x')), templates: {} },
    judge: () => Promise.reject(new Error('Nothing is judged here.')),
    isThere: () => true,
    file: await storage.open('file:///data.jsonl'),
    onChange: () => undefined,
    onCandidate: () => undefined,
    onRemoved: () => undefined,
  });
  const found = await regeneration.open();
  const close = async () => {
    await regeneration.close();
    session.close();
    log.close();
  };
  closing.push(close);
  const follow = async (edit: Edit | undefined, how: 'edit' | 'undo' | 'redo' = 'edit') => {
    regeneration.follow(edit!, how);
    regeneration.recordsEdited([0]);
    await regeneration.followed;
  };
  return {
    regeneration,
    edits,
    found,
    close,
    take: async (turn: number, text: string) => {
      const [record] = await session.contentHashes(Uint32Array.of(0));
      return regeneration.take({ key: 0, turn, choice, seed: 1 }, { text, end: { reason: 'stop' }, time: 1 }, record).id;
    },
    change: async (change: RecordChange) => follow(await edits.change(0, change, 'Change')),
    undo: async () => follow(await edits.undo(), 'undo'),
    redo: async () => follow(await edits.redo(), 'redo'),
    bytes: async () => (await session.bytes(Uint32Array.of(0)))[0],
    /** By their texts. */
    turns: () => Object.fromEntries(regeneration.ofRecord(0).map(({ text, turn }) => [text, turn])),
  };
}

describe('candidates of a conversation', () => {
  test('stay with their responses as turns before them come and go, and are undone', async () => {
    const { take, change, undo, redo, turns, regeneration } = await open();
    await take(1, 'a');
    await take(5, 'c');
    await change({ kind: 'insertTurn', turn: 1 });
    expect(turns()).toEqual({ a: 1, c: 6 });
    await change({ kind: 'removeTurn', turn: 0 });
    expect(turns()).toEqual({ a: 0, c: 5 });
    await undo();
    await undo();
    expect(turns()).toEqual({ a: 1, c: 5 });
    await redo();
    await redo();
    expect(turns()).toEqual({ a: 0, c: 5 });
    expect(regeneration.state.ready).toBe(2);
  });

  test('go with their response, and come back with it', async () => {
    const { take, change, undo, redo, turns, regeneration } = await open();
    const id = await take(3, 'b');
    await take(5, 'c');
    regeneration.type(id, 'typed');
    await change({ kind: 'removeTurn', turn: 3 });
    expect(turns()).toEqual({ c: 4 });
    expect(regeneration.state.ready).toBe(1);
    await undo();
    expect(turns()).toEqual({ b: 3, c: 5 });
    expect(regeneration.get(id)).toMatchObject({ state: 'ready', typed: 'typed' });
    await redo();
    expect(turns()).toEqual({ c: 4 });
    await undo();
    expect(turns()).toEqual({ b: 3, c: 5 });
  });

  test('are where they were when all edits are taken back', async () => {
    const { take, change, turns, edits, regeneration } = await open();
    await take(3, 'b');
    await take(5, 'c');
    await change({ kind: 'removeTurn', turn: 3 });
    await change({ kind: 'removeTurn', turn: 0 });
    await take(1, 'of the second question');
    expect(turns()).toEqual({ c: 3, 'of the second question': 1 });
    await edits.revert();
    regeneration.revert();
    await regeneration.followed;
    expect(turns()).toEqual({ b: 3, c: 5 });
  });

  test('are in their turns again when the dataset is opened as it was before, or with its edits', async () => {
    const first = await open();
    await first.take(1, 'a');
    await first.take(5, 'c');
    await first.change({ kind: 'removeTurn', turn: 0 });
    await first.change({ kind: 'removeTurn', turn: 0 });
    expect(first.turns()).toEqual({ c: 3 });
    await first.take(1, 'new');
    const edited = await first.bytes();
    await first.close();
    // The edits have not been saved.
    const again = await open(false);
    expect(again.turns()).toEqual({ a: 1, c: 5 });
    await again.close();
    writeFileSync(join(folder, 'data.jsonl'), edited);
    const saved = await open(false);
    expect(saved.turns()).toEqual({ c: 3, new: 1 });
    await saved.change({ kind: 'removeTurn', turn: 0 });
    expect(saved.turns()).toEqual({ c: 2, new: 0 });
    await saved.undo();
    expect(saved.turns()).toEqual({ c: 3, new: 1 });
    await saved.close();
    expect((await open(false)).turns()).toEqual({ c: 3, new: 1 });
  });
});
