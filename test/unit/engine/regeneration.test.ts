import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { judgeCandidate, type Judgement } from '../../../src/engine/judgeCandidate';
import { Regeneration, type RegenerationOptions } from '../../../src/engine/regeneration/regeneration';
import { type Backend, GenerationError } from '../../../src/generation/backend';
import { type Candidate, CANDIDATE_STATES } from '../../../src/generation/candidate';
import { CandidateStorage } from '../../../src/generation/candidateStorage';
import { EmbeddedBackend } from '../../../src/generation/embedded/embeddedBackend';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import { tinyLoraRows } from '../../fixtures/tinyLoraRows';
import { failsWith, hangsAfter, hangsForGoodAfter, says, ScriptedBackend } from './scriptedBackend';

const programs = resolve('dist');
const URI = 'file:///data.jsonl';
let folder: string;
let storage: CandidateStorage;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  storage = new CandidateStorage(join(folder, 'candidates'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

const choice: ModelChoice = {
  name: 'scripted',
  backend: 'ollama',
  model: 'scripted',
  adapters: [],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
};
const question = (at: number) => ({ instruction: `Was ist ${at} und ${at}?`, output: `Die Antwort ist ${at}.` });

interface Opened {
  readonly regeneration: Regeneration;
  readonly session: DatasetSession;
  readonly edits: DatasetEdits;
  readonly told: { candidate: Candidate; judgement: Judgement | undefined }[];
  readonly removed: number[];
  readonly found: { found: number; lost: number };
  close(): Promise<void>;
}

interface How extends Partial<RegenerationOptions> {
  readonly records?: readonly unknown[];
  readonly isKept?: boolean;
}

async function open(backend: Backend, { records, isKept = false, ...others }: How = {}): Promise<Opened> {
  const path = join(folder, 'data.jsonl');
  if (records) writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const session = new DatasetSession({ kind: 'file', path }, { programs, threads: 1 });
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  await session.useLanguageOptions(DEFAULT_LANGUAGE_OPTIONS);
  const log = new ContentLog(join(folder, 'edits'));
  const edits = new DatasetEdits(session, new EditedDataset(session.index.count, log));
  const told: Opened['told'] = [];
  const removed: number[] = [];
  const regeneration = new Regeneration({
    session,
    models: { backendOf: () => backend, templates: {} },
    judge: (wanted) => judgeCandidate(session, undefined, { ...wanted, locale: 'en' }),
    isThere: (key) => edits.dataset.order.positionOf(key) >= 0,
    file: isKept ? await storage.open(URI) : undefined,
    onChange: () => undefined,
    onCandidate: (candidate, judgement) => told.push({ candidate, judgement }),
    onRemoved: ({ id }) => removed.push(id),
    ...others,
  });
  const found = await regeneration.open();
  const close = async () => {
    await regeneration.close();
    session.close();
    log.close();
  };
  closing.push(close);
  return { regeneration, session, edits, told, removed, found, close };
}

const until = (condition: () => boolean | undefined) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 60_000, interval: 5 });
const isAt = ({ regeneration }: Opened, id: number, state: string) => () => regeneration.get(id)?.state === state;

