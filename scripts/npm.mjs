import process from 'node:process';
import { Stop } from './messages.mjs';
import { run } from './processes.mjs';

const remedies = [
  [/ENOSPC/, 'The disk is full.', 'free some space (about 1.5 GB is needed in all), then run the command again.'],
  [/EACCES|EPERM/, 'A folder cannot be written.', 'check who owns the project folder and ~/.npm, then run the command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|FETCH_ERROR|network/i,
    'The npm registry cannot be reached.',
    'check the network, and `npm config get registry` and the proxy settings where there is one, then run the command again.',
  ],
];

/**
 * Runs npm, whose output is shown only when it fails.
 * @throws {Stop} with what went wrong and the remedy
 */
export async function npm(args, cwd) {
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
  const { code, output } = await run(command, [...first, ...args, ...quietly], {
    cwd,
    quiet: true,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (code !== 0) {
    const [, what, remedy] = remedies.find(([pattern]) => pattern.test(output)) ?? [
      undefined,
      'npm failed.',
      `read npm's message above, then run the command again.`,
    ];
    console.error(output);
    throw new Stop(`npm ${args.join(' ')} failed in ${cwd}. ${what}`, remedy);
  }
}
