import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addToWordList, parseWordList } from '../../../src/checks/spelling/wordList';
import { KeptComparisons } from '../../../src/engine/comparison/keptComparisons';
import type { Candidate } from '../../../src/generation/candidate';
import { CandidateStorage } from '../../../src/generation/candidateStorage';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import type { Provenance } from '../../../src/generation/provenance';
import { appendProvenance, readProvenance } from '../../../src/generation/provenanceFile';
import { damage, damaged } from './damagedBytes';

const URI = 'file:///data.jsonl';
const choice: ModelChoice = {
  name: 'Mine',
  backend: 'ollama',
  model: 'mine',
  adapters: [{ adapter: 'lora', scale: 1 }],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
};

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'paddock-damaged-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Damages a file again and again, always as it was at first. @returns what `read` has answered to the file as it was. */
async function damageAgain<T>(path: string, read: () => Promise<T>, mustBeRight: (found: T) => void): Promise<T> {
  const good = readFileSync(path);
  const whole = await read();
  await fc.assert(
    fc.asyncProperty(damage, async (each) => {
      writeFileSync(path, each.reduce(damaged, good));
      mustBeRight(await read());
    }),
    { numRuns: 300 },
  );
  return whole;
}

describe('whatever becomes of the bytes', () => {
  test('of candidates, those that are read are as they were kept, and lines that are lost are told', async () => {
    const candidates = [1, 2, 3, 4].map((id): Candidate => {
      return { id, key: id, turn: 1, choice, seed: id, state: 'ready', text: `Schöne Antwort ${id}`, time: id };
    });
    const storage = new CandidateStorage(folder);
    const file = await storage.open(URI);
    await file.rewrite({ candidates, hashes: (key) => [1_000 + key] });
    await file.close(false);
    const path = join(folder, readdirSync(folder)[0]);
    let lost = 0;
    const whole = await damageAgain(
      path,
      async () => {
        const found = await storage.open(URI);
        await found.close(false);
        return found;
      },
      ({ kept, problems, failure }) => {
        for (const candidate of kept.candidates) {
          const known = candidates[candidate.id - 1];
          expect([known, { ...known, state: 'waiting', text: '', time: undefined }]).toContainEqual(
            candidate.state === 'waiting' ? { ...candidate, time: undefined } : candidate,
          );
          expect(kept.hashes.get(candidate.key)).toEqual([1_000 + candidate.key]);
        }
        for (const problem of problems) expect(problem).toMatch(/\.candidates\.jsonl, line \d+ is passed over: .*\.$/);
        lost += problems.length;
        // Of those that can be read as a whole only what was written by another version is refused.
        if (failure) expect(failure.message).toMatch(/another version/);
      },
    );
    expect(whole.kept.candidates).toEqual(candidates);
    expect(lost).toBeGreaterThan(200);
  });

  test('of provenance, all other lines are read, and each that is not is named', async () => {
    const entries = [1, 2, 3].map((seed): Provenance => ({
      ...{ response: 'a'.repeat(64), turn: 1, backend: 'ollama', model: 'mine', adapters: [], template: 'alpaca' },
      ...{ parameters: DEFAULT_PARAMETERS, seed, time: '2026-11-21T12:00:00.000Z', edited: false },
    }));
    const path = join(folder, 'data.provenance.jsonl');
    await appendProvenance(path, entries);
    const whole = await damageAgain(path, () => readProvenance(path), ({ problems }) => {
      for (const problem of problems) expect(problem).toMatch(/^data\.provenance\.jsonl, line \d+ is passed over: .*\.$/);
    });
    expect(whole).toEqual({ entries, problems: [] });
  });

  test('of comparisons, what is read is as it was, and what is lost is said', async () => {
    const kept = new KeptComparisons(folder, URI);
    const sample = [1, 2].map((key) => ({ key, position: key, turn: 1, language: 'de', seed: 3, instruction: 'Warum?', hash: key }));
    const begun = await kept.begin({ choices: [choice, { ...choice, name: 'Other' }], perLanguage: 1, seed: 1, time: 5, sample });
    const log = await kept.append(begun);
    for (const [model, record] of [[0, 0], [1, 1]]) log.add(model, record, { text: 'Darum.', verdict: 'match', language: 'de' } as never);
    await log.close();
    const { path } = begun;
    const whole = await damageAgain(path, () => kept.list(), ({ comparisons, problems }) => {
      const isWhole = comparisons.some(({ comparison }) => comparison.plan.sample.length === 2 && comparison.done === 2);
      if (!isWhole && readFileSync(path).length > 0) expect(problems.length + comparisons.length).toBeGreaterThan(0);
      if (comparisons.length === 0) expect(problems.at(-1)).toMatch(/\.comparison\.jsonl is left out: /);
      for (const { comparison } of comparisons) {
        expect(comparison.done).toBeLessThanOrEqual(2);
        for (const record of comparison.records()) expect(sample).toContainEqual({ ...record, responses: undefined });
      }
    });
    expect(whole.comparisons.map(({ comparison }) => comparison.done)).toEqual([2]);
  });

  test('of a word list, its other words are there, and adding one keeps every line of it', () => {
    const text = '# Mine\nFahrvergnügen\t\nRecordset en\r\n*teh\nকলম bn\n';
    fc.assert(
      fc.property(damage, (each) => {
        const list = Buffer.from(each.reduce(damaged, Buffer.from(text))).toString('utf8');
        parseWordList(list);
        const more = addToWordList(list, [{ word: 'neu' }], 'accepted');
        const linesOf = (of: string) => of.trimEnd().split(/\r\n|\n|\r/);
        expect(linesOf(more).slice(0, -1)).toEqual(list.trim() === '' ? [] : list.split(/\r\n|\n|\r/).slice(0, linesOf(more).length - 1));
        expect(parseWordList(more).accepted).toContainEqual({ word: 'neu' });
      }),
      { numRuns: 300 },
    );
  });
});
