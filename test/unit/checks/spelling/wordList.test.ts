import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToWordList, parseWordList } from '../../../../src/checks/spelling/wordList';

describe('a word list', () => {
  test('has a word a line, of all languages or one, accepted or forbidden', () => {
    const text = '# Ours\nPaddock\r\n  Recordset en\t# a term\n*Fug de\n\n*teh\nd’un\nu\u0308bel german\n#hidden\nno such-language-here\n';
    expect(parseWordList(text)).toEqual({
      accepted: [
        { word: 'Paddock', language: undefined },
        { word: 'Recordset', language: 'en' },
        { word: "d'un", language: undefined },
        { word: 'übel', language: 'de' },
      ],
      forbidden: [
        { word: 'Fug', language: 'de' },
        { word: 'teh', language: undefined },
      ],
    });
  });

  test('gets words at its end, and stays as it was written otherwise', () => {
    const text = '# Ours\r\n\r\nPaddock   # a name\r\n*Fug de\r\n\r\n';
    const words = [{ word: 'Paddock' }, { word: 'Fug', language: 'de' }, { word: 'Teh', language: 'en' }, { word: 'Teh', language: 'en' }];
    expect(addToWordList(text, words, 'accepted')).toBe('# Ours\r\n\r\nPaddock   # a name\r\nFug de\r\nTeh en\r\n');
    expect(addToWordList('', [{ word: 'teh' }], 'forbidden')).toBe('*teh\n');
    expect(addToWordList('teh', [{ word: 'teh' }], 'forbidden')).toBe('*teh\n');
  });

  test('takes nothing that is no word', () => {
    expect(addToWordList('', [{ word: 'two words' }, { word: '# x' }, { word: 'a\nb' }, { word: '*' }], 'accepted')).toBe('');
  });

  test('says what has been added to it, whatever stands there', () => {
    const word = fc.record({
      word: fc.stringMatching(/^[a-zäé'-]{1,8}$/),
      language: fc.constantFrom(undefined, 'de', 'pt-BR', 'sr-Latn'),
    });
    fc.assert(
      fc.property(fc.string(), fc.array(word), fc.constantFrom('accepted' as const, 'forbidden' as const), (text, words, as) => {
        const list = parseWordList(addToWordList(text, words, as));
        const other = as === 'accepted' ? list.forbidden : list.accepted;
        for (const { word, language } of words) {
          expect(list[as]).toContainEqual({ word, language });
          expect(other).not.toContainEqual({ word, language });
        }
      }),
    );
  });
});
