import type { LanguageOptions } from './languageOptions';

/** What the check does when nothing is set. Chosen by measurement: see docs/language-check.md. */
export const DEFAULT_LANGUAGE_OPTIONS: LanguageOptions = {
  expected: 'auto',
  equivalent: [
    ['no', 'nb', 'nn'],
    ['hr', 'bs', 'sr', 'sh', 'cnr'],
    ['zh', 'yue', 'wuu', 'cmn', 'lzh'],
    ['id', 'ms', 'zsm'],
    ['fa', 'prs', 'pes'],
    ['tl', 'fil'],
    ['ro', 'mo'],
    ['he', 'iw'],
    ['pa', 'pnb'],
    ['ar', 'arz', 'ary', 'arq', 'aeb', 'acm', 'acq', 'apc', 'ars'],
    ['kok', 'gom'],
  ],
  thresholds: { confidence: 0.5, expected: 0.1, letters: 8 },
};
