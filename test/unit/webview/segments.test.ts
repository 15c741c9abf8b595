import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks, segments, segmentsOfStretches } from '../../../webview/segments';

const english = { language: 'en', confidence: 0.97, kind: 'passage' } as const;
const asksForGerman = { language: 'de' };

describe('segments', () => {
  it('leaves unmarked text whole', () => {
    expect(segments('abc', {})).toEqual([{ text: 'abc', match: false }]);
    expect(segments('', { matches: [{ start: 0, end: 3 }] })).toEqual([]);
  });

  it('marks where flagged stretches, requests and matches overlap', () => {
    const marks = {
      flagged: [{ start: 0, end: 7, ...english }],
      requests: [{ start: 8, end: 15, ...asksForGerman }],
      matches: [{ start: 4, end: 10 }],
    };
    expect(segments('The sky is blue', marks)).toEqual([
      { text: 'The ', flagged: english, match: false },
      { text: 'sky', flagged: english, match: true },
      { text: ' ', match: true },
      { text: 'is', request: asksForGerman, match: true },
      { text: ' blue', request: asksForGerman, match: false },
    ]);
  });

  it('marks mistakes beside the other marks', () => {
    const mistake = { kind: 'unknownWord', word: 'skie', language: 'en', start: 4, end: 8 } as const;
    expect(segments('The skie', { mistakes: [mistake], matches: [{ start: 6, end: 8 }] })).toEqual([
      { text: 'The ', match: false },
      { text: 'sk', mistake, match: false },
      { text: 'ie', mistake, match: true },
    ]);
  });

  it('loses no text and marks exactly what is spanned, whatever the spans are', () => {
    const span = fc.record({ start: fc.integer({ min: -3, max: 40 }), end: fc.integer({ min: -3, max: 40 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(span), fc.array(span), (text, flags, matches) => {
        const parts = segments(text, { flagged: flags.map((flag) => ({ ...flag, ...english })), matches });
        expect(parts.map((part) => part.text).join('')).toBe(text);
        let offset = 0;
        const isIn = (spans: typeof flags, at: number) =>
          spans.some(({ start, end }) => start >= 0 && start <= at && at < end);
        for (const part of parts) {
          for (const end = offset + part.text.length; offset < end; offset++) {
            expect(part.match).toBe(isIn(matches, offset));
            expect(part.flagged !== undefined).toBe(isIn(flags, offset));
          }
        }
      }),
    );
  });
});

describe('blocks', () => {
  const plain = (text: string) => [{ text, match: false }];
  const texts = (result: ReturnType<typeof blocks>) => result.map((block) => block.map(({ text }) => text).join(''));

  it('ends blocks at line ends, which stand for the newline', () => {
    expect(texts(blocks(plain('aaa\nbbb\nccc'), 5))).toEqual(['aaa', 'bbb', 'ccc']);
  });

  it('cuts a line that is longer than a block, but no surrogate pair', () => {
    expect(texts(blocks(plain('abcdefgh'), 3))).toEqual(['abc', 'def', 'gh']);
    expect(texts(blocks(plain('ab🌈cd'), 3))).toEqual(['ab🌈', 'cd']);
  });

  it('keeps the marks', () => {
    const parts = segments('abcdef', { matches: [{ start: 1, end: 5 }] });
    expect(blocks(parts, 3).flat().filter(({ match }) => match).map(({ text }) => text).join('')).toBe('bcde');
  });

  it('loses nothing but newlines at the edges, and makes no block much too long', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '🌈', 'b'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 1, max: 20 }), (pieces, size) => {
        const result = texts(blocks(pieces.map((piece) => ({ text: piece, match: false })), size));
        expect(result.join('').replaceAll('\n', '')).toBe(pieces.join('').replaceAll('\n', ''));
        for (const block of result) expect(block.length).toBeLessThanOrEqual(size + 1);
      }),
    );
  });
});

describe('segmentsOfStretches', () => {
  it('cuts segments where stretches end, and keeps their marks', () => {
    const parts = segments('The sky is blue', { flagged: [{ start: 4, end: 10, ...english }] });
    expect(segmentsOfStretches(parts, [6, 0, 9])).toEqual([
      [
        { text: 'The ', match: false },
        { text: 'sk', flagged: english, match: false },
      ],
      [],
      [
        { text: 'y is', flagged: english, match: false },
        { text: ' blue', match: false },
      ],
    ]);
  });

  it('has the text in all, and stretches beyond it are empty', () => {
    expect(segmentsOfStretches(segments('ab', {}), [2, 5])).toEqual([[{ text: 'ab', match: false }], []]);
    expect(segmentsOfStretches([], [3])).toEqual([[]]);
  });
});
