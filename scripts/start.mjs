// npm start [dataset.jsonl]: VS Code with the extension as it is in this folder, and a dataset open in it.
import './node.mjs';
import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { installDependencies } from './dependencies.mjs';
import { build, packageExtension, readManifest } from './extension.mjs';
import { main, note, step, Stop } from './messages.mjs';
import { cache, root } from './paths.mjs';
import { isStopping, onInterrupt, run, start, stopAllOnInterrupt } from './processes.mjs';
import {
  freePort,
  installExtension,
  installWorkbench,
  startWorkbench,
  workbenchAddress,
  workbenchSettings,
} from './workbench.mjs';

const usualPort = 8137;

const usage = `npm start [dataset.jsonl | folder]

Opens VS Code, or its workbench in the browser, with the extension and a dataset; with our sample when you name none.
PORT is the workbench's port, ${usualPort} or a free one when it is not set.`;

stopAllOnInterrupt();
await main(async () => {
  if (['--help', '-h'].includes(process.argv[2])) {
    console.log(usage);
    return;
  }
  const dataset = await findDataset(process.argv[2]);
  await installDependencies();
  await build();
  const vsix = await packageExtension();
  const code = await findCode();
  await (code === undefined ? openInWorkbench(vsix, dataset) : openInCode(code, vsix, dataset));
});

/** @returns {Promise<{ folder: string, file?: string }>} */
async function findDataset(named) {
  if (named === undefined) {
    const folder = join(root, 'media/sample');
    return { folder, file: join(folder, 'alpaca-multilingual.jsonl') };
  }
  // npm runs scripts in the project's folder; the path is meant from where the person stands.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), named);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new Stop(`There is no file ${path}.`, 'name a dataset that exists, or none to open the sample.');
  }
  return found.isDirectory() ? { folder: path } : { folder: dirname(path), file: path };
}

/** The user's VS Code, where it can open a window of its own. */
async function findCode() {
  const { env, platform } = process;
  const noScreen = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  // In the terminal of a remote window `code` speaks to that window; as root VS Code refuses to start.
  if (noScreen || env.VSCODE_IPC_HOOK_CLI || process.getuid?.() === 0) {
    return undefined;
  }
  const name = platform === 'win32' ? 'code.cmd' : 'code';
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (await access(path).then(() => true, () => false)) {
      return path;
    }
  }
  return undefined;
}

/** A profile of its own keeps the user's settings and extensions as they are. */
async function profile(name) {
  const userData = join(cache, name, 'user-data');
  const extensions = join(cache, name, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  const { contributes } = await readManifest();
  const settings = JSON.stringify(workbenchSettings(contributes.customEditors[0].viewType), undefined, 2);
  // Settings changed there by the user stay.
  await writeFile(join(userData, 'User/settings.json'), settings, { flag: 'wx' }).catch(() => undefined);
  return { userData, extensions };
}

async function openInCode(code, vsix, { folder, file }) {
  const { userData, extensions } = await profile('code');
  const own = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const shell = process.platform === 'win32';
  step(`Installing the extension into a profile of its own (${dirname(userData)})`);
  const { code: status, output } = await run(code, [...own, '--install-extension', vsix, '--force'], { quiet: true, shell });
  if (status !== 0) {
    throw new Stop(`${code} could not install the extension:\n${output}`, 'check that `code --version` works.');
  }
  step(`Opening VS Code on ${file ?? folder}`);
  note('Ctrl-C or closing the window ends it.');
  // `code` hands over to a process of its own, which writes its number here.
  onInterrupt(async () => {
    const pid = Number(await readFile(join(userData, 'code.lock'), 'utf8').catch(() => ''));
    if (pid > 0) {
      process.kill(pid, 'SIGTERM');
    }
  });
  const args = [...own, '--disable-workspace-trust', '--new-window', '--wait', folder, ...(file === undefined ? [] : [file])];
  const child = start(code, args, { shell });
  await new Promise((done) => child.once('close', done));
}

async function openInWorkbench(vsix, { folder, file }) {
  await installWorkbench();
  const { userData, extensions } = await profile('start');
  step('Installing the extension');
  await installExtension(vsix, { userData, extensions });

  step('Starting the workbench');
  const wanted = process.env.PORT;
  const port = await freePort(Number(wanted ?? usualPort));
  if (wanted !== undefined && port !== Number(wanted)) {
    throw new Stop(`Port ${wanted} is taken.`, 'stop what listens there, or leave PORT unset to have a free one chosen.');
  }
  const workbench = await startWorkbench({ userData, extensions, port });
  const address = workbenchAddress(workbench, folder, file);
  console.log(`\nPaddock is open on ${file ?? folder} at\n\n  ${address}\n\nCtrl-C stops it.\n`);
  openBrowser(address);
  await workbench.exited;
  if (!isStopping()) {
    throw new Stop('The workbench has ended by itself.', 'run the command again.');
  }
}

/** Opens the address in the user's browser, where there is a screen; else the printed address must do. */
function openBrowser(address) {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return;
  }
  const [command, ...args] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
  const browser = start(command, [...args, address], { stdio: 'ignore' });
  browser.once('error', () => note('(no browser could be opened)'));
}
