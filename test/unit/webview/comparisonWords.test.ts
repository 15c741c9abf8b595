import { describe, expect, test } from 'vitest';
import type { ComparisonDifference } from '../../../src/metrics/comparison';
import { differenceInWords, lengthInWords, responseInWords, responseSign, shareInWords } from '../../../webview/comparisonWords';
import { createFormat } from '../../../webview/format';

const format = createFormat('en');
const nothing = { text: '', words: 0, unknownWords: 0 };
const difference = (change: Partial<ComparisonDifference>): string[] =>
  differenceInWords({ models: ['base', 'adapter'], language: { onlyFirst: 0, onlySecond: 0, p: 1 }, ...change }, format);

describe('a comparison in words', () => {
  test('has figures with their intervals', () => {
    expect(shareInWords({ rate: 0.982, low: 0.961, high: 0.992 }, format)).toBe('98.2\u00a0% (96.1–99.2)');
    expect(shareInWords(undefined, format)).toBe('–');
    expect(lengthInWords({ mean: 1412.4, low: 1380, high: 1444.8 }, format)).toBe('1,412 (1,380–1,445)');
    expect(shareInWords({ rate: 0.5, low: 0.25, high: 0.75 }, createFormat('de'))).toBe('50,0\u00a0% (25,0–75,0)');
  });

  test('says of a response its language, its unknown words and that it was cut off', () => {
    const response = { ...nothing, found: { language: 'de', confidence: 0.98 }, words: 31, unknownWords: 2, isCut: true };
    expect(responseInWords(response, format)).toBe('German 0.98, 2 of 31 words unknown, cut off');
    expect(responseInWords(nothing, format)).toBe('');
    expect(responseSign({ ...nothing, verdict: 'match' })?.word).toBe('match');
    expect(responseSign({ ...nothing, verdict: 'match', error: '' })?.word).toBe('failed');
  });

  test('says whether two models differ by more than chance', () => {
    expect(difference({})).toEqual(['base and adapter are in the expected language in the same records.']);
    expect(difference({ language: { onlyFirst: 1, onlySecond: 12, p: 0.0034 } })).toEqual([
      'Only base is in the expected language in 1 record, only adapter in 12 records: more than chance (p = 0.0034).',
    ]);
    expect(difference({ language: { onlyFirst: 2, onlySecond: 3, p: 1 } })[0]).toContain('no more than chance may do (p = 1.0)');
    expect(difference({ language: { onlyFirst: 0, onlySecond: 40, p: 1e-12 } })[0]).toContain('(p < 0.001)');
  });

  test('says who spells better and writes more, where zero lies outside the interval', () => {
    const [, ...others] = difference({
      spelling: { mean: -0.031, low: -0.05, high: -0.012 },
      length: { mean: 120, low: 80, high: 160 },
    });
    expect(others).toEqual([
      'adapter spells 3.1\u00a0% (1.2–5.0) more of its words correctly.',
      'base writes 120 characters (80–160) more on average.',
    ]);
    expect(difference({ spelling: { mean: 0.01, low: -0.01, high: 0.03 }, length: { mean: -1, low: -9, high: 7 } })).toHaveLength(1);
  });
});
