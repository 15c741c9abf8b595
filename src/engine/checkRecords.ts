import type { Finding, LanguageFinding, RecordFinding, SpellingFinding, SpellingMistake } from '../checks/finding';
import type { LanguageCheck } from '../checks/language/checkLanguage';
import { describeVerdict } from '../checks/language/describeVerdict';
import type { LanguageVerdict } from '../checks/language/languageVerdict';
import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import { describeMistake } from '../checks/spelling/describeMistake';
import type { SpellingReading } from '../checks/spelling/spellingReading';
import type { SpellingVerdict } from '../checks/spelling/spellingVerdict';
import type { NotSpelledLanguage } from '../checks/verdicts/spellingColumns';
import type { CheckedVerdicts } from '../checks/verdicts/verdictBatch';
import { FLAGGED_VERDICTS } from '../checks/verdicts/verdictBlock';
import { contentHash } from '../dataset/contentHash';
import { type JsonSpan, spanInString, spansInString, spansOf } from '../dataset/jsonSpan';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { LanguageTag, Turn } from '../schema/schema';
import { OneAtATime } from '../threads/oneAtATime';
import { Pace } from '../threads/pace';
import type { DatasetReader, ReadRecord } from './datasetReader';
import { modelName } from './languageModels';
import { HandedProse } from './handedProse';
import type { RecordSpelling } from './recordSpelling';

/** Which findings to write out beside the verdicts: those that are flagged, or one for every response. */
export type WantedFindings = 'none' | 'flagged' | 'all';

/** Records of the file in a row, or any records by their keys. */
export type WantedRecords = { readonly from: number; readonly to: number } | { readonly keys: Iterable<RecordKey> };

export interface CheckedRecords {
  /** In the order of the records that were wanted, as the findings are. */
  readonly records: readonly CheckedVerdicts[];
  readonly findings: readonly Finding[];
  /** Why words of some languages were not checked. */
  readonly notSpelled: readonly NotSpelledLanguage[];
}

/** What records are checked by. */
export interface Checks {
  readonly language: LanguageCheck;
  /** Absent where spelling is not checked. */
  readonly spelling?: RecordSpelling;
}

export interface WantedResults {
  readonly findings: WantedFindings;
  /**
   * Whether to write out every misspelled word and text problem, whether its response is flagged or not: which ones are
   * is known where all records are.
   */
  readonly spellingFindings?: boolean;
  /** BCP 47, for the findings' messages. */
  readonly locale: string;
}

/** A record whose words have been read and not looked up. */
interface UnspelledRecord {
  /** Its place among the checked ones. */
  readonly at: number;
  readonly readings: readonly SpellingReading[];
  /** Where findings are wanted. */
  readonly record?: ReadRecord;
}

/** Records that wait for dictionaries are held in memory. */
const MOST_UNSPELLED_BYTES = 4 * 2 ** 20;

/** How many records are read together, and checked before the time is looked at. */
const PIECE = 16;

/** A batch is read to its end before the next is: only while it waits for dictionaries does another one go on. */
const reading = new OneAtATime();

