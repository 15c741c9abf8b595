import { readFileSync, statSync } from 'node:fs';
import type { LanguageTag } from '../../../schema/schema';
import { capitalisesNouns } from '../spelledLanguage';
import { knowsMostWords } from '../spellingJudge';
import { DerivedWords } from './derivedWords';
import type { Dictionary } from './dictionary';
import { type DictionaryText, LARGEST_FILE, optionIn, readDictionary } from './dictionaryText';
import type { Engine } from './engine';
import { openHunspell } from './hunspell';
import { isNearKnown, type LetterSequences, lettersOf, sequencesOf } from './nearWords';
import { openNspell } from './nspell';
import { takingWordsApart } from './wordParts';

/** What a dictionary may take; the largest that are known take 60. */
const MEGABYTES = 512;

/** Of the `.dic` file: enough for words that stand on their own to be among them. */
const SAMPLE_BYTES = 1 << 15;

export interface WantedDictionary {
  readonly language: LanguageTag;
  /** Path of the `.aff` file. */
  readonly affixes: string;
  /** Paths of the `.dic` files: several where variants have the same affixes. */
  readonly words: readonly string[];
  readonly engine: Engine;
}

/** A dictionary that can tell more of a word that is not right than Hunspell does. */
export interface OpenedDictionary extends Dictionary {
  /** Whether a word that is not right becomes right by one edit. */
  isNearKnown(word: string): boolean;
  /** Whether a word that is not right is made by rule of ones that are. */
  isDerived(word: string): boolean;
}

/** @throws Error when it cannot be used; its message goes on from "cannot be used: ". */
export async function openDictionary(wanted: WantedDictionary): Promise<OpenedDictionary> {
  const texts = readTexts(wanted);
  const [text] = texts;
  const dictionary =
    wanted.engine === 'nspell'
      ? openNspell(text.affixes, text.words)
      : await openHunspell(text.affixes, texts.map((each) => each.words), MEGABYTES);
  // What Hunspell cannot read it skips without a word, and would call all words wrong.
  if (!ownWords(text.words).some((word) => dictionary.isCorrect(word))) throw new Error('it knows none of its own words.');
  const hasCapitals = capitalisesNouns(wanted.language);
  // Where it lacks many words, other edits lead from those to ones that it has.
  const edits = knowsMostWords(wanted.language) ? 'any' : 'slips';
  let near: NearWords | undefined;
  const derived = new DerivedWords(wanted.language, (word) => dictionary.isCorrect(word));
  return {
    ...takingWordsApart(dictionary, optionIn(text.affixes, 'WORDCHARS') ?? ''),
    isNearKnown: (word) => {
      near ??= readNearWords(wanted);
      // Of a capital, nothing is to be learnt but that of a noun: else it begins a sentence, or a name.
      const written = hasCapitals ? word : word.toLowerCase();
      return isNearKnown(written, near.letters, near.sequences, edits, (other) => dictionary.isCorrect(other));
    },
    isDerived: (word) => derived.has(word),
  };
}

/** What is tried to make a word right by one edit. */
interface NearWords {
  readonly letters: readonly string[];
  readonly sequences: LetterSequences;
}

/** Seldom wanted: the files are read again rather than kept. */
function readNearWords(wanted: WantedDictionary): NearWords {
  const texts = readTexts(wanted);
  return { letters: lettersOf(texts[0].words), sequences: sequencesOf(texts) };
}

/** One for each of the `.dic` files. Apart from what stays in memory, so that the files do not. */
function readTexts({ affixes, words }: WantedDictionary): DictionaryText[] {
  for (const path of [affixes, ...words]) {
    const megabytes = LARGEST_FILE >> 20;
    if (statSync(path).size > LARGEST_FILE) throw new Error(`${path} is larger than ${megabytes} MB.`);
  }
  const affixesRead = readFileSync(affixes);
  return words.map((path) => readDictionary(affixesRead, readFileSync(path)));
}

/** The first words of the `.dic` file. */
function ownWords(words: Uint8Array): string[] {
  const lines = Buffer.from(words.subarray(0, SAMPLE_BYTES)).toString().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(/[/\s]/)[0]).filter((word) => word !== '');
}
