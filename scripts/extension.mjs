import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { missingDictionaries } from './dictionaries.mjs';
import { carriesLlama } from './llama.mjs';
import { note, step, Stop } from './messages.mjs';
import { root } from './paths.mjs';
import { run } from './processes.mjs';

export async function readManifest() {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
}

/** Bundles the sources into dist/. */
export async function build() {
  step('Building');
  await orStop(await run(process.execPath, ['esbuild.mjs'], { quiet: true }), 'The build failed.');
  const missing = await missingDictionaries();
  note(missing.length === 0 ? 'dist/' : `dist/, without dictionaries for ${missing.join(', ')}: node esbuild.mjs says why`);
}

/** Packs the built extension. @returns path of the .vsix */
export async function packageExtension() {
  step('Packaging');
  const { name, version } = await readManifest();
  const file = `${name}-${version}.vsix`;
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  // The bundles hold all the code they need, so no package goes in.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  if (await carriesLlama()) {
    // Its programs are for this computer's system only.
    args.push('--target', `${process.platform}-${process.arch}`);
  }
  await orStop(await run(process.execPath, [vsce, ...args], { quiet: true }), 'Packaging failed.');
  note(file);
  return join(root, file);
}

async function orStop({ code, output }, what) {
  if (code !== 0) {
    console.error(output);
    throw new Stop(what, 'mend what the message above names, then run the command again.');
  }
}
