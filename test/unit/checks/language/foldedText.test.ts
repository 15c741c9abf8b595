import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, FoldedText } from '../../../../src/checks/language/foldedText';

// Strings of any characters take seconds to set up on a busy machine.
describe('folding a text', () => {
  it.each([
    ['FRANÇAIS', 'français'],
    ['Franc\u0327ais', 'français'],
    ['tie\u0302\u0301ng Vie\u0323\u0302t', 'tiếng việt'],
    ['İngilizce', 'ingilizce'],
    ['अंग्रेज़ी', 'अंग्रेजी'],
    ['العَرَبِيّة', 'العربیة'],
    ['Αγγλικός', 'αγγλικόσ'],
    ['\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165', '한국어'],
    ['in \t\u00a0 German', 'in german'],
    ['in\n\nGerman', 'in\n\ngerman'],
    ['l’anglais', "l'anglais"],
  ])('%j becomes %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('knows where everything stands in the original', () => {
    const text = 'Re\u0301ponds  en  FRANC\u0327AIS, merci';
    const folded = new FoldedText(text);
    const start = folded.text.indexOf('en français');
    expect(folded.quote(start, start + 'en français'.length)).toBe('en  FRANC\u0327AIS');
  });

  it('quotes what stands in the text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(60), fc.nat(60), (text, a, b) => {
        const folded = new FoldedText(text);
        const start = Math.min(a, b, folded.length);
        expect(text).toContain(folded.quote(start, Math.min(Math.max(a, b), folded.length)));
      }),
    );
  });

  it('keeps the beginning and the end of a text of megabytes', () => {
    const text = `first ${'x '.repeat(1_000_000)}last`;
    const folded = new FoldedText(text);
    expect(folded.length).toBeLessThan(60_000);
    expect(folded.text.startsWith('first x')).toBe(true);
    expect(folded.text.endsWith('x last')).toBe(true);
    expect(folded.quote(folded.length - 6, folded.length)).toBe('x last');
  });
});
