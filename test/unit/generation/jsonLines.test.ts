import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonLines, readJsonLines } from '../../../src/generation/jsonLines';
import { damage, damaged } from '../faults/damagedBytes';

let folder: string;
let files = 0;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'paddock-lines-'))));
afterAll(() => rm(folder, { recursive: true }));
const newPath = () => join(folder, 'deeper', `${files++}.jsonl`);

describe('a file of JSON lines', () => {
  it('has what was appended, in order, over several times that it is open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.dictionary(fc.string(), fc.jsonValue()))), async (times) => {
        const path = newPath();
        for (const values of times) {
          const lines = await JsonLines.open(path);
          for (const value of values) lines.append(value);
          await lines.close();
        }
        expect((await readJsonLines(path)).values).toEqual(JSON.parse(JSON.stringify(times.flat())));
      }),
      { numRuns: 30 },
    );
  });

  it('loses no more than a line that was cut off', async () => {
    const path = newPath();
    const before = await JsonLines.open(path);
    before.append({ one: 1 });
    await before.close();
    await appendFile(path, '{"two": "cu');
    const after = await JsonLines.open(path);
    after.append({ three: '\n\u2028' });
    await after.close();
    const { values, problems } = await readJsonLines(path);
    expect(values).toEqual([{ one: 1 }, { three: '\n\u2028' }]);
    expect(problems).toEqual([`${basename(path)}, line 2 is passed over: it is damaged or was cut off.`]);
  });

  it('is there when it has been written, also while it stays open', async () => {
    const path = newPath();
    const lines = await JsonLines.open(path);
    for (let at = 0; at < 1000; at++) lines.append({ at });
    await lines.written();
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(1001);
    await lines.close();
  });

  it('has no values where it is not there', async () => {
    expect(await readJsonLines(newPath())).toEqual({ values: [], problems: [] });
  });

  it('says what keeps it from being written', async () => {
    await expect(JsonLines.open(join(folder, 'a\0b'))).rejects.toThrow();
    await expect(readJsonLines(folder)).rejects.toThrow('EISDIR');
  });

  it('is read as well where it was written before lines had checksums', async () => {
    const path = newPath();
    const lines = await JsonLines.open(path);
    await lines.close();
    await writeFile(path, '{"one":1}\n{"two":"crc"}\n');
    expect(await readJsonLines(path)).toEqual({ values: [{ one: 1 }, { two: 'crc' }], problems: [] });
  });

  it('does not take a first line that has lost its checksum for one of then', async () => {
    const path = newPath();
    const lines = await JsonLines.open(path);
    for (const value of [{ kind: 'header' }, { one: 1 }]) lines.append(value);
    await lines.close();
    await writeFile(path, (await readFile(path, 'utf8')).replace('"crc"', '"cri"'));
    const problems = [`${basename(path)}, line 1 is passed over: it is damaged or was cut off.`];
    expect(await readJsonLines(path)).toEqual({ values: [{ one: 1 }], problems });
  });

  it('gives no line that has been damaged, whatever bytes are flipped, deleted, doubled or cut', async () => {
    const path = newPath();
    const lines = await JsonLines.open(path);
    const values = Array.from({ length: 6 }, (_, id) => ({ kind: 'ready', id, text: `Schöne Welt ${id} 🌞` }));
    for (const value of [{ kind: 'header' }, ...values]) lines.append(value);
    await lines.close();
    const good = await readFile(path);
    const known = new Set([{ kind: 'header' }, ...values].map((value) => JSON.stringify(value)));
    let passedOver = 0;
    await fc.assert(
      fc.asyncProperty(damage, async (each) => {
        const bad = each.reduce(damaged, good);
        await writeFile(path, bad);
        const read = await readJsonLines(path);
        for (const value of read.values) expect(known).toContain(JSON.stringify(value));
        passedOver += read.problems.length;
      }),
      { numRuns: 500 },
    );
    expect(passedOver).toBeGreaterThan(300);
  });
});
