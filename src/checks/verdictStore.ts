import type { RecordProblemCode } from '../dataset/recordProblem';
import type { LanguageTag } from '../schema/schema';
import { type ExpectedReason, type Verdict, VERDICTS } from './language/languageVerdict';
import { BATCH_RECORDS, isUnreadable, problemAt, type StoredVerdict, type VerdictBatch, verdictAt } from './verdictBatch';

/** Verdicts that ask for the user's eyes. */
export const FLAGGED_VERDICTS: readonly Verdict[] = ['mismatch'];

/** Which of a record's verdicts stands for the record: the first of these that any of its responses has. */
const WORST_FIRST: readonly Verdict[] = ['mismatch', 'empty', 'undetermined', 'requested', 'match'];
const RANK = VERDICTS.map((verdict) => WORST_FIRST.indexOf(verdict));
const FLAGGED = VERDICTS.map((verdict) => FLAGGED_VERDICTS.includes(verdict));

/** How many responses that share these got each verdict. */
export interface VerdictTally {
  readonly expected?: LanguageTag;
  readonly reason?: ExpectedReason;
  readonly instruction?: LanguageTag;
  readonly found?: LanguageTag;
  /** In the order of VERDICTS. */
  readonly counts: number[];
}

/** How many records have something. */
export interface RecordCounts {
  records: number;
  /** With a flagged verdict, or unreadable. */
  flagged: number;
  /** With a problem of any severity. */
  problems: number;
  unreadable: number;
  /** In the order of VERDICTS. */
  readonly verdicts: number[];
  readonly found: Map<LanguageTag, number>;
  readonly expected: Map<LanguageTag, number>;
}

/** The verdicts of a dataset's records as they come in, batch by batch, in any order. */
export class VerdictStore {
  private readonly batches: (VerdictBatch | undefined)[] = [];
  /** By batch. */
  private readonly flaggedRecords: number[] = [];
  private readonly tallyByKey = new Map<string, VerdictTally>();
  readonly counts: RecordCounts = {
    records: 0,
    flagged: 0,
    problems: 0,
    unreadable: 0,
    verdicts: VERDICTS.map(() => 0),
    found: new Map(),
    expected: new Map(),
  };

  /** @param batch starts at a multiple of BATCH_RECORDS and has not been added before. */
  add(batch: VerdictBatch): void {
    const { counts } = this;
    const flaggedBefore = counts.flagged;
    for (let record = 0; record < batch.problems.length; record++) {
      const from = batch.firstResponse[record];
      const to = batch.firstResponse[record + 1];
      counts.records++;
      if (batch.problems[record]) counts.problems++;
      if (isUnreadable(batch, record)) counts.unreadable++;
      if (isFlagged(batch, record)) counts.flagged++;
      const worst = worstOf(batch, from, to);
      if (worst >= 0) counts.verdicts[batch.verdict[worst]]++;
      countLanguages(counts.found, batch, batch.found, from, to);
      countLanguages(counts.expected, batch, batch.expected, from, to);
    }
    for (let response = 0; response < batch.verdict.length; response++) this.tally(batch, response);
    this.batches[batch.first / BATCH_RECORDS] = batch;
    this.flaggedRecords[batch.first / BATCH_RECORDS] = counts.flagged - flaggedBefore;
  }

  /** Every combination of languages that occurs, with its counts. */
  get tallies(): Iterable<VerdictTally> {
    return this.tallyByKey.values();
  }

  has(position: number): boolean {
    return this.at(position) !== undefined;
  }

  problem(position: number): RecordProblemCode | undefined {
    const at = this.at(position);
    return at && problemAt(at.batch, at.record);
  }

  /** The verdict that stands for the record; `undefined` when it is not checked or has no response. */
  verdict(position: number): StoredVerdict | undefined {
    const at = this.at(position);
    if (!at) return undefined;
    const worst = worstOf(at.batch, at.batch.firstResponse[at.record], at.batch.firstResponse[at.record + 1]);
    return worst < 0 ? undefined : verdictAt(at.batch, worst);
  }

  verdicts(position: number): StoredVerdict[] {
    const at = this.at(position);
    if (!at) return [];
    const verdicts: StoredVerdict[] = [];
    for (let r = at.batch.firstResponse[at.record]; r < at.batch.firstResponse[at.record + 1]; r++) {
      verdicts.push(verdictAt(at.batch, r));
    }
    return verdicts;
  }

  /** Whether the record asks for the user's eyes: a response is flagged, or the record cannot be read. */
  flagged(position: number): boolean {
    const at = this.at(position);
    return at !== undefined && isFlagged(at.batch, at.record);
  }

  /**
   * The nearest flagged record after `position`, or before it when `direction` is -1.
   * @param position may be -1, or the number of records, to look from an end.
   */
  nextFlagged(position: number, direction: 1 | -1): number | undefined {
    let at = position + direction;
    while (at >= 0 && at < this.batches.length * BATCH_RECORDS) {
      const batch = Math.floor(at / BATCH_RECORDS);
      if (!this.flaggedRecords[batch]) {
        at = direction > 0 ? (batch + 1) * BATCH_RECORDS : batch * BATCH_RECORDS - 1;
      } else if (this.flagged(at)) {
        return at;
      } else {
        at += direction;
      }
    }
    return undefined;
  }

  private at(position: number): { batch: VerdictBatch; record: number } | undefined {
    const batch = this.batches[Math.floor(position / BATCH_RECORDS)];
    const record = position % BATCH_RECORDS;
    return batch && record < batch.problems.length ? { batch, record } : undefined;
  }

  private tally(batch: VerdictBatch, response: number): void {
    const { expected, reason, instruction, found, verdict } = verdictAt(batch, response);
    const key = [expected, reason, instruction?.language, found?.language].join('|');
    let tally = this.tallyByKey.get(key);
    if (!tally) {
      const counts = VERDICTS.map(() => 0);
      tally = { expected, reason, instruction: instruction?.language, found: found?.language, counts };
      this.tallyByKey.set(key, tally);
    }
    tally.counts[VERDICTS.indexOf(verdict)]++;
  }
}

function isFlagged(batch: VerdictBatch, record: number): boolean {
  if (isUnreadable(batch, record)) return true;
  for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
    if (FLAGGED[batch.verdict[response]]) return true;
  }
  return false;
}

/** The response whose verdict stands for the record, -1 where it has none. */
function worstOf(batch: VerdictBatch, from: number, to: number): number {
  let worst = -1;
  for (let response = from; response < to; response++) {
    if (worst < 0 || RANK[batch.verdict[response]] < RANK[batch.verdict[worst]]) worst = response;
  }
  return worst;
}

/** Counts each language once a record. */
function countLanguages(
  counts: Map<LanguageTag, number>,
  batch: VerdictBatch,
  column: Uint16Array,
  from: number,
  to: number,
): void {
  for (let response = from; response < to; response++) {
    const place = column[response];
    if (!place || column.subarray(from, response).includes(place)) continue;
    const language = batch.languages[place];
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
}
