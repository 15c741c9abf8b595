import type { Finding, LanguageFinding, RecordFinding } from '../checks/finding';
import type { LanguageCheck } from '../checks/language/checkLanguage';
import { describeVerdict } from '../checks/language/describeVerdict';
import type { LanguageVerdict } from '../checks/language/languageVerdict';
import { packVerdicts, type VerdictBatch } from '../checks/verdictBatch';
import { FLAGGED_VERDICTS } from '../checks/verdictStore';
import { spanOf } from '../dataset/jsonSpan';
import type { RecordProblem } from '../dataset/recordProblem';
import type { DatasetReader, ReadRecord } from './datasetReader';

/** Which findings to write out beside the verdicts: those that are flagged, or one for every response. */
export type WantedFindings = 'none' | 'flagged' | 'all';

export interface CheckedRecords {
  readonly batch: VerdictBatch;
  /** In the file's order. */
  readonly findings: readonly Finding[];
}

export function checkRecords(
  reader: DatasetReader,
  check: LanguageCheck,
  from: number,
  to: number,
  wanted: WantedFindings,
  locale: string,
): CheckedRecords {
  const records: { problem?: RecordProblem; verdicts: LanguageVerdict[] }[] = [];
  const findings: Finding[] = [];
  reader.readAll(from, to, (record) => {
    const verdicts = check.check(record.view, { spans: false });
    records.push({ problem: record.problems[0], verdicts });
    if (wanted !== 'none') findings.push(...findingsOf(reader, record, verdicts, wanted, locale));
  });
  return { batch: packVerdicts(from, records), findings };
}

function findingsOf(
  reader: DatasetReader,
  record: ReadRecord,
  verdicts: readonly LanguageVerdict[],
  wanted: WantedFindings,
  locale: string,
): Finding[] {
  const { position, view, parsed } = record;
  const place = { position, line: reader.index.line(position), id: view.id };
  const problems = record.problems.map(
    (problem): RecordFinding => ({
      ...place,
      check: 'record',
      problem,
      message: problem.message,
      span: problem.offset === undefined ? undefined : { start: problem.offset, end: problem.offset + 1 },
    }),
  );
  const judged = verdicts.flatMap((verdict, at): LanguageFinding[] => {
    if (wanted !== 'all' && !FLAGGED_VERDICTS.includes(verdict.verdict)) return [];
    const span = spanOf(parsed.text, view.turns[verdict.turn].path);
    return [{ ...place, check: 'language', response: at + 1, verdict, message: describeVerdict(verdict, locale), span }];
  });
  return [...problems, ...judged];
}
