import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
    const address = await printedAddress(start.stdout);
    await page.goto(address);
    await new DatasetEditor(page).expectRecords(mixedRecords.length);

    const started = descendants(start.pid!);
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

async function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const data of output) {
    said += String(data);
    const address = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(said)?.[0];
    if (address !== undefined) {
      output.resume();
      return address;
    }
  }
  throw new Error(`npm start ended without an address:\n${said}`);
}

/** Numbers of all processes that the process has started, and of those they have. */
function descendants(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    processes.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
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
