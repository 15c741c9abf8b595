import { describe, expect, it } from 'vitest';
import { directionOf } from '../../../webview/textDirection';

describe('directionOf', () => {
  it.each([
    ['JSON הוא פורמט טקסט קל שבו משתמשים ב-API של שירותים כמו REST.', 'rtl'],
    ['Python لغة برمجة سهلة التعلم، ويستخدمها كثير من الناس.', 'rtl'],
    ['1. GPU: یک پردازنده برای محاسبات موازی است.', 'rtl'],
    ['مرحبا', 'rtl'],
    // The browser decides by the first letter.
    ['السلام عليكم is a greeting that means “peace be upon you” in many countries.', 'auto'],
    ['The word שלום means peace in Hebrew.', 'auto'],
    ['阿拉伯语的“你好”是 مرحبا，在很多国家都能听到这句话，人们见面时常常这样说。', 'auto'],
    ['', 'auto'],
    ['123 …', 'auto'],
  ])('%s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });

  it('looks at the beginning of a long text', () => {
    expect(directionOf('שלום '.repeat(1000) + 'peace '.repeat(100_000))).toBe('rtl');
  });
});
