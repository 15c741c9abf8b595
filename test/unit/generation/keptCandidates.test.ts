import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Candidate, CANDIDATE_STATES } from '../../../src/generation/candidate';
import { type CandidateFile, CandidateStorage } from '../../../src/generation/candidateStorage';
import { CandidateLines, CandidateReader, type KeptCandidates, withHash } from '../../../src/generation/keptCandidates';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';

const URI = 'file:///data.jsonl';
let folder: string;
let folders = 0;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'paddock-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const newFolder = () => join(folder, String(folders++));

const CHOICES: ModelChoice[] = [
  { name: 'a', backend: 'ollama', model: 'a', adapters: [], template: 'alpaca', parameters: DEFAULT_PARAMETERS },
  {
    name: 'ü\n"',
    backend: 'openai',
    model: 'b',
    server: 'http://127.0.0.1:1/v1',
    adapters: [{ adapter: 'x', scale: 0.5 }],
    template: 'model',
    system: '',
    parameters: { ...DEFAULT_PARAMETERS, seed: 0, contextTokens: 512, threads: 1 },
  },
];

const text = fc.string({ unit: 'binary', maxLength: 12 });
const key = fc.nat({ max: 4 });
const hash = fc.nat({ max: 9 });
const prompt = fc.constantFrom<NonNullable<Candidate['prompt']>>(
  { kind: 'text', text: 'a </s> b', literal: [{ start: 0, end: 3 }], stop: ['\n'] },
  { kind: 'messages', messages: [{ role: 'user', content: '🌞' }], stop: [] },
);
const end = fc.constantFrom<NonNullable<Candidate['end']>>({ reason: 'stop' }, { reason: 'length', promptTokens: 3, tokens: 4, tokensPerSecond: 0.5 });

function readCandidateLines([first, ...others]: readonly unknown[], uri: string): KeptCandidates | undefined {
  const reader = CandidateReader.of(first, uri);
  for (const value of others) reader?.read(value);
  return reader?.kept;
}

/** What can become of candidates. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('added' as const), key, hash, turn: fc.nat(3), choice: fc.constantFrom(...CHOICES), seed: fc.nat() }),
  fc.record({ kind: fc.constant('ready' as const), id: fc.nat(8), text, prompt, end, time: fc.nat(), record: hash }),
  fc.record({ kind: fc.constant('failed' as const), id: fc.nat(8), error: text, time: fc.nat() }),
  fc.record({ kind: fc.constant('accepted' as const), id: fc.nat(8), text, isEdited: fc.boolean() }),
  fc.record({ kind: fc.constant('takenBack' as const), id: fc.nat(8) }),
  fc.record({ kind: fc.constant('removed' as const), ids: fc.array(fc.nat(8), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('edited' as const), key, hash }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** What has become of candidates, after each of the lines that were written. */
class Model {
  readonly candidates = new Map<number, Candidate>();
  readonly hashes = new Map<number, readonly number[]>();
  private id = 0;

  apply(event: Event, lines: CandidateLines): void {
    const of = (id: number, ...states: Candidate['state'][]) => {
      const found = this.candidates.get(id);
      return found && states.includes(found.state) ? found : undefined;
    };
    const become = (id: number, candidate: Candidate) => {
      this.candidates.set(id, candidate);
      lines.became(candidate);
    };
    switch (event.kind) {
      case 'added': {
        const { key, hash, turn, choice, seed } = event;
        const candidate: Candidate = { id: this.id++, key, turn, choice, seed, state: 'waiting', text: '' };
        this.candidates.set(candidate.id, candidate);
        this.hashes.set(key, withHash(this.hashes.get(key) ?? [], hash));
        return lines.added(candidate, this.hashes.get(key)!);
      }
      case 'ready': {
        const { id, kind, ...what } = event;
        const found = of(id, 'waiting');
        if (found) become(id, { ...found, ...what, state: kind });
        return;
      }
      case 'failed': {
        const { id, kind, ...what } = event;
        const found = of(id, 'waiting');
        if (found) become(id, { ...found, ...what, state: kind });
        return;
      }
      case 'accepted': {
        const found = of(event.id, 'ready');
        if (found) become(event.id, { ...found, text: event.text, isEdited: event.isEdited, state: 'accepted' });
        return;
      }
      case 'takenBack': {
        const found = of(event.id, 'accepted');
        if (!found) return;
        const ready: Candidate = { ...found, state: 'ready' };
        delete (ready as { isEdited?: boolean }).isEdited;
        this.candidates.set(event.id, ready);
        return lines.takenBack(event.id);
      }
      case 'removed':
        for (const id of event.ids) this.candidates.delete(id);
        return lines.removed(event.ids);
      case 'edited':
        if (!this.hashes.has(event.key)) return;
        this.hashes.set(event.key, withHash(this.hashes.get(event.key)!, event.hash));
        return lines.edited(event.key, event.hash);
    }
  }

