import type { Dictionary } from './dictionary';

/** What Hunspell takes words apart at, unless a dictionary's `WORDCHARS` names it. */
const SEPARATOR = /[^\p{L}\p{M}]/gu;

/**
 * The dictionary, but a word with marks that it has no use for (`geht's` in German) is right when its parts are:
 * `hunspell -l` would be asked for the parts only.
 * @param affixes the `.aff` file.
 */
export function takingWordsApart(dictionary: Dictionary, affixes: string): Dictionary {
  const [, used = ''] = /^\s*WORDCHARS[ \t]+(\S+)/m.exec(affixes) ?? [];
  const isRight = (word: string) => {
    if (dictionary.isCorrect(word)) return true;
    const apart = word.replace(SEPARATOR, (mark) => (used.includes(mark) ? mark : ' '));
    return apart !== word && apart.split(' ').every((part) => part === '' || dictionary.isCorrect(part));
  };
  return { isCorrect: isRight, suggestions: (word, limit) => dictionary.suggestions(word, limit) };
}
