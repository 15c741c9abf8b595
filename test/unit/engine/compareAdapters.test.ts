import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAdapters, type Respond } from '../../../src/engine/comparison/compareAdapters';
import { Comparison, type ComparisonPlan } from '../../../src/engine/comparison/comparison';
import { exportComparison } from '../../../src/engine/comparison/exportComparison';
import { KeptComparisons } from '../../../src/engine/comparison/keptComparisons';
import { GenerationError } from '../../../src/generation/backend';
import { checksummedLine } from '../../../src/generation/checksummedLine';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import type { ComparedResponse } from '../../../src/metrics/comparison';

const choice = (name: string): ModelChoice => ({
  name,
  backend: 'embedded',
  model: `${name}.gguf`,
  adapters: [],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
});
const plan = (records: number, models = ['base', 'adapter']): ComparisonPlan => ({
  choices: models.map(choice),
  perLanguage: records,
  seed: 42,
  time: Date.UTC(2026, 10, 21),
  sample: Array.from({ length: records }, (_, at) => ({
    key: 10 * at,
    position: 10 * at,
    id: `r${at}`,
    turn: 1,
    language: at % 2 ? 'fr' : 'de',
    seed: 1000 + at,
    instruction: `Frage ${at}`,
    hash: at,
  })),
});
const answered = (text: string): ComparedResponse => ({ text, verdict: 'match', words: 3, unknownWords: 0 });
const never = new AbortController().signal;
const respondAs: Respond = async ({ name }, { key }) => answered(`${name} ${key}`);

describe('comparing adapters', () => {
  it('asks one model after the other, with the same records and seeds', async () => {
    const comparison = new Comparison(plan(3));
    const asked: string[] = [];
    const failures = await compareAdapters(
      comparison,
      async ({ name }, { key, seed }) => {
        asked.push(`${name} ${key} ${seed}`);
        return answered('Ja.');
      },
      never,
      () => undefined,
    );
    expect(asked).toEqual([
      ...['base 0 1000', 'base 10 1001', 'base 20 1002'],
      ...['adapter 0 1000', 'adapter 10 1001', 'adapter 20 1002'],
    ]);
    expect(failures).toEqual([]);
    expect(comparison).toMatchObject({ done: 6, of: 6, isComplete: true });
  });

  it('goes on where it was cancelled, wherever that was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), fc.boolean(), async (before, isUnderWay) => {
        const comparison = new Comparison(plan(4));
        const controller = new AbortController();
        let asked = 0;
        const respond: Respond = async (choice, record, signal) => {
          if (asked++ === before) controller.abort(new Error('cancelled'));
          if (isUnderWay) signal.throwIfAborted();
          return respondAs(choice, record, signal);
        };
        const told: string[] = [];
        const onResponse = (model: number, record: number) => void told.push(`${model} ${record}`);
        const run = compareAdapters(comparison, respond, controller.signal, onResponse);
        if (before < 8) await expect(run).rejects.toThrow('cancelled');
        else await run;
        // What was under way is dropped.
        expect(comparison.done).toBe(Math.min(before, 8));
        await compareAdapters(comparison, respondAs, never, onResponse);
        expect(comparison.isComplete).toBe(true);
        expect(new Set(told).size).toBe(8);
        expect(told).toHaveLength(8);
        expect(comparison.response(1, 3)?.text).toBe('adapter 30');
      }),
    );
  });

  it('counts responses that fail, and goes on', async () => {
    const comparison = new Comparison(plan(4));
    const respond: Respond = async (choice, record, signal) => {
      if (record.key === 10) throw new GenerationError('streamCut', 'The server broke off.');
      if (record.key === 20 && choice.name === 'base') throw new GenerationError('contextTooSmall', '900 of 512 tokens.');
      return respondAs(choice, record, signal);
    };
    expect(await compareAdapters(comparison, respond, never, () => undefined)).toEqual([]);
    expect(comparison.isComplete).toBe(true);
    expect(comparison.response(0, 1)).toEqual({ text: '', words: 0, unknownWords: 0, error: 'The server broke off.' });
    const [base, , , adapter] = comparison.figures;
    expect([base.failed, adapter.failed]).toEqual([2, 1]);
  });

  it('leaves out a model that cannot respond at all, until it is run again', async () => {
    const comparison = new Comparison(plan(3, ['base', 'absent', 'adapter']));
    let isAbsent = true;
    let asked = 0;
    const respond: Respond = async (choice, record, signal) => {
      if (choice.name !== 'absent' || !isAbsent) return respondAs(choice, record, signal);
      asked++;
      throw new GenerationError('modelMissing', 'There is no model “absent”.');
    };
    const failures = await compareAdapters(comparison, respond, never, () => undefined);
    expect(failures).toEqual([{ model: 'absent', message: 'There is no model “absent”.' }]);
    expect(asked).toBe(1);
    expect(comparison).toMatchObject({ done: 6, isComplete: false });
    isAbsent = false;
    expect(await compareAdapters(comparison, respond, never, () => undefined)).toEqual([]);
    expect(comparison.isComplete).toBe(true);
  });
});

