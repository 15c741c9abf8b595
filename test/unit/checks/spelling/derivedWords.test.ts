import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DerivedWords } from '../../../../src/checks/spelling/dictionaries/derivedWords';

/** A word with a capital is right where it is one with a small letter, as Hunspell has it. */
function isDerived(language: string, word: string, known: readonly string[]): boolean {
  const has = (one: string) => known.includes(one) || known.includes(one[0].toLowerCase() + one.slice(1));
  return new DerivedWords(language, has).has(word);
}

describe('words that dictionaries lack', () => {
  test.each([
    ['hi', 'स्वतन्त्रता', ['स्वतंत्रता']],
    ['hi', 'सम्बन्ध', ['संबंध']],
    ['hi', 'हँसना', ['हंसना']],
    ['hi', 'क़ानूनी', ['कानूनी']],
    ['en', 'cybersecurity', ['security']],
    ['en', 'Counterterrorism', ['terrorism']],
    ['it', 'criptovaluta', ['valuta']],
    ['pt', 'antirracismo', ['racismo']],
    ['es', 'preadolescencia', ['adolescencia']],
    ['de', 'Kryptowährung', ['Währung']],
    ['de', 'Biodiversität', ['Diversität']],
    ['ru', 'криптовалюты', ['валюты']],
    ['el', 'κρυπτονόμισμα', ['νόμισμα']],
  ])('are right with a combining form: %s %s', (language, word, known) => expect(isDerived(language, word, known)).toBe(true));

  test.each([
    ['de', 'Rezeptidee', ['Rezept', 'Idee']],
    ['de', 'Lieblingssnacks', ['Liebling', 'Snacks']],
    ['de', 'hereinbrach', ['brach']],
    ['de', 'hinauszutreten', ['treten']],
    ['nl', 'klimaatbeleid', ['klimaat', 'beleid']],
    ['sv', 'forskningsresultat', ['forskning', 'resultat']],
    ['ru', 'неразлагаемые', ['разлагаемые']],
    ['tr', 'kâğıt', ['kağıt']],
  ])('are right by another rule: %s %s', (language, word, known) => expect(isDerived(language, word, known)).toBe(true));

  test.each([
    ['en', 'reslut', ['slut']],
    ['en', 'eachother', ['each', 'other']],
    ['en', 'antii', ['i']],
    ['de', 'Gesellschafft', ['Gesell', 'schafft']],
    ['de', 'insektenarten', ['Insekten', 'Arten']],
    ['ru', 'незнаю', ['знаю']],
    ['fr', 'kâğıt', ['kağıt']],
    ['ru', 'небыло', ['было']],
    ['hi', 'विद्याालय', ['विद्यालय']],
    ['hi', 'स्वतन्त्र', ['स्वतर']],
  ])('are wrong otherwise: %s %s', (language, word, known) => expect(isDerived(language, word, known)).toBe(false));

  test('take a number of questions that is linear in their letters', () => {
    fc.assert(
      fc.property(fc.constantFrom('de', 'nl', 'en', 'ru'), fc.stringMatching(/^[a-zа-я]{1,60}$/), (language, word) => {
        let asked = 0;
        new DerivedWords(language, () => {
          asked++;
          return false;
        }).has(word);
        expect(asked).toBeLessThanOrEqual(20 + 10 * word.length);
      }),
    );
  });
});
