import nspell from 'nspell';
import type { Dictionary } from './dictionary';

/** Opens a dictionary with nspell. @param affixes the `.aff` file, in UTF-8. @param words the `.dic` file, in UTF-8. */
export function openNspell(affixes: Uint8Array, words: Uint8Array): Dictionary {
  // It knows a text by its being a Buffer.
  const speller = nspell(Buffer.from(affixes), Buffer.from(words));
  return {
    isCorrect: (word) => speller.correct(word),
    suggestions: (word, limit) => speller.suggest(word).slice(0, limit),
  };
}
