import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { copySnapshot } from '../../../../src/dataset/edits/copySnapshot';
import { EditedDataset } from '../../../../src/dataset/edits/editedDataset';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { readSnapshot, SnapshotError, writeSnapshot } from '../../../../src/dataset/edits/snapshotFile';
import { damage, damaged } from '../../faults/damagedBytes';
import { buildProgram, temporaryFolder } from './support';

const folder = temporaryFolder();
const base = { size: 12_345, modified: '1700000000123456789', inode: '42', crc: 7 };

function editedDataset(): EditedDataset {
  const log = new ContentLog(join(folder, 'log'));
  const dataset = new EditedDataset(10, log);
  const [before, after] = ['before', 'after'].map((text) => log.append(Buffer.from(text)));
  dataset.apply({ label: 'Change', contents: { keys: [3], before: [before], after: [after] } });
  const key = dataset.addedKey();
  const added = log.append(Buffer.from('added'));
  dataset.apply({
    label: 'Add',
    contents: { keys: [key], before: [added], after: [added] },
    splices: [{ at: 0, removed: [], inserted: [key] }],
  });
  const deleted = log.append(Buffer.from('deleted'));
  const contents = { keys: [5], before: [deleted], after: [deleted] };
  dataset.apply({ label: 'Delete', contents, splices: [{ at: 6, removed: [5], inserted: [] }] });
  return dataset;
}

async function backup(name: string): Promise<{ path: string; segment: string }> {
  const path = join(folder, name);
  const dataset = editedDataset();
  await writeSnapshot(path, dataset, base);
  dataset.log.close();
  return { path, segment: dataset.log.place(1).path };
}

describe('a backup', () => {
  test('holds that all records have been deleted', async () => {
    const path = join(folder, 'empty');
    const dataset = new EditedDataset(2, new ContentLog(join(folder, 'log')));
    dataset.apply({ label: 'Delete', splices: [{ at: 0, removed: [0, 1], inserted: [] }] });
    await writeSnapshot(path, dataset, base);
    expect(readSnapshot(path).order.count).toBe(0);
    dataset.log.close();
  });

  test('holds the edits and which file they are over', async () => {
    const { path } = await backup('good');
    const snapshot = readSnapshot(path);
    expect(snapshot.base).toEqual(base);
    const log = new ContentLog(join(folder, 'log'));
    const dataset = EditedDataset.restore(copySnapshot(snapshot, log).snapshot, log);
    expect(dataset.isDirty).toBe(true);
    expect(dataset.undo()).toBeUndefined();
    expect([...dataset.order.keys(0, 99)]).toEqual([ADDED, 0, 1, 2, 3, 4, 6, 7, 8, 9]);
    expect([...dataset.overlay.keys()]).toEqual([3, ADDED]);
    expect(Buffer.from(log.read(dataset.overlay.get(3))).toString()).toBe('after');
    expect(Buffer.from(log.read(dataset.overlay.get(ADDED))).toString()).toBe('added');
    expect(Buffer.from(log.read(dataset.contentInFile(3))).toString()).toBe('before');
    expect(Buffer.from(log.read(dataset.contentInFile(5))).toString()).toBe('deleted');
    expect(dataset.addedKey()).toBe(ADDED + 1);
    dataset.revert();
    expect(dataset.isDirty).toBe(false);
    expect(dataset.order.isIdentity).toBe(true);
    log.close();
  });

  test('is refused, with the reason, when it cannot be trusted', async () => {
    const { path, segment } = await backup('bad');
    const good = readFileSync(path);
    const reasonFor = (bytes: Uint8Array | string) => {
      writeFileSync(path, bytes);
      try {
        readSnapshot(path);
      } catch (error) {
        expect(error).toBeInstanceOf(SnapshotError);
        return (error as Error).message;
      }
      return undefined;
    };
    const text = good.toString('latin1');
    expect(reasonFor(good)).toBeUndefined();
    for (const length of [0, 1, 50, good.indexOf('\n'), good.indexOf('\n') + 1, good.length - 1]) {
      expect(reasonFor(good.subarray(0, length))).toMatch(/^The backup is damaged: /);
    }
    expect(reasonFor('{}\n')).toMatch(/damaged/);
    expect(reasonFor('null\n')).toMatch(/damaged/);
    expect(reasonFor(Buffer.from(text.replace('"version":2', '"version":3'), 'latin1'))).toMatch(/another version/);
    expect(reasonFor(Buffer.from(text.replace('"baseCount":10', '"baseCount":9'), 'latin1'))).toMatch(/damaged/);
    writeFileSync(path, good);
    truncateSync(segment, 12);
    expect(reasonFor(good)).toMatch(/has been cut/);
    rmSync(segment);
    expect(reasonFor(good)).toMatch(/is not there/);
  });
});

