import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { note, step } from './messages.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

/** Installs the packages of package-lock.json, unless node_modules holds just these already. */
export async function installDependencies() {
  if (await upToDate()) {
    return;
  }
  step('Installing packages (npm ci)');
  // Nothing we use needs an install script; the bundles, which `prepare` makes, are built by whoever needs them.
  await npm(['ci', '--ignore-scripts'], root);
  note('done');
}

/** Compares contents, not times: a checkout makes every file look new. */
async function upToDate() {
  const [wanted, installed] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
      readFile(join(root, file), 'utf8').then(
        (text) => JSON.parse(text).packages,
        () => undefined,
      ),
    ),
  );
  if (wanted === undefined || installed === undefined) {
    return false;
  }
  // Packages for other platforms are optional and left out.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}
