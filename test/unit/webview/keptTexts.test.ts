import { describe, expect, it } from 'vitest';
import { KeptTexts } from '../../../webview/keptTexts';

describe('KeptTexts', () => {
  it('gives back once what was typed over the text that is still there', () => {
    const texts = new KeptTexts();
    texts.keep('1 score', '4.5', '4.');
    expect(texts.take('2 score', '4.5')).toBeUndefined();
    expect(texts.take('1 score', '4.5')).toBe('4.');
    expect(texts.take('1 score', '4.5')).toBeUndefined();
  });

  it('gives nothing back over another text', () => {
    const texts = new KeptTexts();
    texts.keep('1 score', '4.5', '4.');
    expect(texts.take('1 score', '5')).toBeUndefined();
  });
});
