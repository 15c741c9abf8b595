// First: it strikes the calls of what is imported after it.
import { strikeEachCall } from './failingFiles';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { copySnapshot } from '../../../src/dataset/edits/copySnapshot';
import { readSnapshot, writeSnapshot } from '../../../src/dataset/edits/snapshotFile';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { replaceFile } from '../../../src/dataset/saving/replaceFile';
import { replaceText } from '../../../src/dataset/saving/replaceText';
import { writeDataset } from '../../../src/dataset/saving/writeDataset';
import { openSource } from '../../../src/dataset/source';
import { breathe } from '../dataset/support';

describe('whatever becomes of a call of the file system', () => {
  test('a dataset is as it was or as it was to be saved', async () => {
    const older = Buffer.from(Array.from({ length: 2_000 }, (_, n) => `{"n": ${n}, "text": "${'x'.repeat(300)}"}\r\n`).join(''));
    const newer = Buffer.from(older.toString().replace('{"n": 1000,', '{"n": "edited",'));
    const struck = await strikeEachCall({
      prepare: (folder) => {
        const path = join(folder, 'data.jsonl');
        writeFileSync(path, older);
        return path;
      },
      work: async (path, folder) => {
        const log = new ContentLog(join(folder, 'log'));
        const source = openSource({ kind: 'file', path });
        try {
          const index = await indexRecords(source, { breathe });
          const content = log.append(Buffer.from(`{"n": "edited", "text": "${'x'.repeat(300)}"}`));
          const overlay = { get: (key: number) => (key === 1_000 ? content : 0) };
          await replaceFile(path, (descriptor) => writeDataset({ source, index, contents: log, overlay }, descriptor, { breathe }));
        } finally {
          source.close();
          log.close();
        }
      },
      check: ({ isKilled, struck, error }, path, folder) => {
        const bytes = readFileSync(path);
        expect(bytes.equals(older) || bytes.equals(newer)).toBe(true);
        if (!error) expect(bytes.equals(newer)).toBe(true);
        const isLeft = readdirSync(folder).some((name) => name.endsWith('.paddock-save'));
        if (!isKilled && struck !== 'rmSync') expect(isLeft).toBe(false);
        if (error && !isKilled) expect(bytes.equals(older)).toBe(true);
      },
    });
    for (const call of ['openSync', 'writeSync', 'fsync', 'renameSync']) expect(struck).toContain(call);
  });

  test('a word list or a note is as it was or as it was to be', async () => {
    const struck = await strikeEachCall({
      prepare: async (folder) => {
        const path = join(folder, 'deeper', 'words.txt');
        await replaceText(path, 'old\n');
        return path;
      },
      work: (path) => replaceText(path, 'new\n'.repeat(100)),
      check: async ({ error, isKilled }, path) => {
        const text = readFileSync(path, 'utf8');
        expect(['old\n', 'new\n'.repeat(100)]).toContain(text);
        if (!error) expect(text).not.toBe('old\n');
        if (error && !isKilled) expect(text).toBe('old\n');
        await replaceText(path, 'again\n');
        expect(readFileSync(path, 'utf8')).toBe('again\n');
      },
    });
    expect(struck).toContain('renameSync');
  });
});

describe('unsaved edits', () => {
  const base = { size: 1, modified: '2' };
  const texts = (path: string, folder: string) => {
    const log = new ContentLog(join(folder, 'other'));
    const { overlay } = EditedDataset.restore(copySnapshot(readSnapshot(path), log).snapshot, log);
    const found = [...overlay.keys()].map((key) => Buffer.from(log.read(overlay.get(key))).toString());
    log.close();
    return found;
  };
  const edit = (dataset: EditedDataset, key: number, text: string) => {
    const before = dataset.log.append(Buffer.from(`before ${key}`));
    const after = dataset.log.append(Buffer.from(text));
    dataset.apply({ label: 'Change', contents: { keys: [key], before: [before], after: [after] } });
  };

  test('come back as of the last backup that was made or a later one, and go on where one fails', async () => {
    const struck = await strikeEachCall({
      prepare: async (folder) => {
        const path = join(folder, 'backup');
        const dataset = new EditedDataset(10, new ContentLog(join(folder, 'log')));
        edit(dataset, 3, 'first');
        await writeSnapshot(path, dataset, base);
        return { path, dataset };
      },
      work: async ({ path, dataset }) => {
        edit(dataset, 4, 'second'.repeat(50));
        await writeSnapshot(path, dataset, base);
      },
      check: async ({ isKilled, error }, { path, dataset }, folder) => {
        const both = ['first', 'second'.repeat(50)];
        const found = texts(path, folder);
        expect([['first'], both]).toContainEqual(found);
        if (!error) expect(found).toEqual(both);
        if (!isKilled) {
          if (!dataset.overlay.has(4)) edit(dataset, 4, both[1]);
          await writeSnapshot(path, dataset, base);
          expect(texts(path, folder)).toEqual(both);
        }
        dataset.log.close();
      },
    });
    for (const call of ['writeSync', 'fsync', 'renameSync']) expect(struck).toContain(call);
  });

  test('have a backup as a whole or none at first', async () => {
    const struck = await strikeEachCall({
      prepare: () => undefined,
      work: async (_, folder) => {
        const dataset = new EditedDataset(10, new ContentLog(join(folder, 'log')));
        try {
          edit(dataset, 3, 'first');
          await writeSnapshot(join(folder, 'backup'), dataset, base);
        } finally {
          dataset.log.close();
        }
      },
      check: ({ error }, _, folder) => {
        const path = join(folder, 'backup');
        if (!error) expect(existsSync(path)).toBe(true);
        if (existsSync(path)) expect(texts(path, folder)).toEqual(['first']);
      },
    });
    expect(struck).toContain('mkdirSync');
  });
});