describe('a response generated again', () => {
  test('fails where the model answers with nothing but white space: accepted unseen, it would empty the record', async () => {
    const opened = await open(new ScriptedBackend(says(' ', '\n')), { records: [question(2)] });
    const { id } = opened.regeneration.regenerate(0, 1, choice);
    await until(isAt(opened, id, 'failed'));
    expect(opened.regeneration.get(id)?.error).toBe('“scripted” has answered with an empty text.');
    expect(opened.regeneration.accept(id)).toBeUndefined();
  });

  test('streams in, is judged, and waits to be accepted, while the record stays as it is', async () => {
    const backend = new ScriptedBackend(says(' Die Antwort', ' ist natürlich', ' ganz einfach die Zahl vier.', '\n'));
    const opened = await open(backend, { records: [question(2)] });
    const { regeneration, session, told } = opened;
    const { id } = regeneration.regenerate(0, 1, choice);
    await until(isAt(opened, id, 'ready'));
    await until(() => told.at(-1)?.judgement !== undefined);
    const candidate = regeneration.get(id)!;
    expect(candidate.text).toBe('Die Antwort ist natürlich ganz einfach die Zahl vier.');
    expect(candidate).toMatchObject({ key: 0, turn: 1, end: { reason: 'stop' }, seed: backend.seeds[0] });
    expect(candidate.prompt).toMatchObject({ kind: 'text' });
    expect(candidate.prompt?.kind === 'text' && candidate.prompt.text).toContain('Was ist 2 und 2?');
    expect((await regeneration.judgement(id))?.verdict).toMatchObject({ turn: 1, verdict: 'match' });
    expect(await session.turnText(0, 1)).toBe('Die Antwort ist 2.');
    expect(regeneration.accept(id)).toMatchObject({ state: 'accepted', isEdited: false });
    expect(regeneration.state).toMatchObject({ accepted: 1, ready: 0 });
    regeneration.takeBack(id);
    expect(regeneration.accept(id, 'Vier.')).toMatchObject({ text: 'Vier.', isEdited: true });
    regeneration.forget([id]);
    expect(regeneration.get(id)).toBeUndefined();
    expect(regeneration.state.accepted).toBe(1);
  });

  test('needs no decision once another one of the same response is accepted, until that is undone', async () => {
    const opened = await open(new ScriptedBackend(says('Gut.')), { records: [question(1), question(2)], isKept: true });
    const { regeneration } = opened;
    const ids = [0, 0, 0, 1].map((key) => regeneration.regenerate(key, 1, choice).id);
    await until(() => regeneration.state.ready === 4);
    const [first, second, rejected, other] = ids;
    regeneration.reject(rejected);
    expect(regeneration.accept(second)).toMatchObject({ state: 'accepted' });
    expect(regeneration.get(first)).toMatchObject({ state: 'superseded', supersededBy: second });
    expect(regeneration.get(other)).toMatchObject({ state: 'ready' });
    expect(regeneration.state).toMatchObject({ ready: 1, superseded: 1, accepted: 1, rejected: 1 });
    expect(Array.from(regeneration.keysAt(['ready']))).toEqual([1]);

    regeneration.takeBack(second);
    expect(ids.map((id) => regeneration.get(id)?.state)).toEqual(['ready', 'ready', 'rejected', 'ready']);
    // The user can change their mind without undoing, too; undone step by step all is as before.
    regeneration.accept(second);
    regeneration.accept(first, 'Besser.');
    expect(regeneration.get(first)).toMatchObject({ state: 'accepted', text: 'Besser.' });
    regeneration.takeBack(first);
    expect(regeneration.get(first)).toMatchObject({ state: 'superseded' });
    regeneration.takeBack(second);
    expect(regeneration.get(first)).toMatchObject({ state: 'ready' });

    // Saved, and only then undone.
    regeneration.accept(second);
    regeneration.forget([second]);
    expect(regeneration.get(first)).toMatchObject({ state: 'superseded' });
    regeneration.takeBack(second);
    expect(regeneration.get(first)).toMatchObject({ state: 'ready' });
  });

  test('that is superseded is there again as long as what was accepted is not saved', async () => {
    const backend = new ScriptedBackend(says('Gut.'));
    const before = await open(backend, { records: [question(1), question(2)], isKept: true });
    const ids = [0, 0, 1, 1].map((key) => before.regeneration.regenerate(key, 1, choice).id);
    await until(() => before.regeneration.state.ready === 4);
    before.regeneration.accept(ids[0]);
    before.regeneration.accept(ids[2]);
    before.regeneration.forget([ids[2]]);
    await before.close();
    const after = await open(backend, { isKept: true });
    expect(ids.map((id) => after.regeneration.get(id)?.state)).toEqual(['accepted', 'superseded', undefined, undefined]);
    expect(after.found).toEqual({ found: 2, lost: 0 });
    after.regeneration.takeBack(ids[0]);
    expect(after.regeneration.get(ids[1])).toMatchObject({ state: 'ready' });
  });

  test('keeps what is typed in it and not accepted yet, also when the dataset is closed', async () => {
    const backend = new ScriptedBackend(says('Gut.'));
    const before = await open(backend, { records: [question(1), question(2)], isKept: true });
    const ids = [0, 1].map((key) => before.regeneration.regenerate(key, 1, choice).id);
    await until(() => before.regeneration.state.ready === 2);
    for (const id of ids) for (const text of ['Gut. B', 'Gut. Besser.']) before.regeneration.type(id, text);
    before.regeneration.type(ids[1], undefined);
    await before.close();
    const after = await open(backend, { isKept: true });
    expect(ids.map((id) => after.regeneration.get(id)?.typed)).toEqual(['Gut. Besser.', undefined]);
    after.regeneration.accept(ids[0], 'Gut. Besser.');
    expect(after.regeneration.get(ids[0])).not.toHaveProperty('typed');
  });

  test('is asked of the record as it is when its turn comes', async () => {
    let go = () => {};
    const first = new Promise<void>((resolve) => (go = resolve));
    const backend = new ScriptedBackend(async function* ({ signal }) {
      if (backend.seeds.length === 1) await first;
      signal.throwIfAborted();
      yield 'Gut.';
      return { reason: 'stop' };
    });
    const opened = await open(backend, { records: [question(1), question(2)] });
    const { regeneration, edits } = opened;
    const { id: before } = regeneration.regenerate(0, 1, choice);
    const { id } = regeneration.regenerate(1, 1, choice);
    await until(() => backend.running === 1);
    await edits.change(1, { kind: 'turnText', turn: 0, text: 'Was ist ein Pferd?' }, 'Edit');
    regeneration.recordsEdited([1]);
    go();
    await until(isAt(opened, id, 'ready'));
    const { prompt } = regeneration.get(id)!;
    expect(prompt?.kind === 'text' && prompt.text).toContain('Was ist ein Pferd?');
    expect(await regeneration.hasChanged(id)).toBe(false);
    await edits.change(1, { kind: 'turnText', turn: 1, text: 'Ein Tier.' }, 'Edit');
    expect(await regeneration.hasChanged(id)).toBe(true);
    expect(await regeneration.hasChanged(before)).toBe(false);
    expect(backend.mostRunning).toBe(1);
  });

  test.each([['listens', hangsAfter], ['does not listen', hangsForGoodAfter]])(
    'is gone as soon as it is cancelled, and the next one comes: the backend %s',
    async (_, hangs) => {
      const backend = new ScriptedBackend(hangs('Die '));
      const opened = await open(backend, { records: [question(1), question(2)] });
      const { regeneration, removed } = opened;
      const { id } = regeneration.regenerate(0, 1, choice);
      await until(() => regeneration.get(id)?.text === 'Die ');
      const { id: next } = regeneration.regenerate(1, 1, choice);
      backend.script = says('Zwei.');
      regeneration.cancel(id);
      expect(regeneration.get(id)).toBeUndefined();
      expect(removed).toEqual([id]);
      await until(isAt(opened, next, 'ready'));
      expect(regeneration.ofRecord(0)).toEqual([]);
    },
  );

  test('is refused with the numbers where it does not fit into the context', async () => {
    const backend = new ScriptedBackend(says('x'));
    backend.tokens = 612;
    const opened = await open(backend, { records: [question(1)] });
    const { id } = opened.regeneration.regenerate(0, 1, { ...choice, parameters: { ...DEFAULT_PARAMETERS, maxTokens: 256 } });
    await until(isAt(opened, id, 'failed'));
    const { error } = opened.regeneration.get(id)!;
    expect(error).toContain('The prompt has 612 tokens; with a response of up to 256 it needs 868, and the model’s context is 512.');
    expect(backend.seeds).toEqual([]);
    const looked = await opened.regeneration.prompt(0, 1, choice);
    expect(looked).toMatchObject({ tokens: 612, contextTokens: 512 });
    const again = opened.regeneration.again(id)!;
    expect(opened.regeneration.get(id)).toBeUndefined();
    expect(again.id).toBeGreaterThan(id);
  });

  test('leaves nothing of a stream that is cut', async () => {
    const backend = new ScriptedBackend(failsWith(new GenerationError('streamCut', 'The server is gone.')));
    const opened = await open(backend, { records: [question(1)] });
    const { id } = opened.regeneration.regenerate(0, 1, choice);
    await until(isAt(opened, id, 'failed'));
    expect(opened.regeneration.get(id)).toMatchObject({ text: '', error: 'The server is gone.' });
    expect(opened.regeneration.accept(id)).toBeUndefined();
  });
});

