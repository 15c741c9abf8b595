// The dictionaries that come with Paddock: the packages `dictionary-*` among the manifest's devDependencies.
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** Copies each dictionary and its licence into a folder that is called by its variant: `de-AT`, `sr-Latn`. */
export async function copyDictionaries(folder) {
  await rm(folder, { recursive: true, force: true });
  await Promise.all((await dictionaryPackages()).map(({ name, from }) => copyDictionary(from, join(folder, name))));
}

/** @returns {Promise<{ name: string, from: string }[]>} */
export async function dictionaryPackages() {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return Object.keys(devDependencies)
    .filter((name) => name.startsWith('dictionary-'))
    .map((name) => ({ name: name.replace(/^dictionary-/, ''), from: join(root, 'node_modules', name) }));
}

async function copyDictionary(from, to) {
  await mkdir(to, { recursive: true });
  const files = await readdir(from);
  const licence = files.find((file) => /^licen[cs]e/i.test(file)) ?? 'package.json';
  await Promise.all([
    copyFile(join(from, 'index.aff'), join(to, 'index.aff')),
    copyFile(join(from, 'index.dic'), join(to, 'index.dic')),
    copyFile(join(from, licence), join(to, 'license')),
  ]);
}
