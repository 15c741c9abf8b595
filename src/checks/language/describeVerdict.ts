import { languageName } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import type { ExpectedReason, FoundLanguage, LanguageVerdict } from './languageVerdict';

const REASONS: Record<ExpectedReason, string> = {
  field: 'stated by the record',
  file: 'stated by the file name',
  requested: 'asked for in the instruction',
  user: 'set for this file',
  instruction: 'the language of the instruction',
};

/**
 * A verdict in one sentence for people, without the full stop:
 * "Response is English (0.97); expected German, the language of the instruction".
 *
 * @param locale BCP 47, for the names of languages.
 */
export function describeVerdict(
  verdict: Pick<LanguageVerdict, 'verdict' | 'expected' | 'reason' | 'quote' | 'found'> & Partial<LanguageVerdict>,
  locale: string,
): string {
  if (verdict.verdict === 'empty') return 'Response is empty';
  const found = verdict.found && describeFound(verdict.found, locale);
  const expected = verdict.expected && describeExpected(verdict, verdict.expected, locale);
  switch (verdict.verdict) {
    case 'match':
    case 'requested':
      return `Response is ${found ?? 'in the expected language'}${expected ? `; expected ${expected}` : ''}`;
    case 'mismatch':
      return `Response is ${found ?? 'in another language'}${expected ? `; expected ${expected}` : ''}`;
    case 'mixed': {
      const parts = [...new Set((verdict.spans ?? []).map(({ language }) => languageName(language, locale)))];
      return `Response is ${found ?? 'in the expected language'}, in part ${parts.join(', ')}${expected ? `; expected ${expected}` : ''}`;
    }
    case 'undetermined': {
      if (!expected) return found ? `Response is ${found}; what to expect cannot be told` : 'Language cannot be told';
      return found
        ? `Response may be ${found}, not sure enough to flag; expected ${expected}`
        : `Response's language cannot be told; expected ${expected}`;
    }
  }
}

function describeFound({ language, confidence }: FoundLanguage, locale: string): string {
  return `${languageName(language, locale)} (${confidence.toFixed(2)})`;
}

function describeExpected({ reason, quote }: Pick<LanguageVerdict, 'reason' | 'quote'>, expected: LanguageTag, locale: string): string {
  const name = languageName(expected, locale);
  if (!reason) return name;
  return quote ? `${name}, ${REASONS[reason]} (“${quote}”)` : `${name}, ${REASONS[reason]}`;
}
