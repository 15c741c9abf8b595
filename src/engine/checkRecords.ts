import type { Finding, LanguageFinding, RecordFinding } from '../checks/finding';
import type { LanguageCheck } from '../checks/language/checkLanguage';
import { describeVerdict } from '../checks/language/describeVerdict';
import type { LanguageVerdict } from '../checks/language/languageVerdict';
import type { CheckedVerdicts } from '../checks/verdictBatch';
import { FLAGGED_VERDICTS } from '../checks/verdictStore';
import { contentHash } from '../dataset/contentHash';
import { type JsonSpan, spanInString, spanOf } from '../dataset/jsonSpan';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { Turn } from '../schema/schema';
import { Pace } from '../threads/pace';
import type { DatasetReader, ReadRecord } from './datasetReader';
import { modelName } from './languageModels';

/** Which findings to write out beside the verdicts: those that are flagged, or one for every response. */
export type WantedFindings = 'none' | 'flagged' | 'all';

/** Records of the file in a row, or any records by their keys. */
export type WantedRecords = { readonly from: number; readonly to: number } | { readonly keys: Iterable<RecordKey> };

export interface CheckedRecords {
  /** In the order of the records that were wanted, as the findings are. */
  readonly records: readonly CheckedVerdicts[];
  readonly findings: readonly Finding[];
}

/** How many records are read together, and checked before the time is looked at. */
const PIECE = 16;

/** @throws AbortError soon after `signal` is aborted: a batch of long responses takes its time. */
export async function checkRecords(
  reader: DatasetReader,
  check: LanguageCheck,
  wanted: WantedRecords,
  { findings: wantedFindings, locale }: { findings: WantedFindings; locale: string },
  signal: AbortSignal,
): Promise<CheckedRecords> {
  const records: CheckedVerdicts[] = [];
  const findings: Finding[] = [];
  const checkRecord = (record: ReadRecord) => {
    const verdicts = check.check(record.view, { spans: wantedFindings !== 'none' });
    records.push({ hash: contentHash(record.bytes), problem: record.problems[0], verdicts });
    if (wantedFindings === 'none') return;
    findings.push(...findingsOf(reader, record, verdicts, wantedFindings, locale, modelName(check.options)));
  };
  const pace = new Pace();
  const keepPace = async () => {
    await pace.keep();
    signal.throwIfAborted();
  };
  if ('keys' in wanted) {
    for (const key of wanted.keys) {
      checkRecord(reader.read(key));
      await keepPace();
    }
  } else {
    for (let from = wanted.from; from < wanted.to; from += PIECE) {
      reader.readAll(from, Math.min(wanted.to, from + PIECE), checkRecord);
      await keepPace();
    }
  }
  return { records, findings };
}

function findingsOf(
  reader: DatasetReader,
  record: ReadRecord,
  verdicts: readonly LanguageVerdict[],
  wanted: WantedFindings,
  locale: string,
  judge: string | undefined,
): Finding[] {
  const { key, view, parsed } = record;
  const place = { key, line: reader.line(key) ?? 0, id: view.id };
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
    const span = placeOf(parsed.text, view.turns[verdict.turn], verdict);
    const message = describeVerdict(verdict, locale, judge);
    return [{ ...place, check: 'language', response: at + 1, verdict, message, span }];
  });
  return [...problems, ...judged];
}

/** Where to look in the record's text: at the first passage of a mixed response, else at the whole response. */
function placeOf(text: string, { path, part }: Turn, { verdict, spans }: LanguageVerdict): JsonSpan | undefined {
  const string = spanOf(text, path);
  const [first] = spans;
  const from = part?.start ?? 0;
  if (string && verdict === 'mixed' && first) {
    return spanInString(text, string, { start: from + first.start, end: from + first.end });
  }
  return string && part ? spanInString(text, string, part) : string;
}
