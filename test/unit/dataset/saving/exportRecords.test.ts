import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { exportRecords } from '../../../../src/dataset/saving/exportRecords';
import { fingerprintOf } from '../../../../src/dataset/saving/fingerprint';
import { breathe } from '../support';
import { edited, temporaryFolder } from './support';

const folder = temporaryFolder();
const log = new ContentLog(join(folder, 'contents'));
afterAll(() => log.close());
const path = join(folder, 'exported.jsonl');

const added = { key: ADDED, bytes: Buffer.from('{"added": "é"}') };

it('exports chosen records as they are now, each with a line of its own', async () => {
  const file = Buffer.concat([Buffer.from('\ufeff{"a": 1}\r\n\n{"b": "x\r\n'), Buffer.from([0xff, 0x0a]), Buffer.from('{}')]);
  const placed = [{ key: 4 }, added, { key: 0, bytes: Buffer.from('{"a": 2}') }, { key: 1 }, { key: 2 }, { key: 3 }];
  const records = await edited(file, placed, log);
  const fingerprint = await exportRecords(path, records, [ADDED, 0, 1, 2, 3, 4], { breathe });
  expect(readFileSync(path, 'latin1')).toBe('{"added": "Ã©"}\n{"a": 2}\n\n{"b": "x\n\xff\n{}\n');
  expect(fingerprint).toEqual(fingerprintOf(path));
});

it("makes one line of an array's elements", async () => {
  const elements = [{ a: 'two\nlines', b: [1, { c: 'é  \t x' }] }, [], 'text', 1e21];
  const file = JSON.stringify(elements, undefined, 2).replace('[],', '[],\r\n\r\n');
  const records = await edited(Buffer.from(file), elements.map((_, key) => ({ key })), log);
  await exportRecords(path, records, Uint32Array.of(3, 0, 2, 1), { breathe });
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([elements[3], elements[0], elements[2], elements[1]]);
  expect(lines[1]).toMatch(/^\{ "a": "two\\nlines", "b": \[ 1, \{ "c"/);
});

it('tells progress, and leaves the file that was there when it is aborted', async () => {
  writeFileSync(path, 'old');
  const records = await edited(Buffer.from('{}\n'.repeat(3_000)), Array.from({ length: 3_000 }, (_, key) => ({ key })), log);
  const keys = Uint32Array.from({ length: 3_000 }, (_, key) => key);
  const controller = new AbortController();
  const seen: number[][] = [];
  const onProgress = (done: number, of: number) => {
    seen.push([done, of]);
    controller.abort();
  };
  const exporting = exportRecords(path, records, keys, { breathe, onProgress, signal: controller.signal });
  await expect(exporting).rejects.toMatchObject({ code: 'cancelled' });
  expect(seen[0]).toEqual([0, 3_000]);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  chmodSync(path, 0o444);
  await expect(exportRecords(path, records, keys, { breathe })).rejects.toMatchObject({ code: 'read-only' });
  chmodSync(path, 0o644);
});
