// The browser that the end-to-end tests look through: Chromium as the system has it.
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { note, step, Stop } from './messages.mjs';
import { run } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Scripts of the datasets that a bare system cannot draw. */
const fonts = ['fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];

const exists = (path) => access(path).then(() => true, () => false);

/** @returns {Promise<string | undefined>} path of a Chromium; CHROMIUM, where it is set */
export async function findChromium() {
  const { CHROMIUM, PATH = '' } = process.env;
  const candidates = CHROMIUM ? [CHROMIUM] : [...names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))), ...macs];
  for (const path of candidates) {
    if (await exists(path)) {
      return path;
    }
  }
  return undefined;
}

/**
 * Installs Chromium and fonts through apt, when they are missing and this may be done.
 * @returns {Promise<string>} path of Chromium
 * @throws {Stop} when there is none and none can be installed
 */
export async function installChromium() {
  const missing = [...((await findChromium()) ? [] : ['chromium']), ...(await missingFonts())];
  if (missing.length > 0 && process.getuid?.() === 0 && (await exists('/usr/bin/apt-get'))) {
    step(`Installing ${missing.join(', ')} (apt)`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const update = await run('apt-get', ['update'], { quiet: true, env });
    const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { quiet: true, env });
    note(install.code === 0 ? 'done' : `apt failed:\n${update.output}${install.output}`);
  }
  const chromium = await findChromium();
  if (chromium === undefined) {
    throw new Stop(
      'The end-to-end tests need Chromium, and there is none.',
      `sudo apt-get install chromium ${fonts.join(' ')} (Debian), or set CHROMIUM to the path of a Chromium or Chrome.`,
    );
  }
  return chromium;
}

async function missingFonts() {
  if (!(await exists('/usr/bin/dpkg-query'))) {
    return [];
  }
  const states = await Promise.all(
    fonts.map((font) => run('dpkg-query', ['--show', '--showformat', '${db:Status-Status}', font], { quiet: true })),
  );
  return fonts.filter((_, index) => states[index].output !== 'installed');
}
