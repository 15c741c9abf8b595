import type { RecordKey } from '../../dataset/edits/recordKey';
import { type Verdict, VERDICTS } from '../language/languageVerdict';
import { BATCH_RECORDS, isUnreadable, type RecordPlace, type VerdictBatch } from './verdictBatch';

/** Verdicts that ask for the user's eyes. */
export const FLAGGED_VERDICTS: readonly Verdict[] = ['mismatch', 'mixed'];

/** Which of a record's verdicts stands for the record: the first of these that any of its responses has. */
const WORST_FIRST: readonly Verdict[] = ['mismatch', 'mixed', 'empty', 'undetermined', 'requested', 'match'];
const RANK = VERDICTS.map((verdict) => WORST_FIRST.indexOf(verdict));
const FLAGGED = VERDICTS.map((verdict) => FLAGGED_VERDICTS.includes(verdict));

/** A batch of which some records may not be checked. */
export interface PartlyChecked {
  readonly batch: VerdictBatch;
  /** By record: 0 for one that is not; absent where all are. */
  readonly checked?: Uint8Array;
}

/** What is known of a record besides its verdicts. */
export const CHECKED = 1;
/** It has been edited and checked again: a batch that comes later knows less. */
export const REPLACED = 2;
/** It is deleted. */
export const REMOVED = 4;

/** The records with keys from `number * BATCH_RECORDS` on. */
export interface Block {
  batch: VerdictBatch;
  /** By record; absent where each record of the batch is CHECKED. */
  states?: Uint8Array;
  /** How many records that are there are flagged. */
  flagged: number;
}

export function numberOf(key: RecordKey): number {
  return Math.floor(key / BATCH_RECORDS);
}

export function slotOf(key: RecordKey): number {
  return key % BATCH_RECORDS;
}

export function stateOf({ batch, states }: Block, record: number): number {
  if (states) return states[record];
  return record < batch.problems.length ? CHECKED : 0;
}

/** Whether the record is checked and not deleted. */
export function isThere(block: Block, record: number): boolean {
  return (stateOf(block, record) & (CHECKED | REMOVED)) === CHECKED;
}

export function statesOf({ batch, states }: Block): Uint8Array {
  return states ?? new Uint8Array(BATCH_RECORDS).fill(CHECKED, 0, batch.problems.length);
}

export function statesFrom(checked: Uint8Array): Uint8Array {
  const states = new Uint8Array(BATCH_RECORDS);
  checked.forEach((isChecked, record) => (states[record] = isChecked ? CHECKED : 0));
  return states;
}

/** Where the records of a block are of which it is `checked`. */
export function placesOf(block: Block | undefined, checked: Uint8Array): (RecordPlace | undefined)[] {
  return Array.from(checked, (isChecked, record) => (block && isChecked ? { batch: block.batch, record } : undefined));
}

/** Whether a record of a batch asks for the user's eyes: a response is flagged, or the record cannot be read. */
export function isFlagged(batch: VerdictBatch, record: number): boolean {
  if (isUnreadable(batch, record)) return true;
  for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
    if (FLAGGED[batch.verdict[response]] || batch.spelling?.misspelled[response]) return true;
  }
  return false;
}

/** Indices, among the record's turns, of the responses that are flagged by one of these checks. */
export function flaggedTurns({ batch, record }: RecordPlace, checks: readonly ('language' | 'spelling')[]): number[] {
  const turns: number[] = [];
  for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
    const byLanguage = checks.includes('language') && FLAGGED[batch.verdict[response]];
    const bySpelling = checks.includes('spelling') && batch.spelling?.misspelled[response] === 1;
    if (byLanguage || bySpelling) turns.push(batch.turn[response]);
  }
  return turns;
}

/** The response whose verdict stands for the record, -1 where it has none. */
export function worstOf(batch: VerdictBatch, from: number, to: number): number {
  let worst = -1;
  for (let response = from; response < to; response++) {
    if (worst < 0 || RANK[batch.verdict[response]] < RANK[batch.verdict[worst]]) worst = response;
  }
  return worst;
}
