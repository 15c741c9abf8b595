import type { SpellingCorrectness, SpellingFigures } from '../../metrics/spellingCorrectness';
import { UNDETERMINED_LANGUAGE } from '../../metrics/languageMatrix';
import { LOCALE } from '../locale';
import { type AgreementFigures, agreementObject, agreementTables } from './agreementStats';
import { notSpelledLines, spellingLines } from './spellingLines';
import { terminalText } from './terminalText';

/** What the checks say of a file, in numbers. */
export interface FileFigures {
  readonly records: number;
  /** Absent where languages were not asked for. */
  readonly agreement?: AgreementFigures;
  /** Absent where spelling was not checked. */
  readonly spelling?: SpellingFigures;
}

const NUMBER = new Intl.NumberFormat(LOCALE);

/** For other programs. */
export function figuresObject(file: string, { records, agreement, spelling }: FileFigures): object {
  return {
    file,
    records,
    ...(agreement && agreementObject(agreement)),
    ...(spelling && { spelling: spellingObject(spelling) }),
  };
}

/** For people. */
export function figuresTable(file: string, { records, agreement, spelling }: FileFigures): string {
  const spelled = spelling ? [...spellingLines(spelling, LOCALE), ...notSpelledLines(spelling, LOCALE)] : [];
  const lines = [
    file === '-' ? 'Standard input' : terminalText(file),
    `  Records  ${NUMBER.format(records)}`,
    ...(agreement ? agreementTables(agreement) : []),
    ...(spelled.length ? ['', ...spelled] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function spellingObject({ languages, all, notChecked, unknownWords }: SpellingFigures): object {
  return {
    languages: Object.fromEntries(languages.map((own) => [own.language ?? UNDETERMINED_LANGUAGE, correctnessObject(own)])),
    overall: correctnessObject(all),
    unknownWords,
    notChecked: notChecked.map(({ language, words, why }) => ({
      language: language ?? UNDETERMINED_LANGUAGE,
      words,
      reason: why?.reason ?? null,
      ...(why?.reason === 'broken' && { message: why.message }),
    })),
  };
}

function correctnessObject({ responses, words, unknown, correctness, flagged }: SpellingCorrectness): object {
  return { responses, words, unknown, misspelled: flagged, correctness: correctness ?? null };
}
