import { RECORD_PROBLEM_CODES, type RecordProblem, type RecordProblemCode } from '../../dataset/recordProblem';
import type { LanguageTag } from '../../schema/schema';
import {
  EXPECTED_REASONS,
  type FoundLanguage,
  type LanguageVerdict,
  VERDICTS,
} from '../language/languageVerdict';
import { copyStretch } from './copyStretch';
import {
  type NotSpelledLanguage,
  packSpelling,
  repackSpelling,
  type SpelledResponse,
  type SpellingColumns,
} from './spellingColumns';

/** How many records are checked, sent and stored together. */
export const BATCH_RECORDS = 1024;

/**
 * The language check's verdicts for a run of records, in columns: 27 bytes a record with one response, and nothing for
 * the garbage collector to visit. Texts and spans are not kept: they are found again on demand.
 */
export interface VerdictBatch {
  /** Key of the first record; the others' follow. */
  readonly first: number;
  /** By record: the `contentHash` of the bytes that were checked. */
  readonly hash: Float64Array;
  /** By record: 0, or 1 + the place in RECORD_PROBLEM_CODES of its worst problem, plus UNREADABLE if it is an error. */
  readonly problems: Uint8Array;
  /** By record: the place in the columns below of its first response; one more entry at the end. */
  readonly firstResponse: Uint32Array;
  /** By response from here on. */
  readonly turn: Uint16Array;
  readonly verdict: Uint8Array;
  /** 0, or 1 + the place in EXPECTED_REASONS. */
  readonly reason: Uint8Array;
  /** Places in `languages`, 0 for none. */
  readonly expected: Uint16Array;
  readonly found: Uint16Array;
  readonly instruction: Uint16Array;
  /** In ten-thousandths. */
  readonly foundConfidence: Uint16Array;
  readonly instructionConfidence: Uint16Array;
  /** The languages of this batch; the first is the empty string. */
  readonly languages: readonly LanguageTag[];
  /** Absent where spelling has not been checked. */
  readonly spelling?: SpellingColumns;
}

/** A verdict as stored: without what lies in texts. */
export type StoredVerdict = Omit<LanguageVerdict, 'spans' | 'quote'>;

/** A record checked, to be packed. */
export interface CheckedVerdicts {
  /** The `contentHash` of its bytes. */
  readonly hash: number;
  /** Its worst problem. */
  readonly problem?: RecordProblem;
  readonly verdicts: readonly LanguageVerdict[];
  /** How the same responses are spelled; absent where that has not been checked. */
  readonly spelling?: readonly SpelledResponse[];
}

export const CONFIDENCE_SCALE = 10_000;
export const UNREADABLE = 0x80;

/** @param notSpelled why words of some languages were not checked. */
export function packVerdicts(
  first: number,
  records: readonly CheckedVerdicts[],
  notSpelled: readonly NotSpelledLanguage[] = [],
): VerdictBatch {
  const languages = new LanguagePlaces();
  const place = (language: LanguageTag = '') => languages.place(language);
  const responses = records.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const batch = emptyBatch(first, records.length, responses, languages.all);
  let at = 0;
  records.forEach(({ hash, problem, verdicts }, record) => {
    batch.hash[record] = hash;
    if (problem) {
      const code = 1 + RECORD_PROBLEM_CODES.indexOf(problem.code);
      batch.problems[record] = problem.severity === 'error' ? code | UNREADABLE : code;
    }
    for (const verdict of verdicts) {
      batch.turn[at] = verdict.turn;
      batch.verdict[at] = VERDICTS.indexOf(verdict.verdict);
      if (verdict.reason) batch.reason[at] = 1 + EXPECTED_REASONS.indexOf(verdict.reason);
      batch.expected[at] = place(verdict.expected);
      batch.found[at] = place(verdict.found?.language);
      batch.foundConfidence[at] = Math.round((verdict.found?.confidence ?? 0) * CONFIDENCE_SCALE);
      batch.instruction[at] = place(verdict.instruction?.language);
      batch.instructionConfidence[at] = Math.round((verdict.instruction?.confidence ?? 0) * CONFIDENCE_SCALE);
      at++;
    }
    batch.firstResponse[record + 1] = at;
  });
  if (records.every(({ spelling }) => spelling === undefined)) return batch;
  const spelled = records.flatMap(({ verdicts, spelling }) => verdicts.map((_, response) => spelling?.[response]));
  return { ...batch, spelling: packSpelling(spelled, notSpelled, place) };
}

/** A record in a batch. */
export interface RecordPlace {
  readonly batch: VerdictBatch;
  readonly record: number;
}

/** Records of a batch that follow one another. */
interface Stretch {
  readonly batch: VerdictBatch;
  readonly from: number;
  to: number;
}