/** @throws AbortError soon after `signal` is aborted: a batch of long responses takes its time. */
export async function checkRecords(
  reader: DatasetReader,
  { language: check, spelling }: Checks,
  wanted: WantedRecords,
  { findings: wantedFindings, spellingFindings = false, locale }: WantedResults,
  signal: AbortSignal,
): Promise<CheckedRecords> {
  const records: CheckedVerdicts[] = [];
  const findings: Finding[] = [];
  const notSpelled = new Map<LanguageTag, NotSpelled>();
  let unspelled: UnspelledRecord[] = [];
  let unspelledBytes = 0;
  const take = (at: number, spelled: readonly SpellingVerdict[], record: ReadRecord | undefined) => {
    // Field by field: each object that is spread here would get a hidden class of its own.
    const { hash, problem, verdicts } = records[at];
    records[at] = { hash, problem, verdicts, spelling: spelled };
    for (const finding of record ? spellingFindingsOf(reader, record, spelled, locale) : []) findings.push(finding);
    for (const [language, why] of spelling?.notSpelled(spelled) ?? []) notSpelled.set(language, why);
  };
  const checkRecord = (record: ReadRecord) => {
    const prose = new HandedProse();
    const verdicts = check.check(record.view, {
      spans: wantedFindings !== 'none',
      onProse: spelling && prose.take,
    });
    records.push({ hash: contentHash(record.bytes), problem: record.problems[0], verdicts, spelling: undefined });
    if (wantedFindings !== 'none') {
      findings.push(...findingsOf(reader, record, verdicts, wantedFindings, locale, modelName(check.options)));
    }
    if (!spelling) return;
    const readings = spelling.read(record.view, verdicts, prose.byTurn);
    const spelled = spelling.verdictsAtOnce(readings);
    if (spelled) {
      take(records.length - 1, spelled, spellingFindings ? record : undefined);
      return;
    }
    unspelled.push({ at: records.length - 1, readings, record: spellingFindings ? record : undefined });
    unspelledBytes += record.bytes.length;
  };
  /** Waits for what dictionaries say of the words that have been read. */
  const spell = async () => {
    const waiting = unspelled;
    if (!spelling || waiting.length === 0) return;
    unspelled = [];
    unspelledBytes = 0;
    const spelled = await spelling.verdicts(waiting.map(({ readings }) => readings));
    waiting.forEach(({ at, record }, place) => take(at, spelled[place], record));
  };
  const pace = new Pace();
  const keepPace = async () => {
    await pace.keep();
    if (unspelledBytes > MOST_UNSPELLED_BYTES) await spell();
    signal.throwIfAborted();
  };
  const end = await reading.begin();
  try {
    signal.throwIfAborted();
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
  } finally {
    end();
  }
  await spell();
  signal.throwIfAborted();
  return { records, findings, notSpelled: [...notSpelled] };
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
  const spanAt = spansOf(parsed.text);
  const judged = verdicts.flatMap((verdict, at): LanguageFinding[] => {
    if (wanted !== 'all' && !FLAGGED_VERDICTS.includes(verdict.verdict)) return [];
    const { path, part } = view.turns[verdict.turn];
    const span = placeIn(parsed.text, spanAt(path), part, verdict);
    const message = describeVerdict(verdict, locale, judge);
    return [{ ...place, check: 'language', response: at + 1, verdict, message, span }];
  });
  return [...problems, ...judged];
}

function spellingFindingsOf(
  reader: DatasetReader,
  { key, view, parsed }: ReadRecord,
  verdicts: readonly SpellingVerdict[],
  locale: string,
): SpellingFinding[] {
  const line = reader.line(key) ?? 0;
  // Once for all of them: a record can have thousands of responses.
  const spanAt = spansOf(parsed.text);
  return verdicts.flatMap(({ turn, unknown, problems }, at) => {
    const mistakes: SpellingMistake[] = [
      ...unknown.map((word) => ({ ...word, kind: 'unknownWord' as const })),
      ...problems,
    ].sort((a, b) => a.start - b.start);
    if (mistakes.length === 0) return [];
    const { path, part, text } = view.turns[turn];
    const from = part?.start ?? 0;
    const string = spanAt(path);
    const stretches = mistakes.map(({ start, end }) => ({ start: from + start, end: from + end }));
    const spans = string && spansInString(parsed.text, string, stretches);
    return mistakes.map((mistake, place): SpellingFinding => {
      const message = describeMistake(mistake, text, locale);
      return { key, line, id: view.id, check: 'spelling', response: at + 1, mistake, message, span: spans?.[place] };
    });
  });
}

/**
 * Where to look in the record's text: at the first passage of a mixed response, else at the whole response.
 * @param string where the string lies that has the response in it.
 */
function placeIn(
  text: string,
  string: JsonSpan | undefined,
  part: Turn['part'],
  { verdict, spans }: LanguageVerdict,
): JsonSpan | undefined {
  const [first] = spans;
  const from = part?.start ?? 0;
  if (string && verdict === 'mixed' && first) {
    return spanInString(text, string, { start: from + first.start, end: from + first.end });
  }
  return string && part ? spanInString(text, string, part) : string;
}
