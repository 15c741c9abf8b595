import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { composedText } from '../../../../src/checks/language/composedText';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { MODEL_PATH } from '../fasttext/native';

describe('composedText', () => {
  it('puts letters together, and knows where each was', () => {
    const original = 'Grüße aus Hà Nội und 서울, が'.normalize('NFD');
    const composed = composedText(original);
    expect(composed?.text).toBe(original.normalize('NFC'));
    for (const word of ['Grüße', 'Nội', 'und', '서울', 'が']) {
      const start = composed!.text.indexOf(word);
      const { placeOf } = composed!;
      expect(original.slice(placeOf(start), placeOf(start + word.length)).normalize('NFC')).toBe(word);
    }
  });

  it('leaves alone what is in one piece', () => {
    expect(composedText('Grüße aus Hà Nội und 서울')).toBeUndefined();
    expect(composedText('x\u0300\u0301 \u0301')).toBeUndefined();
  });

  it('maps every end to the end', () => {
    const units = fc.constantFrom('a', 'e', '\u0301', '\u0323', 'ᄀ', 'ᅡ', 'ᆨ', ' ', '\ud800', '😀', 'か', '\u3099');
    fc.assert(
      fc.property(fc.array(units, { maxLength: 40 }), (parts) => {
        const original = parts.join('');
        const composed = composedText(original);
        if (!composed) return;
        expect(composed.placeOf(0)).toBe(0);
        expect(composed.placeOf(composed.text.length)).toBe(original.length);
      }),
    );
  });
});

describe('a record whose letters are in parts', () => {
  const languageCheck = new LanguageCheck(LanguageIdentifier.read(readFileSync(MODEL_PATH)), DEFAULT_LANGUAGE_OPTIONS);
  const check = (instruction: string, response: string) =>
    languageCheck.check({
      turns: [
        { role: 'instruction', text: instruction.normalize('NFD'), path: ['instruction'] },
        { role: 'response', text: response.normalize('NFD'), path: ['output'] },
      ],
      problems: [],
    })[0];
  const vietnamese = 'Hãy cố gắng đi ngủ cùng một giờ mỗi tối và để điện thoại cách xa giường.';

  it('is read as any other', () => {
    expect(check('Cách tốt nhất để thức dậy sớm là gì?', vietnamese)).toMatchObject({ verdict: 'match', expected: 'vi' });
    expect(check('Schreibe auf Französisch über den Morgen.', vietnamese)).toMatchObject({ verdict: 'mismatch', expected: 'fr' });
  });

  it('has its spans in its own units', () => {
    const english = 'The weather was cold and the children stayed inside for the whole afternoon.';
    const response = `${vietnamese}\n\n${english}\n\n${vietnamese}`;
    const { spans } = check('Cách tốt nhất để thức dậy sớm là gì?', response);
    expect(spans.map(({ start, end }) => response.normalize('NFD').slice(start, end))).toEqual([english]);
  });
});