/** @param records where each comes from; one that comes from nowhere has neither problem nor verdicts. */
export function repackVerdicts(first: number, records: readonly (RecordPlace | undefined)[]): VerdictBatch {
  const stretches = stretchesOf(records);
  const languages = new LanguagePlaces();
  const responsesOf = ({ batch: { firstResponse }, from, to }: Stretch) => firstResponse[to] - firstResponse[from];
  const responses = stretches.reduce((sum, stretch) => sum + responsesOf(stretch), 0);
  const packed = emptyBatch(first, records.length, responses, languages.all);
  let record = 0;
  let response = 0;
  for (const { batch, from, to } of stretches) {
    const start = batch.firstResponse[from];
    const end = batch.firstResponse[to];
    copyStretch(batch.hash, from, to, packed.hash, record);
    copyStretch(batch.problems, from, to, packed.problems, record);
    for (let each = from; each < to; each++) {
      packed.firstResponse[++record] = response + batch.firstResponse[each + 1] - start;
    }
    for (const column of COPIED_COLUMNS) copyStretch(batch[column], start, end, packed[column], response);
    const placeOf = languages.placesOf(batch.languages);
    for (const column of LANGUAGE_COLUMNS) {
      const places = batch[column];
      for (let each = start; each < end; each++) {
        if (places[each]) packed[column][response + each - start] = placeOf(places[each]);
      }
    }
    response += end - start;
  }
  const spelling = repackSpelling(
    stretches.map(({ batch, from, to }) => ({
      spelling: batch.spelling,
      languages: batch.languages,
      from: batch.firstResponse[from],
      to: batch.firstResponse[to],
    })),
    (all) => languages.placesOf(all),
  );
  return spelling ? { ...packed, spelling } : packed;
}

function stretchesOf(records: readonly (RecordPlace | undefined)[]): Stretch[] {
  const nowhere = emptyBatch(0, records.length, 0, ['']);
  const stretches: Stretch[] = [];
  records.forEach((place, at) => {
    const { batch, record } = place ?? { batch: nowhere, record: at };
    const last = stretches.at(-1);
    if (last?.batch === batch && last.to === record) last.to++;
    else stretches.push({ batch, from: record, to: record + 1 });
  });
  return stretches;
}

const COPIED_COLUMNS = ['turn', 'verdict', 'reason', 'foundConfidence', 'instructionConfidence'] as const;
export const LANGUAGE_COLUMNS = ['expected', 'found', 'instruction'] as const;

export function emptyBatch(
  first: number,
  records: number,
  responses: number,
  languages: readonly LanguageTag[],
): VerdictBatch {
  return {
    first,
    hash: new Float64Array(records),
    problems: new Uint8Array(records),
    firstResponse: new Uint32Array(records + 1),
    turn: new Uint16Array(responses),
    verdict: new Uint8Array(responses),
    reason: new Uint8Array(responses),
    expected: new Uint16Array(responses),
    found: new Uint16Array(responses),
    instruction: new Uint16Array(responses),
    foundConfidence: new Uint16Array(responses),
    instructionConfidence: new Uint16Array(responses),
    languages,
  };
}

/** Gives each language its place in a batch. */
class LanguagePlaces {
  readonly all: LanguageTag[] = [''];
  private readonly places = new Map<LanguageTag, number>([['', 0]]);
  /** By the languages of other batches. */
  private readonly translations = new Map<readonly LanguageTag[], (place: number) => number>();

  place(language: LanguageTag): number {
    let place = this.places.get(language);
    if (place === undefined) {
      place = this.all.push(language) - 1;
      this.places.set(language, place);
    }
    return place;
  }

  /** The places here of the languages of another batch, by theirs; looked up once each, and when first asked for. */
  placesOf(languages: readonly LanguageTag[]): (place: number) => number {
    let placeOf = this.translations.get(languages);
    if (!placeOf) {
      const known = new Uint16Array(languages.length);
      placeOf = (place) => known[place] || (known[place] = this.place(languages[place]));
      this.translations.set(languages, placeOf);
    }
    return placeOf;
  }
}

export function problemAt(batch: VerdictBatch, record: number): RecordProblemCode | undefined {
  return RECORD_PROBLEM_CODES[(batch.problems[record] & ~UNREADABLE) - 1];
}

/** Whether the record cannot be read as instruction and response. */
export function isUnreadable(batch: VerdictBatch, record: number): boolean {
  return (batch.problems[record] & UNREADABLE) !== 0;
}

/** @param response a place in the response columns. */
export function verdictAt(batch: VerdictBatch, response: number): StoredVerdict {
  return {
    turn: batch.turn[response],
    verdict: VERDICTS[batch.verdict[response]],
    expected: batch.languages[batch.expected[response]] || undefined,
    reason: EXPECTED_REASONS[batch.reason[response] - 1],
    found: languageAt(batch, batch.found[response], batch.foundConfidence[response]),
    instruction: languageAt(batch, batch.instruction[response], batch.instructionConfidence[response]),
  };
}

function languageAt(batch: VerdictBatch, place: number, confidence: number): FoundLanguage | undefined {
  return place ? { language: batch.languages[place], confidence: confidence / CONFIDENCE_SCALE } : undefined;
}

