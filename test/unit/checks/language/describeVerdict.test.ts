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

it('names what is mixed in, most of it first', () => {
  const span = (start: number, end: number, language: string, kind: 'passage' | 'words' = 'passage') => ({
    start,
    end,
    language,
    confidence: 0.9,
    kind,
  });
  const mixed = (...spans: ReturnType<typeof span>[]) =>
    describeVerdict({ verdict: 'mixed', expected: 'de', reason: 'instruction', found: { language: 'de', confidence: 0.98 }, spans }, 'en');
  const of = (parts: string) => `Response is mostly German (0.98), ${parts}; expected German, the language of the instruction`;
  expect(mixed(span(0, 10, 'en'))).toBe(of('in part English'));
  expect(mixed(span(0, 10, 'fr'), span(10, 40, 'en'), span(40, 45, 'fr'))).toBe(of('in part English and French'));
  expect(mixed(span(0, 5, 'en', 'words'))).toBe(of('with English words'));
  expect(mixed(span(0, 9, 'fr'), span(10, 15, 'en', 'words'))).toBe(of('in part French, with English words'));
  expect(mixed(span(0, 9, 'fr'), span(10, 15, 'fr', 'words'))).toBe(of('in part French'));
  expect(mixed(span(0, 9, 'und'))).toBe(of('in part another language'));
  const many = ['fr', 'en', 'es', 'it', 'pt'].map((language, at) => span(at * 10, at * 10 + 9, language));
  expect(mixed(...many)).toBe(of('in part French, English, Spanish, and others'));
});

it('does not say that a response is mostly in the language of its passage', () => {
  const span = { start: 0, end: 90, language: 'en', confidence: 0.9, kind: 'passage' } as const;
  const found = { language: 'en', confidence: 0.98 };
  expect(describeVerdict({ verdict: 'mixed', expected: 'de', reason: 'user', found, spans: [span] }, 'en')).toBe(
    'Response is in part English; expected German, set for this file',
  );
});

it('names the model that found the language, where it is told', () => {
  const verdict = { verdict: 'mismatch', expected: 'de', reason: 'user', found: english } as const;
  expect(describeVerdict(verdict, 'en', 'glotlid.bin')).toBe(
    'Response is English (0.97 by glotlid.bin); expected German, set for this file',
  );
});
