import { expect, it } from 'vitest';
import { describeVerdict } from '../../../../src/checks/language/describeVerdict';

const english = { language: 'en', confidence: 0.9744 };

it.each([
  ['instruction', 'Response is English (0.97); expected German, the language of the instruction'],
  ['requested', 'Response is English (0.97); expected German, asked for in the instruction'],
  ['field', 'Response is English (0.97); expected German, stated by the record'],
  ['file', 'Response is English (0.97); expected German, stated by the file name'],
  ['user', 'Response is English (0.97); expected German, set for this file'],
] as const)('says a mismatch and why: %s', (reason, message) => {
  expect(describeVerdict({ verdict: 'mismatch', expected: 'de', reason, found: english }, 'en')).toBe(message);
});

it('says the other verdicts', () => {
  expect(describeVerdict({ verdict: 'empty' }, 'en')).toBe('Response is empty');
  expect(describeVerdict({ verdict: 'undetermined' }, 'en')).toBe('Language cannot be told');
  expect(describeVerdict({ verdict: 'undetermined', expected: 'de', reason: 'user' }, 'en')).toBe(
    "Response's language cannot be told; expected German, set for this file",
  );
  expect(describeVerdict({ verdict: 'match', expected: 'en', reason: 'field', found: english }, 'en')).toBe(
    'Response is English (0.97); expected English, stated by the record',
  );
});