  get kept(): KeptCandidates {
    return { candidates: [...this.candidates.values()].sort((a, b) => a.id - b.id), hashes: new Map(this.hashes) };
  }
}

describe('candidates that are kept', () => {
  test('are what they were after every line, and a line that is cut off loses only itself', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const written: string[] = [];
        const model = new Model();
        const after: KeptCandidates[] = [];
        const lines = new CandidateLines((line) => written.push(JSON.stringify(line)), URI);
        const learn = () => {
          // A choice is written before the first candidate of it, which changes nothing by itself.
          while (after.length < written.length) after.push(model.kept);
        };
        learn();
        for (const each of events) {
          const before = written.length;
          const state = model.kept;
          model.apply(each, lines);
          while (after.length < written.length - 1 && after.length >= before) after.push(state);
          learn();
        }
        const values = written.map((line): unknown => JSON.parse(line));
        for (let count = 1; count <= values.length; count++) {
          expect(readCandidateLines(values.slice(0, count), URI)).toEqual(after[count - 1]);
        }
        // Damaged lines in between are passed over, whatever they are.
        const damaged = values.flatMap((value) => [value, null, 1, 'x', [], { kind: 'ready' }, { kind: 'choice', number: -1 }]);
        expect(readCandidateLines(damaged, URI)).toEqual(model.kept);
      }),
      { numRuns: 200 },
    );
  });

  test('are none where the lines are another dataset’s, another version’s, or anything', () => {
    const lines: unknown[] = [];
    new CandidateLines((line) => lines.push(line), URI);
    expect(readCandidateLines(lines, URI)).toEqual({ candidates: [], hashes: new Map() });
    expect(readCandidateLines(lines, 'file:///other')).toBeUndefined();
    expect(readCandidateLines([{ ...(lines[0] as object), version: 2 }], URI)).toBeUndefined();
    expect(readCandidateLines([], URI)?.candidates).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        expect(readCandidateLines([...lines, ...values], URI)?.candidates).toEqual([]);
      }),
    );
  });

  test('know what a record was in the file and what it has become last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { minLength: 1 }), (hashes) => {
        const known = hashes.reduce<readonly number[]>(withHash, []);
        expect(known.length).toBeLessThanOrEqual(4);
        expect(new Set(known).size).toBe(known.length);
        expect(known.at(-1)).toBe(hashes.at(-1));
        const changed = hashes.findIndex((hash) => hash !== hashes[0]);
        if (changed >= 0 && !hashes.slice(changed).includes(hashes[0])) expect(known[0]).toBe(hashes[0]);
      }),
    );
  });
});

const waiting = (id: number): Candidate => ({ id, key: id, turn: 1, choice: CHOICES[id % 2], seed: id, state: 'waiting', text: '' });
const ready = (id: number, text: string): Candidate => ({ ...waiting(id), state: 'ready', text, end: { reason: 'stop' }, time: 1 });

async function write(file: CandidateFile, candidates: readonly Candidate[]): Promise<void> {
  await file.rewrite({ candidates, hashes: (key) => [key] });
}

