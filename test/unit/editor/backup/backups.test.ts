import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLeftBackup, noteBackup, removeLeftovers } from '../../../../src/editor/backup/backups';
import { processState } from '../../../../src/editor/backup/processState';
import { damage, damaged } from '../../faults/damagedBytes';

const URI = 'file:///data.jsonl';
let unsaved: string;
let folder: string;
let path: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  unsaved = mkdtempSync(join(tmpdir(), 'paddock-backups-'));
  folder = join(unsaved, 'one');
  path = join(unsaved, 'backup');
  mkdirSync(folder);
  writeFileSync(path, 'A backup.');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
  rmSync(unsaved, { recursive: true });
});

async function running(...command: string[]): Promise<ChildProcess> {
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child, 'spawn');
  return child;
}

const sleeping = () => running(process.execPath, '-e', 'setInterval(() => {}, 1000)');
const write = (note: object) => writeFileSync(join(folder, 'backup.json'), JSON.stringify({ path, uri: URI, ...note }));
const found = () => findLeftBackup(unsaved, URI);

describe('the backup of a dataset', () => {
  test('is left alone while the process that edits it is there, this one or another', async () => {
    await noteBackup(folder, path, URI);
    expect(await found()).toBeUndefined();
    const { pid } = await sleeping();
    write({ process: pid, started: (await processState(pid!)).started });
    expect(await found()).toBeUndefined();
    // As they were written before it was told when a process was started.
    write({ process: pid });
    expect(await found()).toBeUndefined();
  });

  test('is found when the process is gone', async () => {
    const child = await sleeping();
    const { started } = await processState(child.pid!);
    write({ process: child.pid, started });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await found()).toEqual({ folder, path });
    expect(await findLeftBackup(unsaved, 'file:///other.jsonl')).toBeUndefined();
  });

  test('is found though another process has the number now, or this one, as after a container is started again', async () => {
    const { pid } = await sleeping();
    const earlier = { started: 'another time' };
    write({ process: pid, ...earlier });
    expect(await found()).toEqual({ folder, path });
    write({ process: process.pid, ...earlier });
    expect(await found()).toEqual({ folder, path });
    write({ process: process.pid });
    expect(await found()).toEqual({ folder, path });
  });

  test.skipIf(process.platform !== 'linux')('is found though nobody has asked how the process ended', async () => {
    const parent = await running('sh', '-c', 'sleep 0 & echo $!; exec sleep 60');
    const [said] = (await once(parent.stdout!, 'data')) as [Buffer];
    const id = Number(said.toString());
    while ((await processState(id)).isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(existsSync(`/proc/${id}`)).toBe(true);
    write({ process: id });
    expect(await found()).toEqual({ folder, path });
  });

  test('goes after a day where nothing names it any more, and stays where its note is damaged', async () => {
    const old = () => utimesSync(folder, 1_000, 1_000);
    writeFileSync(join(folder, 'backup.json'), '{"path": "/cut');
    old();
    await removeLeftovers(unsaved);
    expect(existsSync(folder)).toBe(true);
    write({ process: process.pid, started: 'another time' });
    old();
    await removeLeftovers(unsaved);
    expect(existsSync(folder)).toBe(true);
    rmSync(path);
    await removeLeftovers(unsaved);
    expect(existsSync(folder)).toBe(false);
  });

  test('is found or not, and never anything else, whatever becomes of its note', async () => {
    write({ process: process.pid, started: 'another time' });
    const good = readFileSync(join(folder, 'backup.json'));
    await fc.assert(
      fc.asyncProperty(damage, async (each) => {
        writeFileSync(join(folder, 'backup.json'), each.reduce(damaged, good));
        await removeLeftovers(unsaved);
        expect([undefined, { folder, path }]).toContainEqual(await found());
      }),
      { numRuns: 100 },
    );
  });
});
