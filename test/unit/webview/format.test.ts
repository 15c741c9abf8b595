import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../webview/format';

describe('createFormat', () => {
  const { number, confidence, percent, progress, bytes, language } = createFormat('en');

  it('writes figures as people read them', () => {
    expect(number(67_017)).toBe('67,017');
    expect(confidence(0.968)).toBe('0.97');
    expect(confidence(1)).toBe('1.00');
    expect(percent(0.98234)).toBe('98.2\u00a0%');
    expect(bytes(512)).toBe('512\u00a0B');
    expect(bytes(1234)).toBe('1.23\u00a0kB');
    expect(bytes(999_999)).toBe('1\u00a0MB');
    expect(bytes(50_000_000)).toBe('50\u00a0MB');
  });

  it('never says all of what is not', () => {
    expect(progress(0.9999)).toBe('99\u00a0%');
    expect(progress(1)).toBe('100\u00a0%');
  });

  it('names languages, and leaves what has no name as it is', () => {
    expect(language('fr')).toBe('French');
    expect(language('zh-Hant')).toBe('Traditional Chinese');
    expect(language('x')).toBe('x');
    expect(language('')).toBe('');
    expect(language('not a tag')).toBe('not a tag');
  });

  it('follows the locale, and falls back on English', () => {
    expect(createFormat('de').number(67_017)).toBe('67.017');
    expect(createFormat('de').language('fr')).toBe('Französisch');
    expect(createFormat('no such locale').number(67_017)).toBe('67,017');
  });
});