describe('a file of candidates', () => {
  test('that is cut at any byte has all that was whole before it', async () => {
    const own = newFolder();
    const storage = new CandidateStorage(own);
    const file = await storage.open(URI);
    await write(file, [waiting(1)]);
    file.append((lines) => lines.added(waiting(2), [2]));
    file.append((lines) => lines.became(ready(1, 'Schöne 🌞\n')));
    file.append((lines) => lines.removed([2]));
    await file.close(false);
    const path = join(own, readdirSync(own)[0]);
    const bytes = readFileSync(path);
    const states: string[] = [];
    for (let length = bytes.length; length >= 0; length--) {
      truncateSync(path, length);
      const cut = await storage.open(URI);
      states.push(cut.kept.candidates.map(({ id, state, text }) => `${id} ${state} ${text}`).join(', '));
      await cut.close(false);
    }
    // An end of line is not missed.
    expect([...new Set(states)]).toEqual(['1 ready Schöne 🌞\n', '1 ready Schöne 🌞\n, 2 waiting ', '1 waiting , 2 waiting ', '1 waiting ', '']);
  });

  test('goes on after a line that was cut off', async () => {
    const own = newFolder();
    const storage = new CandidateStorage(own);
    const file = await storage.open(URI);
    await write(file, [waiting(1)]);
    await file.close(false);
    const path = join(own, readdirSync(own)[0]);
    appendFileSync(path, '{"kind":"ready","id":1,"te');
    const next = await storage.open(URI);
    expect(next.kept.candidates).toEqual([waiting(1)]);
    await write(next, next.kept.candidates);
    next.append((lines) => lines.became(ready(1, 'x')));
    await next.close(false);
    const last = await storage.open(URI);
    expect(last.kept.candidates).toEqual([ready(1, 'x')]);
    await last.close(true);
  });

  test('is written anew when most of it has been superseded, and is no larger than what there is', async () => {
    const own = newFolder();
    const storage = new CandidateStorage(own);
    const file = await storage.open(URI);
    await write(file, []);
    let rewrites = 0;
    for (let id = 0; id < 3_000; id++) {
      file.append((lines) => {
        lines.added(waiting(id), [id]);
        lines.became(ready(id, 'x'.repeat(1_000)));
        lines.removed([id]);
      });
      if (!file.isOutgrown) continue;
      rewrites++;
      await write(file, [ready(3_001, 'y')]);
    }
    expect(rewrites).toBeGreaterThan(0);
    await file.close(false);
    const again = await storage.open(URI);
    expect(again.kept.candidates).toEqual([ready(3_001, 'y')]);
    await again.close(false);
  });

  test('is read once whoever had it open before has closed it', async () => {
    const storage = new CandidateStorage(newFolder());
    const first = await storage.open(URI);
    let isOpen = false;
    const opening = storage.open(URI).then((file) => {
      isOpen = true;
      return file;
    });
    await write(first, [waiting(1)]);
    expect(isOpen).toBe(false);
    await first.close(false);
    const second = await opening;
    expect(second.kept.candidates).toEqual([waiting(1)]);
    await write(second, []);
    await second.close(true);
    const third = await storage.open(URI);
    expect(third.kept.candidates).toEqual([]);
    await third.close(true);
  });

  test('keeps nothing and breaks nothing where it cannot be written', async () => {
    const path = newFolder();
    writeFileSync(path, 'A file, not a folder.');
    const file = await new CandidateStorage(path).open(URI);
    await write(file, [waiting(1)]);
    expect(file.failure).toBeDefined();
    file.append((lines) => lines.removed([1]));
    await file.close(true);
  });

  test('holds every state that is to be kept', async () => {
    const storage = new CandidateStorage(newFolder());
    const file = await storage.open(URI);
    const accepted: Candidate = { ...ready(3, 'a'), state: 'accepted', isEdited: true };
    const failed: Candidate = { ...waiting(4), state: 'failed', error: 'Why', time: 2 };
    const generating: Candidate = { ...waiting(5), state: 'generating', text: 'hal' };
    const rejected: Candidate = { ...waiting(6), state: 'rejected' };
    const superseded: Candidate = { ...ready(7, 's'), state: 'superseded', supersededBy: 3 };
    const typedIn: Candidate = { ...ready(8, 't'), typed: 'tt' };
    const both: Candidate = { ...ready(9, 'b'), state: 'accepted', isEdited: false, supersededBy: 3 };
    const all = [waiting(1), ready(2, 'r'), accepted, failed, generating, rejected, superseded, typedIn, both];
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(CANDIDATE_STATES));
    await write(file, all);
    await file.close(false);
    const again = await storage.open(URI);
    expect(again.kept.candidates).toEqual([waiting(1), ready(2, 'r'), accepted, failed, waiting(5), superseded, typedIn, both]);
    await again.close(true);
  });

  test('is decided about once more where what was accepted is taken back, and forgets what was typed and taken back', async () => {
    const storage = new CandidateStorage(newFolder());
    const file = await storage.open(URI);
    const superseded: Candidate = { ...ready(2, 's'), state: 'superseded', supersededBy: 1 };
    await write(file, [{ ...ready(1, 'a'), state: 'accepted', isEdited: false }, superseded, { ...ready(3, 't'), typed: 'tt' }]);
    file.append((lines) => {
      lines.became({ ...superseded, state: 'accepted' });
      lines.takenBack(2);
    });
    await file.close(false);
    const second = await storage.open(URI);
    expect(second.kept.candidates[1]).toEqual(superseded);
    await write(second, second.kept.candidates);
    second.append((lines) => {
      lines.takenBack(1);
      lines.takenBack(2);
      lines.typed(ready(3, 't'));
    });
    await second.close(false);
    const third = await storage.open(URI);
    expect(third.kept.candidates).toEqual([ready(1, 'a'), ready(2, 's'), ready(3, 't')]);
    await third.close(true);
  });
});
