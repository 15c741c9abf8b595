import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FindingsStorage } from '../../../../src/editor/checks/findingsStorage';

let folder: string;
let storage: FindingsStorage;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'paddock-')), 'findings');
  storage = new FindingsStorage(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const write = (uri: string, text: string) => storage.write(uri, [Buffer.from(text), Buffer.from('.')], () => true);
async function read(uri: string): Promise<string | undefined> {
  const bytes = await storage.read(uri);
  return bytes && Buffer.from(bytes).toString();
}

describe('FindingsStorage', () => {
  test('gives back what was written last for each dataset, whatever its address', async () => {
    const uris = ['file:///a.jsonl', 'file:///a%2F..%2Fb.jsonl', 'x:/../../etc/passwd', ''];
    for (const uri of uris) expect(await read(uri)).toBeUndefined();
    for (const uri of uris) await write(uri, `first ${uri}`);
    for (const uri of uris) await write(uri, `second ${uri}`);
    for (const uri of uris) expect(await read(uri)).toBe(`second ${uri}.`);
    await storage.remove(uris[0]);
    expect(await read(uris[0])).toBeUndefined();
    await storage.remove(uris[0]);
  });

  test('leaves what was there when nobody wants the new one any more, or it fails on the way', async () => {
    await write('a', 'old');
    expect(await storage.write('a', [Buffer.from('new')], () => false)).toBe(false);
    let asked = 0;
    const parts = Array.from({ length: 5 }, () => Buffer.alloc(1 << 20));
    expect(await storage.write('a', parts, () => ++asked < 3)).toBe(false);
    const failing = (function* () {
      yield Buffer.alloc(1 << 20);
      throw new Error('no more');
    })();
    await expect(storage.write('a', failing, () => true)).rejects.toThrow('no more');
    expect(await read('a')).toBe('old.');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('keeps the datasets used last, and removes what a crash has left', async () => {
    const left = join(folder, 'left.tmp');
    await write('0', 'oldest');
    writeFileSync(left, 'half of it');
    writeFileSync(join(folder, 'young.tmp'), 'being written');
    for (const name of readdirSync(folder)) {
      if (name !== 'young.tmp') utimesSync(join(folder, name), 1_000, 1_000);
    }
    for (let n = 1; n < 20; n++) {
      await write(String(n), 'other');
    }
    // Being read is use, too.
    expect(await read('0')).toBe('oldest.');
    await write('20', 'one more');
    expect(readdirSync(folder).filter((name) => name.endsWith('.findings'))).toHaveLength(20);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['young.tmp']);
    expect(await read('0')).toBe('oldest.');
    expect(await read('20')).toBe('one more.');
  });
});
