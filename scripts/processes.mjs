// Programs started by the scripts. Each leads a process group of its own, so that ending it ends its children too.
import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.mjs';

const windows = process.platform === 'win32';
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Starts a program in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: !windows, ...options });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/**
 * Runs a program to its end.
 * @returns {Promise<{ code: number, output: string }>} `output`: what it printed, when `quiet`, else empty
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, quiet ? { stdio: ['ignore', 'pipe', 'pipe'], ...options } : options);
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function signalGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // the group is gone
  }
}

function groupLives(child) {
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends a program and all its children: asked first, forced after five seconds. */
export async function stop(child) {
  signalGroup(child, 'SIGTERM');
  for (let waited = 0; !windows && waited < 5000 && groupLives(child); waited += 50) {
    await sleep(50);
  }
  signalGroup(child, 'SIGKILL');
  running.delete(child);
}

/** Ends a program and all its children as `kill -9` does: they can do nothing about it. */
export async function kill(child) {
  signalGroup(child, 'SIGKILL');
  for (let waited = 0; !windows && waited < 5000 && groupLives(child); waited += 50) {
    await sleep(50);
  }
  running.delete(child);
}

/** What to do, besides ending what was started, when the person presses Ctrl-C. */
const cleanups = [];
export function onInterrupt(cleanup) {
  cleanups.push(cleanup);
}

let stopping = false;

/** Whether the end of what was started was asked for. */
export function isStopping() {
  return stopping;
}

/** Ctrl-C, a closed terminal and `kill` end all that was started, then this process. Called once, by a script. */
export function stopAllOnInterrupt() {
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.on(signal, async () => {
      if (stopping) {
        return;
      }
      stopping = true;
      await Promise.all([...[...running].map(stop), ...cleanups.map((cleanup) => cleanup())]);
      process.exit(code);
    });
  }
  process.on('exit', () => [...running].forEach((child) => signalGroup(child, 'SIGKILL')));
}
