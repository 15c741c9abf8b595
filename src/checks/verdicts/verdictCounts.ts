import type { LanguageTag } from '../../schema/schema';
import { EXPECTED_REASONS, type ExpectedReason, VERDICTS } from '../language/languageVerdict';
import { isUnreadable, type VerdictBatch, verdictAt } from './verdictBatch';
import { isFlagged, worstOf } from './verdictBlock';

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

/** Counts of records with their verdicts, that are counted in one by one, or out again. */
export class VerdictCounts {
  private readonly tallyByKey = new Map<string, VerdictTally>();
  /** The tallies of one batch by the places of their words there: most of its responses share few of them. */
  private readonly tallyByPlaces = new Map<number, VerdictTally>();
  private talliedBatch: VerdictBatch | undefined;
  readonly all: RecordCounts = {
    records: 0,
    flagged: 0,
    problems: 0,
    unreadable: 0,
    verdicts: VERDICTS.map(() => 0),
    found: new Map(),
    expected: new Map(),
  };

  /** Every combination of languages that occurs. */
  get tallies(): Iterable<VerdictTally> {
    return this.tallyByKey.values();
  }

  /** Counts a record in, or with -1 out again. */
  count(batch: VerdictBatch, record: number, by: 1 | -1): void {
    const { all } = this;
    const from = batch.firstResponse[record];
    const to = batch.firstResponse[record + 1];
    all.records += by;
    if (batch.problems[record]) all.problems += by;
    if (isUnreadable(batch, record)) all.unreadable += by;
    if (isFlagged(batch, record)) all.flagged += by;
    const worst = worstOf(batch, from, to);
    if (worst >= 0) all.verdicts[batch.verdict[worst]] += by;
    countLanguages(all.found, batch, batch.found, from, to, by);
    countLanguages(all.expected, batch, batch.expected, from, to, by);
    for (let response = from; response < to; response++) this.tally(batch, response, by);
  }

  private tally(batch: VerdictBatch, response: number, by: 1 | -1): void {
    const tally = this.tallyOf(batch, response);
    tally.counts[batch.verdict[response]] += by;
    if (by > 0 || tally.counts.some((count) => count !== 0)) return;
    this.tallyByKey.delete(keyOf(tally));
    this.tallyByPlaces.clear();
  }

  private tallyOf(batch: VerdictBatch, response: number): VerdictTally {
    if (this.talliedBatch !== batch) {
      this.talliedBatch = batch;
      this.tallyByPlaces.clear();
    }
    const { length } = batch.languages;
    const pair = batch.expected[response] * length + batch.found[response];
    const places = (pair * length + batch.instruction[response]) * (1 + EXPECTED_REASONS.length) + batch.reason[response];
    let tally = this.tallyByPlaces.get(places);
    if (tally) return tally;
    const { expected, reason, instruction, found } = verdictAt(batch, response);
    const fresh = { expected, reason, instruction: instruction?.language, found: found?.language };
    const key = keyOf(fresh);
    tally = this.tallyByKey.get(key) ?? { ...fresh, counts: VERDICTS.map(() => 0) };
    this.tallyByKey.set(key, tally);
    this.tallyByPlaces.set(places, tally);
    return tally;
  }
}

function keyOf({ expected, reason, instruction, found }: Omit<VerdictTally, 'counts'>): string {
  return [expected, reason, instruction, found].join('|');
}

function isAmong(column: Uint16Array, from: number, to: number, place: number): boolean {
  for (let at = from; at < to; at++) if (column[at] === place) return true;
  return false;
}

/** Counts each language once a record. */
function countLanguages(
  counts: Map<LanguageTag, number>,
  batch: VerdictBatch,
  column: Uint16Array,
  from: number,
  to: number,
  by: 1 | -1,
): void {
  for (let response = from; response < to; response++) {
    const place = column[response];
    if (!place || isAmong(column, from, response, place)) continue;
    const language = batch.languages[place];
    const count = (counts.get(language) ?? 0) + by;
    if (count > 0) counts.set(language, count);
    else counts.delete(language);
  }
}
