import { readFileSync, statSync } from 'node:fs';
import type { Dictionary, DictionaryFiles } from './dictionary';
import { LARGEST_FILE, readDictionary } from './dictionaryText';
import type { Engine } from './engine';
import { openHunspell } from './hunspell';
import { openNspell } from './nspell';

/** What a dictionary may take; the largest that are known take 60. */
const MEGABYTES = 512;

export interface WantedDictionary extends Pick<DictionaryFiles, 'affixes' | 'words'> {
  readonly engine: Engine;
}

/** @throws Error when it cannot be used; its message goes on from "cannot be used: ". */
export async function openDictionary({ affixes, words, engine }: WantedDictionary): Promise<Dictionary> {
  for (const path of [affixes, words]) {
    const megabytes = LARGEST_FILE >> 20;
    if (statSync(path).size > LARGEST_FILE) throw new Error(`${path} is larger than ${megabytes} MB.`);
  }
  const text = readDictionary(readFileSync(affixes), readFileSync(words));
  if (engine === 'nspell') return openNspell(text.affixes, text.words);
  return openHunspell(text.affixes, text.words, MEGABYTES);
}