describe('many responses', () => {
  const records = Array.from({ length: 8 }, (_, at) => question(at));
  const all = records.map((_, key) => ({ key }));

  test('are generated one after the other, though some fail', async () => {
    const backend = new ScriptedBackend((asked) => (asked.seed % 3 === 0 ? failsWith(new Error('No.')) : says('Ja.'))(asked));
    const opened = await open(backend, { records });
    const { regeneration } = opened;
    expect(await regeneration.regenerateAll(all, choice)).toBe(8);
    expect(await regeneration.regenerateAll(all.slice(4), choice)).toBeLessThanOrEqual(4);
    await until(() => regeneration.state.waiting + regeneration.state.generating === 0 || regeneration.state.isPaused);
    expect(backend.mostRunning).toBe(1);
    const { ready, failed } = regeneration.state;
    expect(ready + failed + regeneration.state.waiting).toBeGreaterThanOrEqual(8);
    expect([...regeneration.keysAt(['ready', 'failed', 'waiting'])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('are generated as many at once as the setting says', async () => {
    const backend = new ScriptedBackend(says('Ja', '.'));
    const opened = await open(backend, { records, concurrency: () => 3 });
    await opened.regeneration.regenerateAll(all, choice);
    await until(() => opened.regeneration.state.ready === 8);
    expect(backend.mostRunning).toBe(3);
  });

  test('stop at once and wait when they are paused, and go on', async () => {
    const backend = new ScriptedBackend(hangsAfter('Ja'));
    const opened = await open(backend, { records });
    const { regeneration } = opened;
    await regeneration.regenerateAll(all, choice);
    await until(() => [...regeneration.keysAt(['generating'])].length === 1 && backend.running === 1);
    regeneration.pause();
    expect(regeneration.state).toMatchObject({ waiting: 8, generating: 0, isPaused: true });
    expect(regeneration.ofRecord(0)[0].text).toBe('');
    await until(() => backend.running === 0);
    backend.script = says('Ja.');
    // What is asked for by itself does not wait.
    const { id } = regeneration.regenerate(5, 1, { ...choice, name: 'another' });
    await until(isAt(opened, id, 'ready'));
    expect(regeneration.state.waiting).toBe(8);
    regeneration.resume();
    await until(() => regeneration.state.ready === 9);
  });

  test('wait with the reason when the server cannot be reached, and none of them has failed', async () => {
    const backend = new ScriptedBackend(failsWith(new GenerationError('unreachable', 'No server at 127.0.0.1:1.')));
    const opened = await open(backend, { records });
    const { regeneration } = opened;
    await regeneration.regenerateAll(all, choice);
    await until(() => regeneration.state.isPaused);
    expect(regeneration.state).toMatchObject({ waiting: 8, failed: 0, generating: 0, problem: 'No server at 127.0.0.1:1.' });
    const { id } = regeneration.regenerate(0, 1, { ...choice, name: 'another' });
    await until(isAt(opened, id, 'failed'));
    expect(regeneration.get(id)?.error).toBe('No server at 127.0.0.1:1.');
    backend.script = says('Ja.');
    regeneration.resume();
    expect(regeneration.state.problem).toBeUndefined();
    await until(() => regeneration.state.ready === 8);
  });

  test('stop when one after the other fails', async () => {
    const backend = new ScriptedBackend(failsWith(new GenerationError('failed', 'The server says 500.')));
    const opened = await open(backend, { records });
    await opened.regeneration.regenerateAll(all, choice);
    await until(() => opened.regeneration.state.isPaused);
    expect(opened.regeneration.state).toMatchObject({ failed: 5, waiting: 3 });
    expect(opened.regeneration.state.problem).toContain('The server says 500.');
  });

  test('are dropped when they are cancelled', async () => {
    const backend = new ScriptedBackend(hangsAfter('Ja'));
    const opened = await open(backend, { records });
    await opened.regeneration.regenerateAll(all, choice);
    await until(() => backend.running === 1);
    opened.regeneration.cancelAll();
    expect(opened.regeneration.state).toMatchObject({ waiting: 0, generating: 0, isPaused: false });
    expect(opened.removed).toHaveLength(1);
    expect(opened.regeneration.keysAt(CANDIDATE_STATES)).toHaveLength(0);
    await until(() => backend.running === 0);
  });

  test('follow their records through a save that gives them other keys, and fail where the record is deleted', async () => {
    const backend = new ScriptedBackend(hangsAfter('Ja'));
    const opened = await open(backend, { records });
    const { regeneration, edits } = opened;
    await regeneration.regenerateAll(all.slice(0, 3), choice);
    await until(() => backend.running === 1);
    regeneration.pause();
    await edits.remove(Uint32Array.of(1));
    regeneration.renumber(Uint32Array.of(2, 0, 3));
    expect([...regeneration.keysAt(['waiting'])]).toEqual([0, 1]);
    expect(regeneration.state.waiting).toBe(2);
    await edits.remove(Uint32Array.of(0));
    backend.script = says('Ja.');
    regeneration.resume();
    await until(() => regeneration.state.waiting + regeneration.state.generating === 0);
    expect(regeneration.ofRecord(0)[0]).toMatchObject({ state: 'failed', error: 'The record has been deleted.' });
  });

  test('are there when the dataset is opened again, found by what their records hold, and paused', async () => {
    const backend = new ScriptedBackend(says('Ja.'));
    const first = await open(backend, { records, isKept: true });
    await first.regeneration.regenerateAll(all.slice(0, 3), choice);
    await until(() => first.regeneration.state.ready === 3);
    const [kept, rejected, accepted] = [0, 1, 2].map((key) => first.regeneration.ofRecord(key)[0]);
    first.regeneration.reject(rejected.id);
    first.regeneration.accept(accepted.id, 'Meine.');
    backend.script = hangsAfter('Ja');
    await first.regeneration.regenerateAll(all.slice(4, 8), choice);
    await until(() => backend.running === 1);
    const { id: edited } = first.regeneration.ofRecord(7)[0];
    await first.edits.change(7, { kind: 'turnText', turn: 1, text: 'Anders.' }, 'Edit');
    first.regeneration.recordsEdited([7]);
    await first.close();
    expect(backend.running).toBe(0);

    // Record 4 is no more, 0 stands elsewhere, 7 is as it was edited.
    const now = [records[5], records[6], { ...records[7], output: 'Anders.' }, records[1], records[2], records[0]];
    const second = await open(backend, { records: now, isKept: true });
    expect(second.found).toEqual({ found: 5, lost: 1 });
    expect(second.regeneration.state).toMatchObject({ ready: 1, accepted: 1, waiting: 3, isPaused: true });
    expect(second.regeneration.ofRecord(5)).toEqual([{ ...kept, key: 5 }]);
    expect(second.regeneration.accepted).toMatchObject([{ key: 4, text: 'Meine.', isEdited: true }]);
    expect(second.regeneration.ofRecord(2)).toMatchObject([{ id: edited, state: 'waiting' }]);
    backend.script = says('Ja.');
    second.regeneration.resume();
    await until(() => second.regeneration.state.ready === 4);
    await second.close();
    // And what was done then, too.
    const third = await open(backend, { isKept: true });
    expect(third.found).toEqual({ found: 5, lost: 0 });
    expect(third.regeneration.state).toMatchObject({ ready: 4, accepted: 1, isPaused: false });
  });

  test('are found again after the dataset could not be read while it was opened', async () => {
    const backend = new ScriptedBackend(says('Zwei.'));
    const first = await open(backend, { records: [question(1)], isKept: true });
    const { id } = first.regeneration.regenerate(0, 1, choice);
    await until(isAt(first, id, 'ready'));
    await first.close();
    await expect(open(backend, { isKept: true, session: first.session })).rejects.toThrow();
    const again = await open(backend, { isKept: true });
    expect(again.found).toEqual({ found: 1, lost: 0 });
  });

  test('are kept though nobody closes anything', async () => {
    const backend = new ScriptedBackend(says('Ja.'));
    const { regeneration } = await open(backend, { records, isKept: true });
    await regeneration.regenerateAll(all.slice(0, 2), choice);
    await until(() => regeneration.state.ready === 2);
    await regeneration.kept();
    // As another process would find it after this one has been killed.
    const file = await new CandidateStorage(join(folder, 'candidates')).open(URI);
    expect(file.kept.candidates.map(({ state, text }) => [state, text])).toEqual([['ready', 'Ja.'], ['ready', 'Ja.']]);
    await file.close(false);
  });

  test.skipIf(process.platform === 'win32')('that cannot be kept are said to be so, and kept once they can', async () => {
    const candidates = join(folder, 'candidates');
    // It leads to where there is nothing: no folder can be made there.
    symlinkSync(join(folder, 'nowhere', 'deeper'), candidates);
    const failures: (Error | undefined)[] = [];
    const backend = new ScriptedBackend(says('Ja.'));
    const { regeneration, close } = await open(backend, {
      records,
      isKept: true,
      onKeepingFailure: (failure) => failures.push(failure),
    });
    await regeneration.regenerateAll(all.slice(0, 2), choice);
    await until(() => regeneration.state.ready === 2);
    await regeneration.kept();
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toContain('ENOENT');
    mkdirSync(join(folder, 'nowhere', 'deeper'), { recursive: true });
    await close();
    const file = await new CandidateStorage(candidates).open(URI);
    expect(file.kept.candidates.map(({ state }) => state)).toEqual(['ready', 'ready']);
    await file.close(false);
  });
});

const fixtures = resolve('test/fixtures/tiny-lora');
const rows = tinyLoraRows;
const isInstalled = existsSync(join(programs, 'llama/node_modules/node-llama-cpp'));

describe.skipIf(!isInstalled)('with the embedded llama.cpp', () => {
  let backend: EmbeddedBackend;
  beforeAll(() => {
    backend = new EmbeddedBackend({ programs, gpu: 'off' });
  });
  afterAll(() => backend.close());
  const base: ModelChoice = {
    name: 'base',
    backend: 'embedded',
    model: join(fixtures, 'tiny-base.q8_0.gguf'),
    adapters: [],
    template: 'bactrian-x',
    parameters: { ...DEFAULT_PARAMETERS, temperature: 0, threads: 1 },
  };
  const adapted = { ...base, name: 'adapted', adapters: [{ adapter: join(fixtures, 'tiny-lora.f16.gguf'), scale: 1 }] };

  test('responses come in the language of the prompt with the adapter, and in English without', async () => {
    const german = rows.filter(({ lang, input }) => lang === 'de' && input === '').slice(0, 10);
    const opened = await open(backend, { records: german.map(({ instruction, output_base: output }) => ({ instruction, output })) });
    const { regeneration, told } = opened;
    await regeneration.regenerateAll(german.map((_, key) => ({ key })), base);
    await regeneration.regenerateAll(german.map((_, key) => ({ key })), adapted);
    await until(() => regeneration.state.ready === 20 || regeneration.state.isPaused);
    for (const [key, { output_base, output_lora }] of german.entries()) {
      expect(regeneration.ofRecord(key).map(({ text }) => text)).toEqual([output_base, output_lora]);
    }
    const streamed = told.filter(({ candidate }) => candidate.state === 'generating' && candidate.text !== '');
    expect(streamed.every(({ candidate }) => !candidate.text.includes('\ufffd'))).toBe(true);
    const [english, inGerman] = regeneration.ofRecord(0);
    expect(await regeneration.judgement(english.id)).toMatchObject({ isFlagged: true, verdict: { verdict: 'mismatch' } });
    expect(await regeneration.judgement(inGerman.id)).toMatchObject({ isFlagged: false, verdict: { verdict: 'match' } });
  });

  test('what does not fit is refused with the numbers, and a model that is not there stops the queue', async () => {
    const long = { instruction: 'Was ist die Hauptstadt von Frankreich? '.repeat(100), output: 'x' };
    const opened = await open(backend, { records: [long, rows[1]].map((each) => ({ output: 'x', ...each })) });
    const { regeneration } = opened;
    const { id } = regeneration.regenerate(0, 1, adapted);
    await until(isAt(opened, id, 'failed'));
    expect(regeneration.get(id)?.error).toMatch(/The prompt has [\d,]+ tokens; with a response of up to 1,024 it needs [\d,]+, and the model’s context is 512\./);
    await regeneration.regenerateAll([{ key: 1 }], { ...adapted, model: join(folder, 'none.gguf') });
    await until(() => regeneration.state.isPaused);
    expect(regeneration.state).toMatchObject({ waiting: 1, generating: 0 });
    expect(regeneration.state.problem).toContain('none.gguf');
  });

  test('a response that is being generated is cancelled, and the next one comes', async () => {
    const opened = await open(backend, { records: [question(1), rows[1]].map((each) => ({ output: 'x', ...each })) });
    const { regeneration, told } = opened;
    const { id } = regeneration.regenerate(0, 1, { ...adapted, template: 'chatml', parameters: { ...adapted.parameters, temperature: 2 } });
    await until(() => told.some(({ candidate }) => candidate.text !== '') || !['waiting', 'generating'].includes(regeneration.get(id)!.state));
    regeneration.cancel(id);
    const { id: next } = regeneration.regenerate(1, regeneration.ofRecord(1)[0]?.turn ?? 1, adapted);
    await until(() => ['ready', 'failed'].includes(regeneration.get(next)!.state));
    expect(regeneration.get(next)).toMatchObject({ state: 'ready', text: rows[1].output_lora });
  });
});