/** As version 1 wrote it, without checksums. */
function withoutChecksums(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\n') + 1;
  const header = bytes.toString('utf8', 0, end).replace('"version":2', '"version":1');
  const { runs, contents, originals } = JSON.parse(header) as { runs: number; contents: { count: number }[]; originals: { count: number }[] };
  let at = end + 8 * runs;
  const parts = [Buffer.from(header), bytes.subarray(end, at)];
  for (const { count } of [...contents, ...originals]) {
    parts.push(bytes.subarray(at, at + 16 * count));
    at += 20 * count;
  }
  return Buffer.concat(parts);
}

/** What comes back of a backup, by key. */
function edits(path: string): Map<number, string> {
  const log = new ContentLog(join(folder, 'copies'));
  const { overlay } = EditedDataset.restore(copySnapshot(readSnapshot(path), log).snapshot, log);
  const texts = new Map(Array.from(overlay.keys(), (key) => [key, Buffer.from(log.read(overlay.get(key))).toString()]));
  log.close();
  return texts;
}

describe('bytes of a backup that are not as they were written', () => {
  const all = new Map([[3, 'after'], [ADDED, 'added']]);

  test('refuse it, with a reason, and no edit comes back as another one or for another record', async () => {
    const { path } = await backup('flipped');
    const good = readFileSync(path);
    expect(edits(path)).toEqual(all);
    fc.assert(
      fc.property(damage, (each) => {
        const bad = each.reduce(damaged, good);
        fc.pre(!good.equals(bad));
        writeFileSync(path, bad);
        expect(() => readSnapshot(path)).toThrow(SnapshotError);
      }),
      { numRuns: 1_000 },
    );
  });

  test('are read as well from before there were checksums, and never stop anything', async () => {
    const { path } = await backup('old');
    const good = withoutChecksums(readFileSync(path));
    writeFileSync(path, good);
    expect(edits(path)).toEqual(all);
    fc.assert(
      fc.property(damage, (each) => {
        writeFileSync(path, each.reduce(damaged, good));
        try {
          readSnapshot(path);
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('lose only the edits whose texts are damaged', async () => {
    const { path, segment } = await backup('texts');
    const text = readFileSync(segment, 'latin1');
    const lost = (which: string) => {
      writeFileSync(segment, text.replace(which, '#'.repeat(which.length)), 'latin1');
      const log = new ContentLog(join(folder, 'copies'));
      const { snapshot, damaged } = copySnapshot(readSnapshot(path), log);
      const { order } = EditedDataset.restore(snapshot, log);
      log.close();
      return { left: edits(path), damaged, keys: [...order.keys(0, 99)] };
    };
    const others = [0, 1, 2, 3, 4, 6, 7, 8, 9];
    expect(lost('after')).toEqual({ left: new Map([[ADDED, 'added']]), damaged: 1, keys: [ADDED, ...others] });
    expect(lost('added')).toEqual({ left: new Map([[3, 'after']]), damaged: 1, keys: others });
    expect(lost('before')).toEqual({ left: all, damaged: 0, keys: [ADDED, ...others] });
  });
});

describe('a process that edits and is killed', () => {
  const records = 120;
  let program: string;
  beforeAll(async () => {
    program = await buildProgram('editingProcess', folder);
  });

  test('leaves its last backup, or a later one', async () => {
    for (let round = 0; round < 10; round++) {
      const path = join(folder, `killed-${round}`);
      const args = [program, join(folder, `log-${round}`), path, String(records)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      while (!said.includes('\n')) await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      await once(child, 'close');
      expect(existsSync(path)).toBe(true);
      const log = new ContentLog(join(folder, `log-${round}`));
      const { overlay } = EditedDataset.restore(copySnapshot(readSnapshot(path), log).snapshot, log);
      const texts = [...overlay.keys()].map((key) => Buffer.from(log.read(overlay.get(key))).toString());
      const numbers = texts.map((text) => Number.parseInt(text));
      const edits = Math.max(...numbers) + 1;
      expect(edits).toBeGreaterThanOrEqual(Number(said.trim().split('\n').at(-1)));
      const last = (key: number) => edits - 1 - ((edits - 1 - key) % records);
      expect(texts).toEqual([...overlay.keys()].map((key) => `${last(key)} ${'x'.repeat(last(key) % 300)}`));
      expect(texts.length).toBe(Math.min(edits, records));
      log.close();
    }
  });
});
