import type { LanguageTag } from '../../schema/schema';
import type { WordToLookUp } from './wordToLookUp';

/** Letters; longer words in capitals are shouted rather than abbreviated. */
export const LONGEST_ACRONYM = 6;

/** Languages whose apostrophe is a letter rather than the end of one word and the beginning of another. */
const APOSTROPHE_IS_LETTER = new Set(['uk', 'be', 'uz', 'br', 'haw', 'sw']);
/** Of `shouldn't've`, what is a word. */
const CONTRACTED_NEGATION = /^(\p{L}+n't)'(?:ve|d|ll|s|re)$/iu;
/** Letters of a word, elided or contracted, that stands before or behind an apostrophe: `l'`, `dell'`, `'s`, `'ll`. */
const LONGEST_ELIDED = 5;

/**
 * The words that one with hyphens or apostrophes is made of, which are looked up where it is not known as a whole.
 * @param word as it is looked up.
 * @returns `undefined` where it has none that are words by themselves.
 */
export function partsOf(word: string, start: number, language: LanguageTag, place: number): WordToLookUp[] | undefined {
  const mark = word.includes('-') ? '-' : "'";
  if (mark === "'") {
    const [, negation] = (language === 'en' && CONTRACTED_NEGATION.exec(word)) || [];
    if (negation !== undefined) return [{ word: negation, start, end: start + negation.length, language, place }];
    if (APOSTROPHE_IS_LETTER.has(language) || isNegation(word, language)) return undefined;
  }
  const pieces = word.split(mark);
  const longest = pieces.reduce((most, { length }) => Math.max(most, length), 0);
  const parts: WordToLookUp[] = [];
  let at = start;
  for (const piece of pieces) {
    const isWord = mark === '-' ? piece.length > 1 && !isAcronym(piece) : piece.length === longest || piece.length > LONGEST_ELIDED;
    if (isWord) {
      const own = mark === '-' && piece.includes("'") ? partsOf(piece, at, language, place) : undefined;
      parts.push({ word: piece, start: at, end: at + piece.length, language, place, parts: own });
    }
    at += piece.length + 1;
  }
  return parts;
}

/** What stands before the apostrophe of "doesn't" is no word. */
function isNegation(word: string, language: LanguageTag): boolean {
  return language === 'en' && /n't$/i.test(word);
}

function isAcronym(piece: string): boolean {
  return piece.length <= LONGEST_ACRONYM && piece === piece.toUpperCase() && piece !== piece.toLowerCase();
}
