import { reduceToProse } from '../checks/language/prose';
import { partsOf } from '../checks/spelling/compoundParts';
import { asLookedUp, type Words } from '../checks/spelling/words';
import type { Span } from '../checks/language/languageVerdict';
import type { WordToLookUp } from '../checks/spelling/wordToLookUp';

/** A word where it stands in a text. */
export interface WordPlace extends Span {
  /** See `UnknownWord.word`. */
  readonly word: string;
}

/** The words of a text as the spelling check reads them, each before the words that it is made of. */
export function* wordPlaces(text: string, words: Words): Iterable<WordPlace> {
  words.read(text, reduceToProse(text));
  for (let at = 0; at < words.count; at++) {
    const [start, end] = [words.starts[at], words.ends[at]];
    const word = asLookedUp(text.slice(start, end));
    yield { word, start, end };
    // Parts have places of their own only where the word is written as it is looked up.
    if (word.length === end - start && /['-]/.test(word)) yield* placesOf(partsOf(word, start, 'und', at));
  }
}

function* placesOf(parts: readonly WordToLookUp[] | undefined): Iterable<WordPlace> {
  for (const part of parts ?? []) {
    yield part;
    yield* placesOf(part.parts);
  }
}
