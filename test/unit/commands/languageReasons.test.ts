import { expect, it } from 'vitest';
import { languagesByReason } from '../../../src/commands/languageReasons';

it('gives each reason once', () => {
  const none = 'there is no dictionary';
  const unspelled = 'not written in words with spaces';
  expect(languagesByReason([{ name: 'Xhosa', reason: none }])).toBe('Xhosa (there is no dictionary)');
  expect(
    languagesByReason([
      { name: 'Xhosa', reason: none },
      { name: 'Khmer', reason: unspelled },
      { name: 'Sinhala', reason: none },
      { name: 'Burmese', reason: unspelled },
    ]),
  ).toBe('Xhosa, Sinhala (there is no dictionary); Khmer, Burmese (not written in words with spaces)');
});
