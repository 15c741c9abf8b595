import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { root } from '../../scripts/paths.mjs';
import { DatasetEditor } from './pages/datasetEditor';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

test.skip(process.platform !== 'linux', 'with a screen, npm start opens the user’s own VS Code');

test('npm start opens a dataset, and Ctrl-C stops everything it started', async ({ folder, page }) => {
  await folder.writeRecords('my data & more #1.jsonl', mixedRecords);
  const start = spawn(process.execPath, [join(root, 'scripts/start.mjs'), 'my data & more #1.jsonl'], {
    env: { ...process.env, INIT_CWD: folder.path, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await printedAddress(start);
    await page.goto(address);
    await new DatasetEditor(page).expectRecords(mixedRecords.length);

    const started = await descendants(start.pid!);
    expect(started.length).toBeGreaterThan(0);
    start.kill('SIGINT');
    const [code] = (await once(start, 'exit')) as [number];
    expect(code).toBe(130);
    await expect.poll(() => started.filter(isAlive), { message: 'left running' }).toEqual([]);
  } finally {
    start.kill('SIGINT');
  }
});

test('npm start says what is wrong with a dataset that is not there', async ({ folder }) => {
  const start = spawn(process.execPath, [join(root, 'scripts/start.mjs'), folder.file('missing.jsonl')]);
  let said = '';
  start.stderr.on('data', (data) => (said += String(data)));
  const [code] = (await once(start, 'close')) as [number];
  expect(code).toBe(1);
  expect(said).toContain(`There is no file ${folder.file('missing.jsonl')}`);
  expect(said).toContain('Remedy:');
});

/** The address that `npm start` prints when the workbench is ready. */
function printedAddress(start: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    start.stdout.on('data', (data) => {
      said += String(data);
      const address = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    start.once('exit', () => reject(new Error(`npm start ended without an address:\n${said}`)));
  });
}

/** Numbers of all processes that the process has started, and of those they have. */
async function descendants(pid: number): Promise<number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    names.map(async (name) => {
      const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
      return [Number(name), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])] as const;
    }),
  );
  const below = (parent: number): number[] =>
    parents.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
