import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTextArea, fromTextAreaOffset, toTextArea, toTextAreaOffset } from '../../../webview/lineEndings';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀'), maxLength: 12 });
const edited = text.map(toTextArea);

describe('fromTextArea', () => {
  it('gives a text that was not edited back as it was', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(fromTextArea(toTextArea(original), original)).toBe(original);
      }),
    );
  });

  it('gives a text that the text area shows as it was left', () => {
    fc.assert(
      fc.property(text, edited, (original, left) => {
        expect(toTextArea(fromTextArea(left, original))).toBe(left);
      }),
    );
  });

  it.each([
    ['typing between lines of two kinds', 'a\r\nb\nc\rd', 'a\nbX\nc\nd', 'a\r\nbX\nc\rd'],
    ['a new line, which ends as the first one does', 'a\r\nb', 'a\nb\nc', 'a\r\nb\r\nc'],
    ['a new line in a text without \\r', 'a\nb', 'a\nb\nc', 'a\nb\nc'],
    ['taking a line away', 'a\r\nb\nc', 'a\nc', 'a\r\nc'],
    ['taking away what stands between \\r and \\n', 'a\rX\nb', 'a\n\nb', 'a\r\n\nb'],
    ['clearing all', 'a\r\nb', '', ''],
  ])('keeps line endings through %s', (_, original, left, expected) => {
    expect(fromTextArea(left, original)).toBe(expected);
  });
});

describe('offsets', () => {
  it('go there and back where the text area can stand', () => {
    fc.assert(
      fc.property(text, fc.nat(), (original, at) => {
        const offset = at % (toTextArea(original).length + 1);
        expect(toTextAreaOffset(original, fromTextAreaOffset(original, offset))).toBe(offset);
      }),
    );
  });
});
