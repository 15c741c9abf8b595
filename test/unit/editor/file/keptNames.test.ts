import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeptNames, keptName, type Rename, renamed } from '../../../../src/editor/file/keptNames';

const renames = (...pairs: [string, string][]): Rename[] => pairs.map(([from, to], at) => ({ from, to, number: at + 1 }));

describe('keptName', () => {
  test('a file keeps its name when it, or a folder that it is in, is renamed or moved', () => {
    const moved = renames(['file:///w/a.jsonl', 'file:///w/b.jsonl'], ['file:///w', 'file:///v/x'], ['file:///v/x/b.jsonl', 'file:///b.txt']);
    expect(keptName('file:///b.txt', moved)).toBe('file:///w/a.jsonl');
    expect(keptName('file:///v/x/other.jsonl', moved)).toBe('file:///w/other.jsonl');
    expect(keptName('file:///v/xy/b.jsonl', moved)).toBe('file:///v/xy/b.jsonl');
    expect(keptName('file:///elsewhere.jsonl', moved)).toBe('file:///elsewhere.jsonl');
  });

  test('a file that is put where another one was is another one, also when that has come back', () => {
    const moved = renames(['/a', '/b']);
    expect(keptName('/a', moved)).toBe('/a#1');
    const exchanged = renames(['/a', '/c'], ['/b', '/a'], ['/c', '/b']);
    expect(keptName('/a', exchanged)).toBe('/b');
    expect(keptName('/b', exchanged)).toBe('/a');
    const andBack = renames(['/a', '/b'], ['/b', '/a']);
    expect(keptName('/a', andBack)).toBe('/a');
    expect(keptName('/b', andBack)).toBe('/b#2');
    const replaced = renames(['/a', '/b'], ['/a', '/b']);
    expect(keptName('/b', replaced)).toBe('/a#1');
  });

  test('whatever is renamed and made, each file has a name of its own that stays', () => {
    const place = fc.constantFrom('/a', '/b', '/f/a', '/f/b', '/g/a', '/f', '/g');
    fc.assert(
      fc.property(fc.array(fc.record({ from: place, to: place, makes: place }), { maxLength: 12 }), (steps) => {
        const isFolder = (path: string) => path === '/f' || path === '/g';
        const done: Rename[] = [];
        /** By where they are: the names that they had when they were made. */
        let files = new Map<string, string>();
        for (const { from, to, makes } of steps) {
          if (!isFolder(makes) && !files.has(makes)) files.set(makes, keptName(makes, done));
          const isThere = [...files.keys()].some((path) => renamed(path, from, to) !== undefined);
          if (!isThere || isFolder(from) !== isFolder(to) || from === to) continue;
          done.push({ from, to, number: done.length + 1 });
          const stay = [...files].filter(([path]) => renamed(path, from, to) === undefined && renamed(path, to, from) === undefined);
          const move = [...files].flatMap(([path, name]) => {
            const moved = renamed(path, from, to);
            return moved === undefined ? [] : [[moved, name] as [string, string]];
          });
          files = new Map([...stay, ...move]);
        }
        for (const [path, name] of files) expect(keptName(path, done)).toBe(name);
        expect(new Set(files.values()).size).toBe(files.size);
      }),
    );
  });
});

describe('KeptNames', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'paddock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are there again, and the oldest renames are forgotten', async () => {
    const path = join(folder, 'new', 'renames.json');
    const names = new KeptNames(path);
    expect(await names.of('/a')).toBe('/a');
    await Promise.all([names.rename('/a', '/b'), names.rename('/b', '/c')]);
    expect(await names.of('/c')).toBe('/a');
    const again = new KeptNames(path);
    expect(await again.of('/c')).toBe('/a');
    expect(await again.of('/b')).toBe('/b#2');
    for (let n = 0; n < 999; n++) await again.rename(`/${n}`, `/x${n}`);
    expect((JSON.parse(readFileSync(path, 'utf8')) as Rename[]).map(({ number }) => number).slice(0, 2)).toEqual([2, 3]);
  });

  test('a list that is damaged, or cannot be written, stops nothing', async () => {
    const path = join(folder, 'renames.json');
    writeFileSync(path, '[{"from":"/a","to":"/b","number":1},7,null,{"from":"/b"}]');
    expect(await new KeptNames(path).of('/b')).toBe('/a');
    writeFileSync(path, '[{"from":"/a","t');
    expect(await new KeptNames(path).of('/b')).toBe('/b');
    const nowhere = new KeptNames(join(path, 'renames.json'));
    await nowhere.rename('/a', '/b');
    expect(await nowhere.of('/b')).toBe('/a');
  });
});
