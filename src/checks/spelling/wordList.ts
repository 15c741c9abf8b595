import { parseLanguage } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import type { PersonalWord, PersonalWords } from './spellingOptions';

/**
 * Word lists are plain text for people to write, too: a word a line, `*` before it where it is forbidden (as in
 * Hunspell's personal dictionaries), its language behind it where it is of one only, and comments behind `#`.
 *
 *     Paddock
 *     Recordset en
 *     *Fug de
 */

interface Entry extends PersonalWord {
  readonly isForbidden: boolean;
}

export function parseWordList(text: string): PersonalWords {
  const entries = text.split(LINE_BREAK).flatMap((line) => entryOf(line) ?? []);
  return { accepted: wordsOf(entries, false), forbidden: wordsOf(entries, true) };
}

/** The same list with more words, at its end; they are in it only once, and not both accepted and forbidden. */
export function addToWordList(text: string, words: readonly PersonalWord[], as: keyof PersonalWords): string {
  const isForbidden = as === 'forbidden';
  const added = new Map<string, Entry>();
  for (const word of words) {
    const entry = entryOf(lineOf({ ...word, isForbidden }));
    if (entry) added.set(keyOf(entry), entry);
  }
  const kept = text.split(LINE_BREAK).filter((line) => {
    const entry = entryOf(line);
    const known = entry && added.get(keyOf(entry));
    if (known && entry.isForbidden === isForbidden) added.delete(keyOf(entry));
    return !known || entry.isForbidden === isForbidden;
  });
  while (kept.at(-1)?.trim() === '') kept.pop();
  const lineBreak = LINE_BREAK.exec(text)?.[0] ?? '\n';
  return [...kept, ...Array.from(added.values(), lineOf)].map((line) => line + lineBreak).join('');
}

const LINE_BREAK = /\r\n|\n|\r/;

function entryOf(line: string): Entry | undefined {
  const [, star, written, tag] = /^\s*(\*?)([^\s#*][^\s#]*)(?:\s+([^\s#]+))?\s*(?:#.*)?$/u.exec(line) ?? [];
  if (written === undefined) return undefined;
  const language: LanguageTag | undefined = tag === undefined ? undefined : parseLanguage(tag);
  // Of a language that nobody knows, it is in no text.
  if (tag !== undefined && language === undefined) return undefined;
  const word = written.normalize('NFC').replace(/[\u2019\u02bc]/g, "'");
  return { word, isForbidden: star === '*', ...(language !== undefined && { language }) };
}

function lineOf({ word, language, isForbidden }: Entry): string {
  return `${isForbidden ? '*' : ''}${word}${language === undefined ? '' : ` ${language}`}`;
}

function keyOf({ word, language }: PersonalWord): string {
  return `${word} ${language ?? ''}`;
}

function wordsOf(entries: readonly Entry[], areForbidden: boolean): PersonalWord[] {
  return entries.filter(({ isForbidden }) => isForbidden === areForbidden).map(({ word, language }) => ({ word, language }));
}
