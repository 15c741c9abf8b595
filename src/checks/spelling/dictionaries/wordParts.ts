import type { Dictionary } from './dictionary';
import { withOtherToneMark } from './toneMarks';

/** What Hunspell takes words apart at, unless a dictionary's `WORDCHARS` names it. */
const SEPARATOR = /[^\p{L}\p{M}]/gu;

/**
 * The dictionary, but a word with marks that it has no use for (`geht's` in German) is right when its parts are:
 * `hunspell -l` would be asked for the parts only. A word with its tone mark on the other vowel is right, too: no other
 * language than Vietnamese has words that this makes right.
 * @param used the marks that it has a use for: its `WORDCHARS`.
 */
export function takingWordsApart(dictionary: Dictionary, used: string): Dictionary {
  const isRight = (word: string) => {
    if (dictionary.isCorrect(word)) return true;
    const other = withOtherToneMark(word);
    if (other !== undefined && dictionary.isCorrect(other)) return true;
    const apart = word.replace(SEPARATOR, (mark) => (used.includes(mark) ? mark : ' '));
    return apart !== word && apart.split(' ').every((part) => part === '' || dictionary.isCorrect(part));
  };
  return { isCorrect: isRight, suggestions: (word, limit) => dictionary.suggestions(word, limit) };
}
