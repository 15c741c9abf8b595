import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAtControls, withControlPictures } from '../../../webview/controlCharacters';

const labels = (text: string) => splitAtControls(text).map((part) => (typeof part === 'string' ? part : [part.label]));

describe('control characters', () => {
  it('are cut out with their Unicode abbreviation and name', () => {
    expect(labels('a\0b\u001b[31m')).toEqual(['a', ['NUL'], 'b', ['ESC'], '[31m']);
    expect(labels('\u202edesrever\u202c')).toEqual([['RLO'], 'desrever', ['PDF']]);
    expect(labels('\u2066x\u2069 \ufeff \u200b \x7f\x85')).toEqual([
      ['LRI'], 'x', ['PDI'], ' ', ['BOM'], ' ', ['ZWSP'], ' ', ['DEL'], ['U+0085'],
    ]);
    expect(splitAtControls('\u202e')).toEqual([{ character: '\u202e', label: 'RLO', name: 'U+202E right-to-left override' }]);
  });

  it('are not what a script is written with', () => {
    for (const text of ['\ttab\r\nline', 'नमस्‍ते', 'می‌خواهم', '👨‍👩‍👧', 'ខ្ញុំ\u200bស្រឡាញ់\u200bភាសា', '']) {
      expect(labels(text).join('')).toBe(text);
    }
  });

  it('lose no text, and keep its length as pictures', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\0', '\u202e', '\u200b', '🌈', 'ក', '\ud800', '\n', '\x7f') });
    fc.assert(
      fc.property(text, (value) => {
        const parts = splitAtControls(value);
        expect(parts.map((part) => (typeof part === 'string' ? part : part.character)).join('')).toBe(value);
        const pictures = withControlPictures(value);
        expect(pictures.length).toBe(value.length);
        expect(splitAtControls(pictures).filter((part) => typeof part !== 'string')).toEqual([]);
      }),
    );
  });
});
