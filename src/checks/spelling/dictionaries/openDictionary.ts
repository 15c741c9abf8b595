import { readFileSync, statSync } from 'node:fs';
import type { Dictionary, DictionaryFiles } from './dictionary';
import { LARGEST_FILE, readDictionary } from './dictionaryText';
import { openHunspell } from './hunspell';

/** What a dictionary may take; the largest that are known take 60. */
const MEGABYTES = 512;

/** @throws Error when it cannot be used; its message goes on from "cannot be used: ". */
export async function openDictionary({ affixes, words }: Pick<DictionaryFiles, 'affixes' | 'words'>): Promise<Dictionary> {
  for (const path of [affixes, words]) {
    const megabytes = LARGEST_FILE >> 20;
    if (statSync(path).size > LARGEST_FILE) throw new Error(`${path} is larger than ${megabytes} MB.`);
  }
  const text = readDictionary(readFileSync(affixes), readFileSync(words));
  return openHunspell(text.affixes, text.words, MEGABYTES);
}
