import { atOnce } from '../../dataset/edits/atOnce';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { RecordProblemCode } from '../../dataset/recordProblem';
import type { SpellingFinding } from '../finding';
import { RenumberedBlocks } from './renumberedBlocks';
import { FLAGGED_PROBLEMS } from '../spelling/spellingJudge';
import { TEXT_PROBLEMS, type TextProblemKind } from '../spelling/spellingVerdict';
import { problemBits } from './spellingColumns';
import { isMisspelled, problemsIn, SpellingCounts, unknownWordsOf } from './spellingCounts';
import { BATCH_RECORDS, problemAt, type RecordPlace, repackVerdicts, type StoredVerdict, type VerdictBatch, verdictAt } from './verdictBatch';
import {
  type Block,
  CHECKED,
  flaggedTurns,
  isFlagged,
  isThere,
  numberOf,
  REMOVED,
  REPLACED,
  slotOf,
  statesFrom,
  statesOf,
  worstOf,
} from './verdictBlock';
import { VerdictBlocks } from './verdictBlocks';
import { type RecordCounts, VerdictCounts, type VerdictTally } from './verdictCounts';

export { FLAGGED_VERDICTS } from './verdictBlock';

/** Records that are removed, or restored, in one step. */
const MARKED_IN_STEP = 512;

/**
 * The verdicts of a dataset's records by their keys, as they come in, batch by batch, in any order, and as records are
 * edited, added and deleted; with counts of them.
 */
export class VerdictStore {
  constructor(
    readonly blocks = new VerdictBlocks(),
    private readonly counted = new VerdictCounts(),
    /** How the records are spelled, in numbers. */
    readonly spelling = new SpellingCounts(),
  ) {}

  /**
   * Takes verdicts of records as they are in the file. Those that have been replaced stay as they are, those that have
   * been removed do not count.
   * @param checkedBatch starts at a multiple of BATCH_RECORDS.
   * @param checked by record, where not all of the batch are.
   */
  add(checkedBatch: VerdictBatch, checked?: Uint8Array): void {
    const batch = this.spelling.take(checkedBatch);
    const number = numberOf(batch.first);
    if (this.blocks.get(number)) {
      const records = Array.from(batch.problems, (_, record) =>
        checked?.[record] === 0 ? undefined : { batch, record },
      );
      this.put(number, records, (state) => (state & REPLACED ? undefined : state | CHECKED));
    } else {
      const block: Block = { batch, states: checked && statesFrom(checked), flagged: 0 };
      this.blocks.set(number, block);
      for (let record = 0; record < batch.problems.length; record++) this.count(block, record, 1);
    }
  }

  /**
   * Records have been edited or added, and checked. Cheap where neighbours are together.
   * @param checkedBatch of these records in this order.
   */
  replaceAll(keys: ArrayLike<RecordKey>, checkedBatch: VerdictBatch): void {
    const batch = this.spelling.take(checkedBatch);
    for (let from = 0, to = 0; from < keys.length; from = to) {
      const number = numberOf(keys[from]);
      while (to < keys.length && numberOf(keys[to]) === number) to++;
      const records: (RecordPlace | undefined)[] = [];
      for (let at = from; at < to; at++) records[slotOf(keys[at])] = { batch, record: at };
      this.put(number, records, (state) => state | CHECKED | REPLACED);
    }
  }

  /** The records are deleted: they do not count any more. */
  remove(keys: Iterable<RecordKey>): void {
    atOnce(this.removing(keys));
  }

  /** The records are there again, as they were when they were removed. */
  restore(keys: Iterable<RecordKey>): void {
    atOnce(this.restoring(keys));
  }

  /** `remove` step by step, between which records may come and change. */
  *removing(keys: Iterable<RecordKey>): Generator<void, void, void> {
    yield* this.mark(keys, (state) => state | REMOVED);
  }

  /** `restore` step by step, between which records may come and change. */
  *restoring(keys: Iterable<RecordKey>): Generator<void, void, void> {
    yield* this.mark(keys, (state) => state & ~REMOVED);
  }

  /**
   * The store after a save that has given records new keys. It takes over blocks when they are first asked for; this
   * one must not be used any more.
   */
  renumbered(newKeys: NewKeys): VerdictStore {
    for (const key of newKeys.gone) {
      const block = this.blocks.get(numberOf(key));
      if (block) this.count(block, slotOf(key), -1);
    }
    this.spelling.words.renumber(newKeys);
    return new VerdictStore(VerdictBlocks.of(new RenumberedBlocks(this.blocks, newKeys)), this.counted, this.spelling);
  }

  get counts(): RecordCounts {
    return this.counted.all;
  }

  /** Every combination of languages that occurs, with its counts. */
  get tallies(): Iterable<VerdictTally> {
    return this.counted.tallies;
  }

  has(key: RecordKey): boolean {
    return this.blocks.find(key) !== undefined;
  }

  problem(key: RecordKey): RecordProblemCode | undefined {
    const at = this.blocks.find(key);
    return at && problemAt(at.batch, at.record);
  }

  /** The verdict that stands for the record; `undefined` when it is not checked or has no response. */
  verdict(key: RecordKey): StoredVerdict | undefined {
    const at = this.blocks.find(key);
    if (!at) return undefined;
    const worst = worstOf(at.batch, at.batch.firstResponse[at.record], at.batch.firstResponse[at.record + 1]);
    return worst < 0 ? undefined : verdictAt(at.batch, worst);
  }

