// First: it strikes the calls of what is imported after it.
import { strikeEachCall } from './failingFiles';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Journal, type JournalEntry } from '../../../src/cli/generate/journal';
import { FindingsStorage } from '../../../src/editor/checks/findingsStorage';
import { KeptComparisons } from '../../../src/engine/comparison/keptComparisons';
import type { Candidate } from '../../../src/generation/candidate';
import { type CandidateFile, CandidateStorage } from '../../../src/generation/candidateStorage';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import type { Provenance } from '../../../src/generation/provenance';
import { appendProvenance, readProvenance } from '../../../src/generation/provenanceFile';

const URI = 'file:///data.jsonl';
const choice: ModelChoice = {
  name: 'Mine',
  backend: 'ollama',
  model: 'mine',
  adapters: [],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
};

describe('whatever becomes of a call of the file system', () => {
  test('findings are as they were or as they were to be', async () => {
    const struck = await strikeEachCall({
      prepare: async (folder) => {
        const storage = new FindingsStorage(join(folder, 'findings'));
        await storage.write(URI, [Buffer.from('old')], () => true);
        return storage;
      },
      work: (storage) => storage.write(URI, [Buffer.from('new'), Buffer.from('er')], () => true),
      check: async ({ error }, storage) => {
        const read = async () => Buffer.from((await storage.read(URI))!).toString();
        expect(['old', 'newer']).toContain(await read());
        if (!error) expect(await read()).toBe('newer');
        await storage.write(URI, [Buffer.from('newest')], () => true);
        expect(await read()).toBe('newest');
      },
    });
    for (const call of ['writeFile', 'rename']) expect(struck).toContain(call);
  });

  test('candidates that were there stay, and those that have come are kept once there is room again', async () => {
    const candidate = (id: number): Candidate => ({
      ...{ id, key: id, turn: 1, choice, seed: id, state: 'ready', text: `Response ${id}`, time: id },
    });
    const whole = (...ids: number[]) => ({ candidates: ids.map(candidate), hashes: (key: number) => [key] });
    const kept = async (storage: CandidateStorage) => {
      const file = await storage.open(URI);
      await file.close(false);
      return file.kept.candidates;
    };
    const struck = await strikeEachCall({
      prepare: async (folder) => {
        const file = await new CandidateStorage(join(folder, 'candidates')).open(URI);
        await file.rewrite(whole(1));
        await file.close(false);
        return { opened: undefined as CandidateFile | undefined };
      },
      work: async (prepared, folder) => {
        const file = await new CandidateStorage(join(folder, 'candidates')).open(URI);
        prepared.opened = file;
        await file.rewrite(whole(1));
        for (const id of [2, 3, 4]) {
          file.append((lines) => {
            lines.added({ ...candidate(id), state: 'waiting' }, [id]);
            lines.became(candidate(id));
          });
          await file.written();
        }
      },
      check: async ({ isKilled }, { opened }, folder) => {
        const found = await kept(new CandidateStorage(join(folder, 'candidates')));
        const all = [1, 2, 3, 4].map(candidate);
        const ready = found.filter(({ state }) => state === 'ready');
        expect(ready).toEqual(all.slice(0, ready.length));
        expect(ready.length).toBeGreaterThan(0);
        if (!isKilled && !opened?.failure) expect(found).toEqual(all);
        if (!isKilled && opened?.isMendable) {
          await opened.rewrite(whole(1, 2, 3, 4));
          expect(opened.failure).toBeUndefined();
          expect(await kept(new CandidateStorage(join(folder, 'candidates')))).toEqual(all);
        }
        await opened?.close(false);
      },
    });
    for (const call of ['appendFile', 'rename']) expect(struck).toContain(call);
  });

  test('the journal of a run has every response that was told to be in it', async () => {
    const entry = (position: number): JournalEntry => ({ position, turn: 1, record: 5, text: 'x'.repeat(99), seed: 1, time: 2 });
    const conditions = { model: 'mine' };
    const struck = await strikeEachCall({
      prepare: (folder) => {
        const path = join(folder, 'out.jsonl.partial');
        const journal = Journal.open(path, conditions);
        journal.add(entry(1));
        journal.close();
        return { path, told: [entry(1)] };
      },
      work: ({ path, told }) => {
        const journal = Journal.open(path, conditions);
        let failure: Error | undefined;
        for (const position of [2, 3, 4]) {
          try {
            journal.add(entry(position));
            told.push(entry(position));
          } catch (error) {
            failure = error as Error;
          }
        }
        journal.close();
        if (failure) throw failure;
      },
      check: (_, { path, told }) => {
        const again = Journal.open(path, conditions);
        const known = new Set(told.map(({ position }) => position));
        expect(again.entries.filter(({ position }) => known.has(position))).toEqual(told);
        expect(again.entries.length - told.length).toBeLessThanOrEqual(1);
        expect(again.problems).toEqual([]);
        again.add(entry(9));
        again.close();
        const last = Journal.open(path, conditions);
        expect(last.entries).toEqual([...again.entries, entry(9)]);
        last.close();
      },
    });
    expect(struck).toContain('writeFileSync');
  });

  test('provenance is written once, whole, and nothing that was there changes', async () => {
    const provenance = (seed: number): Provenance => ({
      ...{ response: 'a'.repeat(64), turn: 1, backend: 'ollama', model: 'mine', adapters: [], template: 'alpaca' },
      ...{ parameters: DEFAULT_PARAMETERS, seed, time: '2026-11-21T12:00:00.000Z', edited: false },
    });
      const struck = await strikeEachCall({
      prepare: async (folder) => {
        const path = join(folder, 'data.provenance.jsonl');
        await appendProvenance(path, [provenance(0)]);
        return path;
      },
      work: (path) => appendProvenance(path, [provenance(1), provenance(2)]),
      check: async ({ isKilled, error }, path) => {
        const before = (await readProvenance(path)).entries.map(({ seed }) => seed);
        expect(before[0]).toBe(0);
        if (!error) expect(before).toEqual([0, 1, 2]);
        if (!error || isKilled) return;
        // The next save tries it again.
        await appendProvenance(path, [provenance(1), provenance(2)]);
        const { entries, problems } = await readProvenance(path);
        expect(problems).toEqual([]);
        expect(entries.map(({ seed }) => seed)).toEqual([0, 1, 2]);
      },
    });
    expect(struck).toContain('appendFile');
  });

  test('a comparison has every response that was told to be in it', async () => {
    const plan = { choices: [choice, { ...choice, name: 'Other' }], perLanguage: 1, seed: 1, time: 5, sample: [
      { key: 0, position: 0, turn: 1, language: 'de', seed: 3, instruction: 'Why?', hash: 7 },
    ] };
    const response = (text: string) => ({ text, verdict: 'match', language: 'de', characters: text.length }) as never;
    const struck = await strikeEachCall({
      prepare: async (folder) => {
        const comparisons = new KeptComparisons(folder, URI);
        const begun = await comparisons.begin(plan);
        const log = await comparisons.append(begun);
        log.add(0, 0, response('first'));
        await log.close();
        return { comparisons, begun };
      },
      work: async ({ comparisons, begun }) => {
        const log = await comparisons.append(begun);
        log.add(1, 0, response('second'));
        await log.close();
      },
      check: async ({ error }, { comparisons, begun }) => {
        const read = async () => (await comparisons.list()).comparisons.map(({ comparison }) => comparison.done);
        expect([[1], [2]]).toContainEqual(await read());
        if (!error) expect(await read()).toEqual([2]);
        const log = await comparisons.append(begun);
        log.add(1, 0, response('second'));
        await log.close();
        expect(await read()).toEqual([2]);
        expect(readFileSync(begun.path, 'utf8').endsWith('\n')).toBe(true);
      },
    });
    expect(struck).toContain('appendFile');
  });
});
