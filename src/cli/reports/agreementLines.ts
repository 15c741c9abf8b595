import type { LanguageAgreement } from '../../metrics/languageAgreement';
import { languageName } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { type Column, columns } from './columns';
import { proportionCells } from './proportionCells';

const HEADS: readonly Column[] = [
  { title: 'Expected', align: 'left' },
  { title: 'Responses', align: 'right' },
  { title: 'Agreement', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'Mismatch', align: 'right' },
  { title: 'Mixed', align: 'right' },
  { title: 'Uncertain', align: 'right' },
];

/** A table for people: how well responses keep to each expected language, and all together. */
export function agreementLines(
  { languages, all }: { readonly languages: readonly LanguageAgreement[]; readonly all: LanguageAgreement },
  locale: string,
): string[] {
  if (all.responses === 0) return [];
  const number = new Intl.NumberFormat(locale);
  const row = (name: string, agreement: LanguageAgreement) => rowOf(name, agreement, number);
  const rows = languages.map((agreement) => row(nameOf(agreement.language, locale), agreement));
  if (languages.length > 1) rows.push(row('All', all));
  return columns(HEADS, rows).map((line) => `  ${line}`);
}

/** @param language absent where it cannot be told. */
export function nameOf(language: LanguageTag | undefined, locale: string): string {
  return language === undefined ? 'Cannot be told' : languageName(language, locale);
}

function rowOf(
  name: string,
  { responses, agreement, mismatch, mixed, undetermined, empty }: LanguageAgreement,
  number: Intl.NumberFormat,
): string[] {
  return [
    name,
    number.format(responses),
    ...proportionCells(agreement, 1),
    number.format(mismatch),
    number.format(mixed),
    number.format(undetermined + empty),
  ];
}
