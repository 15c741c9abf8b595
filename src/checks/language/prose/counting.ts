import { COMBINING, EMOJI, KIND_OF_UNIT, LETTER, PROPERTIES_OF_KIND, SPACE } from '../characters';

/** Letters of any script; a mark counts with the letter that it stands on. */
export function countLetters(text: string): number {
  return countCharacters(text).letters;
}

/** A text's letters, and its characters but white space and the marks that stand on others. */
export function countCharacters(text: string): { letters: number; visible: number } {
  let letters = 0;
  let visible = 0;
  for (let i = 0; i < text.length; i++) {
    const properties = PROPERTIES_OF_KIND[KIND_OF_UNIT[text.charCodeAt(i)]];
    if (properties & EMOJI) return countAnyCharacters(text);
    if (properties & LETTER) letters++;
    if (!(properties & (SPACE | COMBINING))) visible++;
  }
  return { letters, visible };
}

/** Also beyond the Basic Multilingual Plane. */
function countAnyCharacters(text: string): { letters: number; visible: number } {
  return { letters: count(text, /\p{L}/gu), visible: count(text, /[^\s\p{M}]/gu) };
}

/** Runs of letters, with their marks, digits and inner apostrophes: a whole phrase where a script has no spaces. */
export function countWords(text: string): number {
  return count(text, /\p{L}[\p{L}\p{M}\p{N}'’\u200c\u200d]*/gu);
}

/** Matches of a global pattern. */
export function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) found++;
  return found;
}
