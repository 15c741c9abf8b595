// The workbench from npm: code-server, which is VS Code's workbench and extension host behind a local web page.
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { note, step, Stop } from './messages.mjs';
import { npm } from './npm.mjs';
import { cache } from './paths.mjs';
import { kill, run, start, stop } from './processes.mjs';

const folder = join(cache, 'workbench');
const stampFile = join(folder, 'installed.json');
const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
const node = join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** What is installed; anything else in the stamp means installing anew. code-server needs the Node it names. */
const stamp = JSON.stringify({ 'code-server': '4.139.1', node: '24', for: `${process.platform}-${process.arch}` });
const bytesNeeded = 1.2e9;

/** Installs the workbench into .cache/workbench, unless it is there. */
export async function installWorkbench() {
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) {
    return;
  }
  step('Installing the workbench (code-server from npm, about 800 MB, once)');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytesNeeded) {
    throw new Stop(
      `The workbench needs about 1.2 GB on the disk of ${folder}; ${(bavail * bsize / 1e9).toFixed(1)} GB are free.`,
      'free some space, then run the command again.',
    );
  }
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  note('1 of 3: code-server');
  await npm(['install', '--ignore-scripts', 'code-server@4.139.1'], folder);
  note("2 of 3: the workbench's own packages");
  await npm(['install', '--ignore-scripts', '--omit=dev'], join(folder, 'node_modules/code-server/lib/vscode'));
  note('3 of 3: the Node that it runs on');
  await npm(['install', 'node@24'], folder);
  await placeNode();
  await writeFile(stampFile, stamp);
}

/** The `node` package's install script puts the binary in place; an npm that runs no scripts leaves that to us. */
async function placeNode() {
  const works = async () => (await run(node, ['--version'], { quiet: true }).catch(() => ({ code: 1 }))).code === 0;
  if (await works()) {
    return;
  }
  await run(process.execPath, ['installArchSpecificPackage'], { quiet: true, cwd: join(folder, 'node_modules/node') });
  if (!(await works())) {
    throw new Stop('The Node 24 that the workbench runs on could not be put in place.', 'delete .cache and try again.');
  }
}

/** Installs a packaged extension into a folder of extensions. */
export async function installExtension(vsix, { userData, extensions }) {
  const args = [entry, '--user-data-dir', userData, '--extensions-dir', extensions, '--install-extension', vsix, '--force'];
  const { code, output } = await run(node, args, { quiet: true, env: environment() });
  if (code !== 0) {
    throw new Stop(`The extension could not be installed:\n${output}`, 'delete .cache and run the command again.');
  }
}

/**
 * Starts the workbench on a local port and waits until it answers.
 * @param {{ userData: string, extensions: string, port: number, asksForTrust?: boolean, log?: (text: string) => void }} options
 * @returns {Promise<{ url: string, authority: string, stop(): Promise<void>, kill(): Promise<void> }>}
 */
export async function startWorkbench({ userData, extensions, port, asksForTrust = false, log = () => {} }) {
  const authority = `127.0.0.1:${port}`;
  const url = `http://${authority}`;
  const args = [
    ...[entry, '--auth', 'none', '--bind-addr', authority, '--user-data-dir', userData, '--extensions-dir', extensions],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    ...['--session-socket', join(userData, 'session.sock')],
  ];
  const child = start(node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
  let output = '';
  const keep = (data) => {
    output = (output + data).slice(-4000);
    log(String(data));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (child.exitCode !== null) {
      break;
    }
    if (await fetch(`${url}/healthz`).then((response) => response.ok, () => false)) {
      return { url, authority, exited: new Promise((resolve) => child.once('close', resolve)), stop: () => stop(child), kill: () => kill(child) };
    }
    await sleep(100);
  }
  await stop(child);
  throw new Stop(`The workbench did not start:\n${output}`, 'delete .cache and run the command again.');
}

/** The address that opens `folder`, and `file` in it, in a workbench. */
export function workbenchAddress({ url, authority }, folder, file) {
  const query = new URLSearchParams({ folder });
  if (file !== undefined) {
    const uri = `vscode-remote://${authority}${encodeURI(file).replace(/[?#]/g, encodeURIComponent)}`;
    query.set('payload', JSON.stringify([['openFile', uri]]));
  }
  return `${url}/?${query}`;
}

/** A workbench started inside another one's terminal must not talk to that one. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|CODE_SERVER_|PASSWORD$)/.test(name)));
}

/** @returns {Promise<number>} `preferred` if it can be listened on, else another free port */
export async function freePort(preferred = 0) {
  const listen = (port) =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const { port: got } = server.address();
        server.close(() => resolve(got));
      });
    });
  const port = (await listen(preferred)) ?? (await listen(0));
  if (port === undefined) {
    throw new Stop('No local port can be listened on.', 'allow programs to listen on 127.0.0.1.');
  }
  return port;
}

/** Settings of an instance that is for Paddock alone: datasets open in it, and nothing asks for attention. */
export function workbenchSettings(viewType) {
  return {
    'workbench.editorAssociations': { '*.jsonl': viewType, '*.ndjson': viewType },
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    // As in VS Code on the desktop; in a browser it would save a second after each edit.
    'files.autoSave': 'off',
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
  };
}