describe('comparisons that are kept', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'paddock-comparisons-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('are as they were, and go on, when they are opened again', async () => {
    const kept = new KeptComparisons(folder, 'file:///one.jsonl');
    const begun = await kept.begin(plan(3));
    const { comparison } = begun;
    const log = await kept.append(begun);
    comparison.add(0, 1, answered('Ja\u2028\n"nein"'));
    log.add(0, 1, answered('Ja\u2028\n"nein"'));
    await log.close();
    const [again] = (await kept.list()).comparisons;
    expect(again.comparison.plan).toEqual(comparison.plan);
    expect(again.comparison.records()).toEqual(comparison.records());
    expect(again.comparison.figures).toEqual(comparison.figures);
    expect(await new KeptComparisons(folder, 'file:///other.jsonl').list()).toEqual({ comparisons: [], problems: [] });
  });

  it('lose the response that was being written when the window went, wherever it was cut', async () => {
    const kept = new KeptComparisons(folder, 'file:///cut.jsonl');
    const begun = await kept.begin(plan(3));
    const { path } = begun;
    const log = await kept.append(begun);
    log.add(0, 0, answered('Erste'));
    await log.close();
    const first = (await stat(path)).size;
    const more = await kept.append(begun);
    more.add(0, 1, answered('Zweite'));
    await more.close();
    const second = (await stat(path)).size;
    for (let size = second; size > first; size -= 7) {
      await truncate(path, size);
      const [{ comparison }] = (await kept.list()).comparisons;
      expect(comparison.done).toBe(size === second || size === second - 1 ? 2 : 1);
    }
    await truncate(path, first - 5);
    const afterwards = await kept.append(begun);
    afterwards.add(1, 2, answered('Dritte'));
    await afterwards.close();
    expect((await kept.list()).comparisons[0].comparison.done).toBe(1);
  });

  it('are none where the file holds something else, or answers of records and models that are not there', async () => {
    const kept = new KeptComparisons(folder, 'file:///odd.jsonl');
    const { path } = await kept.begin(plan(2));
    const response = { text: '' };
    for (const line of [{ kind: 'response', model: 7, record: 0, response }, { kind: 'response', model: 0, record: 9, response }, { kind: 'x' }]) {
      await appendFile(path, `${checksummedLine(line)}\n`);
    }
    await appendFile(path, 'null\n7\n');
    const { comparisons, problems } = await kept.list();
    expect(comparisons.map(({ comparison }) => comparison.done)).toEqual([0]);
    expect(problems).toEqual([]);
    await writeFile(path, 'null\n');
    expect(await kept.list()).toEqual({ comparisons: [], problems: [`${basename(path)} is left out: nothing says what was compared in it any more.`] });
  });

  it('that have lost records of their sample have the others, go on with them, and say which lines are lost', async () => {
    const kept = new KeptComparisons(folder, 'file:///lost.jsonl');
    const begun = await kept.begin(plan(4));
    const log = await kept.append(begun);
    begun.comparison.plan.sample.forEach((_, record) => log.add(0, record, answered(`Antwort ${record}`)));
    await log.close();
    const lines = (await readFile(begun.path, 'utf8')).split('\n');
    lines[2] = lines[2].replace('"turn"', '"torn"');
    await writeFile(begun.path, lines.join('\n'));
    const { comparisons: [opened], problems } = await kept.list();
    expect(problems).toEqual([`${basename(begun.path)}, line 3 is passed over: it is damaged or was cut off.`]);
    const { sample } = begun.comparison.plan;
    expect(opened.comparison.plan.sample).toEqual([sample[0], sample[2], sample[3]]);
    expect([0, 1, 2].map((row) => opened.comparison.response(0, row)?.text)).toEqual(['Antwort 0', 'Antwort 2', 'Antwort 3']);
    const more = await kept.append(opened);
    more.add(1, 1, answered('Andere 2'));
    await more.close();
    expect((await kept.list()).comparisons[0].comparison.response(1, 1)?.text).toBe('Andere 2');
  });

  it('that do not say any more what was compared are left out, and that is said', async () => {
    const kept = new KeptComparisons(folder, 'file:///head.jsonl');
    const { path } = await kept.begin(plan(2));
    const good = await readFile(path, 'utf8');
    for (const bad of [good.replace('"seed"', '"seat"'), good.replace('"crc"', '"crx"')]) {
      await writeFile(path, bad);
      const { comparisons, problems } = await kept.list();
      expect(comparisons).toEqual([]);
      expect(problems).toEqual([
        `${basename(path)}, line 1 is passed over: it is damaged or was cut off.`,
        `${basename(path)} is left out: nothing says what was compared in it any more.`,
      ]);
    }
  });

  it('are the latest few of a dataset', async () => {
    const kept = new KeptComparisons(folder, 'file:///many.jsonl');
    for (let time = 1; time <= 25; time++) await kept.begin({ ...plan(1), time });
    const times = (await kept.list()).comparisons.map(({ comparison }) => comparison.plan.time);
    expect(times).toEqual(Array.from({ length: 20 }, (_, at) => 25 - at));
    expect((await readdir(folder)).length).toBeGreaterThan(1);
  });
});

