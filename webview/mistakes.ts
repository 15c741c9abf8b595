import type { SpellingMistake } from '../src/checks/finding';
import type { SpellingVerdict, UnknownWord } from '../src/checks/spelling/spellingVerdict';
import { movedSpans } from './movedSpans';

/** A word whose records are shown. */
export type WantedWord = Pick<UnknownWord, 'word' | 'language'>;

/** What is wrong with the spelling of a response: unknown words and text problems, in the order of the text. */
export function mistakesOf(verdict: SpellingVerdict | undefined): readonly SpellingMistake[] {
  if (!verdict) return [];
  const unknown = verdict.unknown.map((word) => ({ kind: 'unknownWord', ...word }) as const);
  return [...unknown, ...verdict.problems].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Mistakes of a text in what it has become by an edit. One that the edit has touched, or goes on with, is another word
 * now, and gone until the record comes with its own.
 */
export function movedMistakes(
  mistakes: readonly SpellingMistake[],
  before: string,
  after: string,
): readonly SpellingMistake[] {
  if (before === after) return mistakes;
  return movedSpans(mistakes.map((mistake) => ({ ...mistake, was: mistake })), before, after).flatMap(
    ({ was, start, end }) => {
      const isSame = after.slice(start, end) === before.slice(was.start, was.end);
      const isApart = (isWordBeside(before, was.start - 1) || !isWordBeside(after, start - 1)) &&
        (isWordBeside(before, was.end) || !isWordBeside(after, end));
      return isSame && isApart ? [{ ...was, start, end }] : [];
    },
  );
}

/** The mistake that an offset lies in, or at the edge of; of two, the one that begins there. */
export function mistakeAt(mistakes: readonly SpellingMistake[], offset: number): SpellingMistake | undefined {
  return mistakes.findLast(({ start, end }) => start <= offset && offset <= end);
}

/**
 * The mistake that the caret is in, else the word that is asked for, else the first mistake after the caret, else the
 * first of all.
 */
export function mistakeFrom(
  mistakes: readonly SpellingMistake[],
  caret: number,
  wanted?: WantedWord,
): SpellingMistake | undefined {
  return (
    mistakeAt(mistakes, caret) ??
    (wanted && mistakes.find((mistake) => isWanted(mistake, wanted))) ??
    mistakes.find(({ start }) => start > caret) ??
    mistakes[0]
  );
}

export function isWanted(mistake: SpellingMistake, { word, language }: WantedWord): boolean {
  return mistake.kind === 'unknownWord' && mistake.word === word && mistake.language === language;
}

function isWordBeside(text: string, offset: number): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(text.charAt(offset));
}
