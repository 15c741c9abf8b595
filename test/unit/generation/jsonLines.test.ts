import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonLines, readJsonLines } from '../../../src/generation/jsonLines';

let folder: string;
let files = 0;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'paddock-lines-'))));
afterAll(() => rm(folder, { recursive: true }));
const newPath = () => join(folder, 'deeper', `${files++}.jsonl`);

describe('a file of JSON lines', () => {
  it('has what was appended, in order, over several times that it is open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.jsonValue())), async (times) => {
        const path = newPath();
        for (const values of times) {
          const lines = await JsonLines.open(path);
          for (const value of values) lines.append(value);
          await lines.close();
        }
        expect(await readJsonLines(path)).toEqual(JSON.parse(JSON.stringify(times.flat())));
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
    expect(await readJsonLines(path)).toEqual([{ one: 1 }, { three: '\n\u2028' }]);
  });

  it('is there when it has been written, also while it stays open', async () => {
    const path = newPath();
    const lines = await JsonLines.open(path);
    for (let at = 0; at < 1000; at++) lines.append(at);
    await lines.written();
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(1001);
    await lines.close();
  });

  it('has no values where it is not there', async () => {
    expect(await readJsonLines(newPath())).toEqual([]);
  });

  it('says what keeps it from being written', async () => {
    await expect(JsonLines.open(join(folder, 'a\0b'))).rejects.toThrow();
    await expect(readJsonLines(folder)).rejects.toThrow('EISDIR');
  });
});