  verdicts(key: RecordKey): StoredVerdict[] {
    const at = this.blocks.find(key);
    if (!at) return [];
    const verdicts: StoredVerdict[] = [];
    for (let r = at.batch.firstResponse[at.record]; r < at.batch.firstResponse[at.record + 1]; r++) {
      verdicts.push(verdictAt(at.batch, r));
    }
    return verdicts;
  }

  /** Whether one of the record's responses is flagged as misspelled. */
  isMisspelled(key: RecordKey): boolean {
    const at = this.blocks.find(key);
    if (!at?.batch.spelling) return false;
    const { firstResponse, spelling } = at.batch;
    return isMisspelled(spelling, firstResponse[at.record], firstResponse[at.record + 1]);
  }

  /** Indices, among the record's turns, of the responses that are flagged by one of these checks. */
  flaggedTurns(key: RecordKey, checks: readonly ('language' | 'spelling')[]): number[] {
    const at = this.blocks.find(key);
    return at ? flaggedTurns(at, checks) : [];
  }

  /** How many unknown words the record has in responses that are flagged as misspelled. */
  unknownInFlagged(key: RecordKey): number {
    const at = this.blocks.find(key);
    return at?.batch.spelling ? this.spelling.unknownInFlagged(at) : 0;
  }

  textProblems(key: RecordKey): TextProblemKind[] {
    const problems = this.spellingBits(key);
    return TEXT_PROBLEMS.filter((_, bit) => (problems >> bit) & 1);
  }

  hasTextProblems(key: RecordKey): boolean {
    return this.spellingBits(key) !== 0;
  }

  /** How many different unknown words the record has, in all its responses; accepted ones, too. */
  unknownWordsIn(key: RecordKey): number {
    const at = this.blocks.find(key);
    return at ? new Set(unknownWordsOf(at)).size : 0;
  }

  /** Tells which records have one of these problems. */
  textProblemTest(kinds: readonly TextProblemKind[]): (key: RecordKey) => boolean {
    const wanted = problemBits(kinds);
    return (key) => (this.spellingBits(key) & wanted) !== 0;
  }

  /** Whether what was found in a text is to be reported: a text problem, or a word in a response that is misspelled. */
  isReported(finding: SpellingFinding): boolean {
    return this.isFlagged(finding) || (finding.mistake.kind !== 'unknownWord' && this.has(finding.key));
  }

  /** Whether what was found is among what its response is flagged for. */
  isFlagged({ key, response, mistake }: SpellingFinding): boolean {
    const at = this.blocks.find(key);
    if (at?.batch.spelling?.misspelled[at.batch.firstResponse[at.record] + response - 1] !== 1) return false;
    if (mistake.kind !== 'unknownWord') return FLAGGED_PROBLEMS.includes(mistake.kind);
    return !this.spelling.isAccepted(mistake.language, mistake.word);
  }

  /** Whether the record asks for the user's eyes: a response is flagged, or the record cannot be read. */
  flagged(key: RecordKey): boolean {
    const block = this.blocks.get(numberOf(key));
    if (!block?.flagged) return false;
    return isThere(block, slotOf(key)) && isFlagged(block.batch, slotOf(key));
  }

  /** Changes something of a record that it is counted by. */
  recount(block: Block, slot: number, change: () => void): void {
    this.count(block, slot, -1);
    change();
    this.count(block, slot, 1);
  }

  /**
   * Sets verdicts in a block.
   * @param records by place in the block, where there are any.
   * @param stateAfter of a record that is set, from its state before; `undefined` leaves it as it is.
   */
  private put(
    number: number,
    records: readonly (RecordPlace | undefined)[],
    stateAfter: (state: number) => number | undefined,
  ): void {
    const block = this.blocks.obtain(number);
    const { batch } = block;
    const states = statesOf(block);
    const places = Array.from({ length: Math.max(batch.problems.length, records.length) }, (_, record) =>
      record < batch.problems.length ? { batch, record } : undefined,
    );
    const changed: number[] = [];
    records.forEach((record, slot) => {
      const state = record && stateAfter(states[slot]);
      if (state === undefined) return;
      this.count(block, slot, -1);
      places[slot] = record;
      states[slot] = state;
      changed.push(slot);
    });
    block.batch = repackVerdicts(number * BATCH_RECORDS, places);
    block.states = states;
    for (const slot of changed) this.count(block, slot, 1);
  }

  private spellingBits(key: RecordKey): number {
    const at = this.blocks.find(key);
    if (!at?.batch.spelling) return 0;
    const { firstResponse, spelling } = at.batch;
    return problemsIn(spelling, firstResponse[at.record], firstResponse[at.record + 1]);
  }

  private *mark(keys: Iterable<RecordKey>, stateAfter: (state: number) => number): Generator<void, void, void> {
    let marked = 0;
    for (const key of keys) {
      if (++marked % MARKED_IN_STEP === 0) yield;
      const slot = slotOf(key);
      const block = this.blocks.obtain(numberOf(key));
      this.count(block, slot, -1);
      block.states ??= statesOf(block);
      block.states[slot] = stateAfter(block.states[slot]);
      this.count(block, slot, 1);
    }
  }

  /** Counts a record if it is there, or with -1 takes it out of all counts. */
  private count(block: Block, record: number, by: 1 | -1): void {
    if (!isThere(block, record)) return;
    const { batch } = block;
    if (isFlagged(batch, record)) block.flagged += by;
    this.counted.count(batch, record, by);
    this.spelling.count(batch.first + record, batch, record, by);
  }
}
