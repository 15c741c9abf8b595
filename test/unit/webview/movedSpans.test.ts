import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedSpans } from '../../../webview/movedSpans';

const before = 'Der Himmel ist blau. The sky is blue. So ist das.';
const span = { start: 21, end: 37 };
const marked = (after: string) => movedSpans([span], before, after).map(({ start, end }) => after.slice(start, end));

describe('movedSpans', () => {
  it('follows what is typed before, in and after a span', () => {
    expect(marked(before)).toEqual(['The sky is blue.']);
    expect(marked(before.replace('Himmel', 'klare Himmel'))).toEqual(['The sky is blue.']);
    expect(marked(before.replace('sky', 'clear sky'))).toEqual(['The clear sky is blue.']);
    expect(marked(`${before} Genau.`)).toEqual(['The sky is blue.']);
  });

  it('leaves out what is typed right before or after a span', () => {
    expect(marked(before.replace('The', '“The'))).toEqual(['The sky is blue.']);
    expect(marked(before.replace('blue.', 'blue.”'))).toEqual(['The sky is blue.']);
  });

  it('marks what is left of a span, and nothing where nothing is left', () => {
    expect(marked(before.replace('The sky ', ''))).toEqual(['is blue.']);
    expect(marked(before.replace('blau. The sky is', 'blau, ist'))).toEqual([' blue.']);
    expect(marked(before.replace('The sky is blue. ', ''))).toEqual([]);
    expect(marked('')).toEqual([]);
  });

  it('keeps spans inside the text and marks the same words around any edit that does not touch them', () => {
    // In letters of their own, for where the same letters stand twice, either may be the ones that were typed.
    const edited = fc.string({ unit: fc.constantFrom('1', '2') });
    const word = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1 });
    fc.assert(
      fc.property(fc.string(), edited, word, edited, fc.string(), (a, inserted, word, removed, z) => {
        const old = `${a}${removed}|${word}|${z}`;
        const now = `${a}${inserted}|${word}|${z}`;
        const start = a.length + removed.length + 1;
        const [moved] = movedSpans([{ start, end: start + word.length }], old, now);
        expect(moved && now.slice(moved.start, moved.end)).toBe(word);
      }),
    );
  });
});
