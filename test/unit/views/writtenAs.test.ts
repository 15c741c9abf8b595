import { expect, test } from 'vitest';
import { writtenAs } from '../../../src/views/writtenAs';

test.each([
  ['teh', 'teh', true],
  ['can\u2019t', "can't", true],
  ['\\u00fcbel', 'übel', true],
  ['u\u0308bel', 'übel', true],
  ['the', 'teh', false],
  ['te"h', 'teh', false],
  ['te\\', 'te', false],
])('%s stands for %s: %s', (json, word, is) => expect(writtenAs(json, word)).toBe(is));
