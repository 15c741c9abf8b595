import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpellingMistake } from '../../../src/checks/finding';
import { mistakeAt, mistakeFrom, mistakesOf, movedMistakes } from '../../../webview/mistakes';

const text = 'We recieve the the mail and beleive it.';
const unknown = (word: string) => {
  const start = text.indexOf(word);
  return { word, language: 'en', start, end: start + word.length };
};
const repeated = { kind: 'repeatedWord', start: 11, end: 18, fix: 'the' } as const;
const mistakes = mistakesOf({
  turn: 1,
  read: [{ language: 'en', words: 8, isChecked: true }],
  unknown: [unknown('recieve'), unknown('beleive')],
  problems: [repeated],
});
const written = (moved: readonly SpellingMistake[], after: string) => moved.map(({ start, end }) => after.slice(start, end));

describe('mistakesOf', () => {
  it('puts words and problems into the order of the text', () => {
    expect(written(mistakes, text)).toEqual(['recieve', 'the the', 'beleive']);
    expect(mistakesOf(undefined)).toEqual([]);
  });
});

describe('movedMistakes', () => {
  const marked = (after: string) => written(movedMistakes(mistakes, text, after), after);

  it('follows what is typed beside them', () => {
    expect(marked(text)).toEqual(['recieve', 'the the', 'beleive']);
    expect(marked(text.replace('We', 'Today we'))).toEqual(['recieve', 'the the', 'beleive']);
    expect(marked(text.replace('recieve ', 'recieve, '))).toEqual(['recieve', 'the the', 'beleive']);
  });

  it('lets go of the word that is being typed', () => {
    expect(marked(text.replace('recieve', 'recive'))).toEqual(['the the', 'beleive']);
    expect(marked(text.replace('recieve', 'recieved'))).toEqual(['the the', 'beleive']);
    expect(marked(text.replace('beleive', 'disbeleive'))).toEqual(['recieve', 'the the']);
    expect(marked(text.replace('beleive ', 'beleive'))).toEqual(['recieve', 'the the']);
    expect(marked(text.replace('the the', 'the'))).toEqual(['recieve', 'beleive']);
    expect(marked('')).toEqual([]);
  });

  it('marks the same letters as before whatever is typed, and nothing outside the text', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), fc.string({ unit: 'grapheme', maxLength: 8 }), (a, b, typed) => {
        const after = text.slice(0, Math.min(a, b)) + typed + text.slice(Math.max(a, b));
        const allowed = new Set(['recieve', 'the the', 'beleive']);
        for (const word of written(movedMistakes(mistakes, text, after), after)) expect(allowed).toContain(word);
      }),
    );
  });
});

describe('mistakeAt and mistakeFrom', () => {
  it('find the one that the caret is in or at the edge of', () => {
    for (const caret of [3, 6, 10]) expect(mistakeAt(mistakes, caret)).toMatchObject({ word: 'recieve' });
    expect(mistakeAt(mistakes, 2)).toBeUndefined();
    expect(mistakeFrom(mistakes, 10)).toMatchObject({ word: 'recieve' });
  });

  it('go to the word that is asked for, unless the caret is in another mistake', () => {
    const wanted = { word: 'beleive', language: 'en' };
    expect(mistakeFrom(mistakes, -1, wanted)).toMatchObject(wanted);
    expect(mistakeFrom(mistakes, 5, wanted)).toMatchObject({ word: 'recieve' });
    expect(mistakeFrom(mistakes, -1, { ...wanted, language: 'de' })).toMatchObject({ word: 'recieve' });
  });

  it('go on to the next one, and round at the end', () => {
    expect(mistakeFrom(mistakes, 0)).toMatchObject({ word: 'recieve' });
    expect(mistakeFrom(mistakes, 20)).toMatchObject({ word: 'beleive' });
    expect(mistakeFrom(mistakes, text.length)).toMatchObject({ word: 'recieve' });
    expect(mistakeFrom([], 0)).toBeUndefined();
  });
});