/** By RFC 4180. */
function parseCsv(text: string): string[][] {
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, inQuotes, plain, end] of text.matchAll(fields)) {
    rows[rows.length - 1].push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('a comparison exported', () => {
  const texts = fc.string({ unit: fc.oneof(fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', ';', '\t', 'ي'), fc.string({ unit: 'binary', maxLength: 1 })) });

  it('has every response as it is in the table, but for what a spreadsheet would compute', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (texts) => {
        const comparison = new Comparison(plan(texts.length, ['base', texts[0]]));
        texts.forEach((text, at) => comparison.add(1, at, answered(text)));
        const [header, ...rows] = parseCsv([...exportComparison(comparison, 'responses')].join('').slice(1));
        expect(rows).toHaveLength(texts.length);
        rows.forEach((row, at) => {
          expect(row).toHaveLength(header.length);
          const response = row[header.indexOf('response')];
          expect([texts[at], `'${texts[at]}`]).toContain(response);
          for (const name of ['response', 'model', 'instruction', 'id']) {
            expect(row[header.indexOf(name)]).not.toMatch(/^[=+\-@\t\r]/);
          }
        });
      }),
    );
  });

  it('has the figures of every model and language in the table', async () => {
    const comparison = new Comparison(plan(4));
    await compareAdapters(comparison, respondAs, never, () => undefined);
    const [header, ...rows] = parseCsv([...exportComparison(comparison, 'figures')].join('').slice(1));
    expect(header.slice(0, 6)).toEqual(['model', 'language', 'responses', 'failed', 'undetermined', 'language_correctness']);
    expect(rows.map((row) => row.slice(0, 6))).toEqual(
      ['base', 'adapter'].flatMap((model) => [
        [model, 'all', '4', '0', '0', '1'],
        [model, 'de', '2', '0', '0', '1'],
        [model, 'fr', '2', '0', '0', '1'],
      ]),
    );
  });

  it('has all of it in JSON lines, with the very texts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const comparison = new Comparison(plan(2));
        comparison.add(0, 1, answered(text));
        const lines = [...exportComparison(comparison, 'all')].join('').trimEnd().split('\n').map((line) => JSON.parse(line));
        expect(lines[0]).toMatchObject({ kind: 'comparison', seed: 42, perLanguage: 2, time: '2026-11-21T00:00:00.000Z' });
        expect(lines.filter(({ kind }) => kind === 'figures')).not.toHaveLength(0);
        expect(lines.filter(({ kind }) => kind === 'difference')).toHaveLength(1);
        const records = lines.filter(({ kind }) => kind === 'record');
        expect(records.map(({ record, responses }) => [record, responses.length])).toEqual([[1, 0], [11, 1]]);
        expect(records[1].responses[0]).toMatchObject({ model: 'base', text, verdict: 'match' });
      }),
    );
  });
});
