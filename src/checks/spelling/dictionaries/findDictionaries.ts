import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DictionaryFiles, DictionaryFolders, DictionaryOrigin } from './dictionary';
import { systemFolders } from './dictionaryFolders';
import { type DictionaryName, parseDictionaryName } from './dictionaryName';

/** Folders inside folders that are looked into: LibreOffice's `extensions/dict-ca/dictionaries`. */
const DEPTH = 4;
/** Names in all of a folder: whoever names the root of a disk waits for no more. */
const MOST_NAMES = 20_000;
/** The folder of the dictionaries that come with Paddock, beside the programs. */
const BUILT_IN = 'dictionaries';

/** A dictionary of which only one half is there. */
export interface HalfDictionary extends DictionaryName {
  /** Path of the file that should be there. */
  readonly words: string;
  /** A sentence for people that names the file. */
  readonly message: string;
}

export interface FoundDictionaries {
  /** Those of the user first, then the workspace's, the system's and the built-in ones. */
  readonly dictionaries: readonly DictionaryFiles[];
  readonly halves: readonly HalfDictionary[];
}

/**
 * Finds Hunspell dictionaries by their names: `de_AT.aff` beside `de_AT.dic`, or `index.aff` in a folder `de-AT`.
 * A folder that is not there or cannot be read has none.
 * @param programs the folder of the built programs.
 */
export async function findDictionaries(
  { user, workspace }: DictionaryFolders,
  programs: string,
  system: readonly string[] = systemFolders(),
): Promise<FoundDictionaries> {
  const places: readonly (readonly [DictionaryOrigin, readonly string[]])[] = [
    ['user', user],
    ['workspace', workspace],
    ['system', system],
    ['built-in', [join(programs, BUILT_IN)]],
  ];
  const found = await Promise.all(
    places.flatMap(([origin, folders]) => folders.map((folder) => findIn(folder, origin))),
  );
  return {
    dictionaries: found.flatMap(({ dictionaries }) => dictionaries),
    halves: found.flatMap(({ halves }) => halves),
  };
}

async function findIn(folder: string, origin: DictionaryOrigin): Promise<FoundDictionaries> {
  const dictionaries: DictionaryFiles[] = [];
  const halves: HalfDictionary[] = [];
  const files = new Set(await filesIn(folder));
  for (const affixes of [...files].sort()) {
    if (!affixes.endsWith('.aff')) continue;
    const name = nameOf(affixes);
    if (!name) continue;
    const words = affixes.replace(/\.aff$/, '.dic');
    const paths = files.has(words) ? await Promise.all([realFile(affixes), realFile(words)]) : [];
    if (paths[0] !== undefined && paths[1] !== undefined) {
      dictionaries.push({ ...name, origin, affixes: paths[0], words: paths[1] });
    } else {
      halves.push({ ...name, words, message: `The dictionary ${affixes} cannot be used: there is no ${basename(words)} beside it.` });
    }
  }
  const links = dictionaries.filter((files) => !isUnderItsName(files));
  return { dictionaries: [...dictionaries.filter(isUnderItsName), ...links], halves };
}

/** And not a link, such as `de_BE.aff` to `de_DE.aff`. */
function isUnderItsName({ affixes, variant }: DictionaryFiles): boolean {
  return nameOf(affixes)?.variant === variant;
}

function nameOf(affixes: string): DictionaryName | undefined {
  const name = basename(affixes, '.aff');
  return parseDictionaryName(name === 'index' ? basename(dirname(affixes)) : name);
}

/** Paths of the `.aff` and `.dic` files in a folder and those in it; links to other folders are not followed. */
async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  let names = 0;
  let level = [folder];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const path of level) {
      if (names > MOST_NAMES) return files;
      const entries = await entriesOf(path);
      names += entries.length;
      for (const entry of entries) {
        if (/\.(aff|dic)$/.test(entry.name)) files.push(join(path, entry.name));
        else if (entry.isDirectory()) next.push(join(path, entry.name));
      }
    }
    level = next;
  }
  return files;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not there, not a folder, or not for us: there is nothing to find in it.
    return [];
  }
}

async function realFile(path: string): Promise<string | undefined> {
  try {
    const real = await realpath(path);
    return (await stat(real)).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
