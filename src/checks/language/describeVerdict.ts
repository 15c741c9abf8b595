import { languageName } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import type { ExpectedReason, FoundLanguage, LanguageSpan, LanguageVerdict } from './languageVerdict';

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
 * @param judge the model that found the language, where that is to be told.
 */
export function describeVerdict(
  verdict: Pick<LanguageVerdict, 'verdict' | 'expected' | 'reason' | 'quote' | 'found'> & Partial<LanguageVerdict>,
  locale: string,
  judge?: string,
): string {
  if (verdict.verdict === 'empty') return 'Response is empty';
  const found = verdict.found && describeFound(verdict.found, locale, judge);
  const expected = verdict.expected && describeExpected(verdict, verdict.expected, locale);
  switch (verdict.verdict) {
    case 'match':
    case 'requested':
      return `Response is ${found ?? 'in the expected language'}${expected ? `; expected ${expected}` : ''}`;
    case 'mismatch':
      return `Response is ${found ?? 'in another language'}${expected ? `; expected ${expected}` : ''}`;
    case 'mixed': {
      const spans = verdict.spans ?? [];
      const parts = describeParts(spans, locale);
      // What is found in the whole may be the language of a long passage.
      const isOfPassage = spans.some(({ kind, language }) => kind === 'passage' && language === verdict.found?.language);
      const whole = isOfPassage ? '' : `mostly ${found ?? 'in the expected language'}, `;
      return `Response is ${whole}${parts}${expected ? `; expected ${expected}` : ''}`;
    }
    case 'undetermined': {
      if (!expected) return found ? `Response is ${found}; what to expect cannot be told` : 'Language cannot be told';
      return found
        ? `Response may be ${found}, not sure enough to flag; expected ${expected}`
        : `Response's language cannot be told; expected ${expected}`;
    }
  }
}

/** "in part English and French", "with English words": what there is most of first. */
function describeParts(spans: readonly LanguageSpan[], locale: string): string {
  const passages = languagesByLength(spans.filter(({ kind }) => kind === 'passage'));
  const words = languagesByLength(spans.filter(({ kind }) => kind === 'words')).filter((language) => !passages.includes(language));
  const list = (languages: readonly LanguageTag[]) => {
    const names = languages.slice(0, MOST_NAMED).map((language) => languageName(language, locale));
    if (languages.length > MOST_NAMED) names.push('others');
    return new Intl.ListFormat('en').format(names);
  };
  const parts = [
    ...(passages.length > 0 ? [`in part ${list(passages)}`] : []),
    ...(words.length > 0 ? [`with ${list(words)} words`] : []),
  ];
  return parts.join(', ') || 'in part another language';
}

function languagesByLength(spans: readonly LanguageSpan[]): LanguageTag[] {
  const lengths = new Map<LanguageTag, number>();
  for (const { language, start, end } of spans) {
    if (language !== 'und') lengths.set(language, (lengths.get(language) ?? 0) + end - start);
  }
  return [...lengths].sort(([, a], [, b]) => b - a).map(([language]) => language);
}

const MOST_NAMED = 3;

function describeFound({ language, confidence }: FoundLanguage, locale: string, judge: string | undefined): string {
  const by = judge === undefined ? '' : ` by ${judge}`;
  return `${languageName(language, locale)} (${confidence.toFixed(2)}${by})`;
}

function describeExpected({ reason, quote }: Pick<LanguageVerdict, 'reason' | 'quote'>, expected: LanguageTag, locale: string): string {
  const name = languageName(expected, locale);
  if (!reason) return name;
  return quote ? `${name}, ${REASONS[reason]} (“${quote}”)` : `${name}, ${REASONS[reason]}`;
}
