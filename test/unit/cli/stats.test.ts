import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { objectsOf, paddock, root, sample } from './program';

// Each test starts programs, which a busy machine makes wait.
const folder = mkdtempSync(join(tmpdir(), 'paddock-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataset(name: string, ...records: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

const RUSSIAN = 'Днём солнечный свет рассеивается в воздухе, и поэтому небо кажется нам голубым.';
const ENGLISH = 'The air scatters blue light much more than red light, and in the evening the way is longer.';
const record = (output: string, source?: string) => ({ instruction: 'Почему небо днём голубое, а вечером красное?', output, source });

describe('paddock stats', () => {
  it('prints language correctness with its interval, and which languages answer which', async () => {
    const file = dataset('answers.jsonl', record(RUSSIAN), record(RUSSIAN), record(RUSSIAN), record(ENGLISH), record(''));
    const { code, output } = await paddock(['stats', '--json', file]);
    expect(code).toBe(0);
    const [figures] = objectsOf(output);
    expect(figures).toMatchObject({
      file,
      records: 5,
      languages: { ru: { responses: 5, agreeing: 3, mismatch: 1, mixed: 0, empty: 1, uncertain: 0.2, correctness: { rate: 0.75 } } },
      pairs: [
        { instruction: 'ru', response: 'ru', responses: 3, flagged: 0 },
        { instruction: 'ru', response: 'en', responses: 1, flagged: 1 },
        { instruction: 'ru', response: 'und', responses: 1, flagged: 0 },
      ],
    });
    const table = await paddock(['stats', file]);
    expect(table.output).toMatch(/Russian +5 +75\.0 % +30\.1 % – 95\.4 % +1 +0 +1\n/);
    expect(table.output).toMatch(/Russian +English +1 +1/);
  });

  it("prints the benchmark's pass rates by language, and by source where records have one", async () => {
    const english = RUSSIAN.replace('свет', 'sunlight');
    const file = dataset('lcb.jsonl', record(RUSSIAN, 'a'), record(english, 'a'), record(ENGLISH, 'b'), record('Не знаю.', 'b'));
    const [figures] = objectsOf((await paddock(['stats', '--lcb', '--json', file])).output);
    expect(figures).toMatchObject({
      file,
      languages: { ru: { lpr: 0.5, wpr: 0.75, records: 4, scored: 3 } },
      overall: { lpr: 0.5, wpr: 0.75, records: 4, scored: 3 },
      sources: { a: { lpr: 1, wpr: 0.5 }, b: { lpr: 0, wpr: 1 } },
      untold: 0,
    });
    const [pooled] = objectsOf((await paddock(['stats', '--lcb', '--json', '--no-source', file])).output);
    expect(pooled).toMatchObject({ languages: { ru: { lpr: 1 - 1 / 3, wpr: 0.5, records: 4, scored: 3 } } });
    expect(pooled).not.toHaveProperty('sources');
    const table = (await paddock(['stats', '--lcb', file])).output;
    expect(table).toMatch(/Russian +50\.00 % +75\.00 % +4 +3/);
    expect(table).toMatch(/source a +100\.00 % +50\.00 % +2 +2/);
  });

  it('prints one object a file, complains about those that cannot be read, and gives the same with any number of threads', async () => {
    const many = dataset('many.jsonl', ...Array.from({ length: 3_000 }, (_, at) => record(at % 3 ? RUSSIAN : ENGLISH)));
    const absent = join(folder, 'absent.jsonl');
    const { code, output, complaints } = await paddock(['stats', '--lcb', '--json', '--threads', '1', absent, many, many]);
    expect(code).toBe(2);
    expect(complaints).toContain(`${absent}: no such file`);
    const figures = objectsOf(output);
    expect(figures).toHaveLength(2);
    expect(figures[0]).toEqual(figures[1]);
    const threaded = await paddock(['stats', '--lcb', '--json', '--threads', '3', many]);
    expect(objectsOf(threaded.output)).toEqual([figures[0]]);
  });

  it('reads the sample', async () => {
    const { code, output } = await paddock(['stats', join(sample, 'alpaca-multilingual.jsonl'), join(sample, 'sharegpt-multi-turn.jsonl')]);
    expect(code).toBe(0);
    expect(output.match(/95 % interval/g)).toHaveLength(2);
  });

  it("gives the figures of the benchmark's own script", async (context) => {
    const file = join(root, '../shared/data/lcb-llama-2-instruct.jsonl');
    context.skip(!existsSync(file), '../shared/data is not there');
    const languages = readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { language: string }).language);
    const [figures] = objectsOf((await paddock(['stats', '--lcb', '--json', file])).output);
    // As compute_metrics.py printed them with lid.176.ftz, jieba 0.42.1 and fugashi 1.3.2.
    expect(figures.overall).toMatchObject({ records: languages.length });
    const { lpr, wpr } = figures.overall as { lpr: number; wpr: number };
    expect(lpr).toBeCloseTo(0.4845218855218855, 3);
    expect(wpr).toBeCloseTo(0.9381147392768424, 3);
  });
});
