/** Letters of any script; a mark counts with the letter that it stands on. */
export function countLetters(text: string): number {
  return count(text, /\p{L}/gu);
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
