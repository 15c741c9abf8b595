// The dictionaries that come with Paddock: the packages `dictionary-*` among the manifest's devDependencies, those that
// are fetched, and the one in this folder.
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchDictionaries, fetchedLanguages } from './fetchedDictionaries.mjs';
import { note } from './messages.mjs';
import { root } from './paths.mjs';

/** Of Swahili there is one in packages that run a program to be unpacked only. */
const ours = [{ name: 'sw', from: join(root, 'scripts/dictionaries/sw') }];

/**
 * Has in a folder each dictionary with its licence, in a folder that is called by its variant: `de-at`, `sr-latn`. Those
 * that are fetched need a network once; without, they are left out, and that is said.
 */
export async function copyDictionaries(folder) {
  await mkdir(folder, { recursive: true });
  const packages = [...(await dictionaryPackages()), ...ours, ...(await fetchedDictionaries())];
  const names = new Set(packages.map(({ name }) => name));
  const left = (await readdir(folder)).filter((name) => !names.has(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true })));
  await Promise.all(packages.map(({ name, from }) => copyDictionary(from, join(folder, name))));
}

/** Names of languages whose dictionaries could not be fetched for the last build. */
export async function missingDictionaries() {
  const there = new Set(await readdir(join(root, 'dist/dictionaries')));
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return fetchedLanguages.filter((code) => !there.has(code)).map((code) => names.of(code));
}

async function fetchedDictionaries() {
  const { found, why } = await fetchDictionaries();
  if (why !== undefined) note(`Left out dictionaries for ${fetchedLanguages.join(', ')}: ${why}`);
  return found;
}

/** @returns {Promise<{ name: string, from: string }[]>} */
async function dictionaryPackages() {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return Object.keys(devDependencies)
    .filter((name) => name.startsWith('dictionary-'))
    .map((name) => ({ name: name.replace(/^dictionary-/, ''), from: join(root, 'node_modules', name) }));
}

async function copyDictionary(from, to) {
  await mkdir(to, { recursive: true });
  // Two of them have no file with their licence: what they say of it is in their readme.
  const licence = (await readdir(from)).find((file) => /^licen[cs]e/i.test(file)) ?? 'readme.md';
  await Promise.all([
    copyChanged(join(from, 'index.aff'), join(to, 'index.aff')),
    copyChanged(join(from, 'index.dic'), join(to, 'index.dic')),
    copyChanged(join(from, licence), join(to, 'license')),
  ]);
}

/** They are 180 MB, and hardly ever other ones than at the last build. */
async function copyChanged(from, to) {
  const [source, copy] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (copy?.size !== source.size || copy.mtimeMs < source.mtimeMs) await copyFile(from, to);
}
