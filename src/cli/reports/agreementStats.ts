import type { LanguageAgreement } from '../../metrics/languageAgreement';
import { type LanguageMatrix, UNDETERMINED_LANGUAGE } from '../../metrics/languageMatrix';
import type { LanguageTag } from '../../schema/schema';
import { LOCALE } from '../locale';
import { agreementLines, nameOf } from './agreementLines';
import { type Column, columns } from './columns';

/** What the check says of a file's responses, in numbers. */
export interface AgreementFigures {
  readonly languages: readonly LanguageAgreement[];
  readonly all: LanguageAgreement;
  /** Without languages that are counted together. */
  readonly matrix: LanguageMatrix;
}

/** For other programs: by expected language, `und` where it cannot be told, then all together, then pairs of languages. */
export function agreementObject({ languages, all, matrix }: AgreementFigures): object {
  return {
    languages: Object.fromEntries(languages.map((agreement) => [agreement.language ?? UNDETERMINED_LANGUAGE, figuresOf(agreement)])),
    overall: figuresOf(all),
    pairs: pairsOf(matrix),
  };
}

function figuresOf(agreement: LanguageAgreement): object {
  const { responses, agreeing, mismatch, mixed, undetermined, empty, agreement: correctness } = agreement;
  return { responses, agreeing, mismatch, mixed, undetermined, empty, uncertain: uncertainShare(agreement), correctness };
}

/** Share of the responses, 0 to 1, that nothing is said about. */
function uncertainShare({ responses, undetermined, empty }: LanguageAgreement): number {
  return responses ? (undetermined + empty) / responses : 0;
}

interface LanguagePair {
  readonly instruction: LanguageTag;
  readonly response: LanguageTag;
  readonly responses: number;
  readonly flagged: number;
}

/** Most responses first. */
function pairsOf({ instructions, responses, cells }: LanguageMatrix): LanguagePair[] {
  const pairs = cells.flatMap((row, at) =>
    row.map((cell, column) => ({ instruction: instructions[at][0], response: responses[column][0], ...cell })),
  );
  return pairs.filter((pair) => pair.responses > 0).sort((a, b) => b.responses - a.responses);
}

const PAIR_HEADS: readonly Column[] = [
  { title: 'Instruction', align: 'left' },
  { title: 'Response', align: 'left' },
  { title: 'Responses', align: 'right' },
  { title: 'Flagged', align: 'right' },
];
/** The seldom pairs are in the JSON. */
const SHOWN_PAIRS = 20;
const NUMBER = new Intl.NumberFormat(LOCALE);

/** Tables for people: agreement by language, and which languages answer which. */
export function agreementTables({ languages, all, matrix }: AgreementFigures): string[] {
  const rows = agreementLines({ languages, all }, LOCALE);
  const pairs = pairsOf(matrix);
  const pairRows = pairs
    .slice(0, SHOWN_PAIRS)
    .map((pair) => [nameInMatrix(pair.instruction), nameInMatrix(pair.response), NUMBER.format(pair.responses), NUMBER.format(pair.flagged)]);
  const left = pairs.length - pairRows.length;
  return [
    ...(rows.length ? ['', ...rows] : []),
    ...(pairRows.length ? ['', ...columns(PAIR_HEADS, pairRows).map(indent)] : []),
    ...(left > 0 ? [`  … and ${NUMBER.format(left)} more pairs of languages (--json has them all)`] : []),
  ];
}

/** @param language as the matrix has it. */
function nameInMatrix(language: LanguageTag): string {
  return nameOf(language === UNDETERMINED_LANGUAGE ? undefined : language, LOCALE);
}

function indent(line: string): string {
  return `  ${line}`;
}
