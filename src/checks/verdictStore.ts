import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import type { RecordOrder } from '../dataset/edits/recordOrder';
import type { RecordProblemCode } from '../dataset/recordProblem';
import type { LanguageTag } from '../schema/schema';
import type { AcceptedWords } from './acceptedWords';
import type { SpellingFinding } from './finding';
import { FLAGGED_PROBLEMS } from './spelling/spellingJudge';
import { TEXT_PROBLEMS, type TextProblemKind } from './spelling/spellingVerdict';
import { problemBits } from './spellingColumns';
import { isMisspelled, problemsIn, SpellingCounts, unknownWordsOf } from './spellingCounts';
import type { UnknownWordPage, WantedUnknownWords } from './unknownWordTable';
import { BATCH_RECORDS, problemAt, type RecordPlace, repackVerdicts, type StoredVerdict, type VerdictBatch, verdictAt } from './verdictBatch';
import {
  type Block,
  CHECKED,
  isFlagged,
  isThere,
  numberOf,
  type PartlyChecked,
  placesOf,
  REMOVED,
  REPLACED,
  slotOf,
  statesFrom,
  statesOf,
  stateOf,
  worstOf,
} from './verdictBlock';
import { type RecordCounts, VerdictCounts, type VerdictTally } from './verdictCounts';

export { FLAGGED_VERDICTS } from './verdictBlock';

/**
 * The verdicts of a dataset's records by their keys, as they come in, batch by batch, in any order, and as records are
 * edited, added and deleted.
 */
export class VerdictStore {
  /** By number. */
  private readonly blocks = new Map<number, Block>();
  private readonly counted = new VerdictCounts();
  /** How the records are spelled, in numbers. */
  spelling = new SpellingCounts();

  /**
   * Takes verdicts of records as they are in the file. Those that have been replaced stay as they are, those that have
   * been removed do not count.
   * @param checkedBatch starts at a multiple of BATCH_RECORDS.
   * @param checked by record, where not all of the batch are.
   */
  add(checkedBatch: VerdictBatch, checked?: Uint8Array): void {
    const batch = this.spelling.take(checkedBatch);
    const number = numberOf(batch.first);
    if (this.blocks.has(number)) {
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
    this.mark(keys, (state) => state | REMOVED);
  }

  /** The records are there again, as they were when they were removed. */
  restore(keys: Iterable<RecordKey>): void {
    this.mark(keys, (state) => state & ~REMOVED);
  }

  /**
   * The store after a save that has given records new keys. This one must not be used any more.
   * @param oldKeys by new key, of all records of the new file.
   */
  renumbered(oldKeys: Uint32Array): VerdictStore {
    const renumbered = new VerdictStore();
    for (let first = 0; first < oldKeys.length; first += BATCH_RECORDS) {
      renumbered.take(numberOf(first), this, [...oldKeys.subarray(first, first + BATCH_RECORDS)]);
    }
    // Added records that have come since the save began are in no file yet.
    const saved = new Set(oldKeys.filter(isAdded));
    for (const number of this.blocks.keys()) {
      const keys = Array.from({ length: BATCH_RECORDS }, (_, slot) => number * BATCH_RECORDS + slot);
      if (isAdded(keys[0])) renumbered.take(number, this, keys.map((key) => (saved.has(key) ? undefined : key)));
    }
    renumbered.countLike(this);
    return renumbered;
  }

  get counts(): RecordCounts {
    return this.counted.all;
  }

  /** Every combination of languages that occurs, with its counts. */
  get tallies(): Iterable<VerdictTally> {
    return this.counted.tallies;
  }

  has(key: RecordKey): boolean {
    return this.at(key) !== undefined;
  }

  problem(key: RecordKey): RecordProblemCode | undefined {
    const at = this.at(key);
    return at && problemAt(at.batch, at.record);
  }

  /** The verdict that stands for the record; `undefined` when it is not checked or has no response. */
  verdict(key: RecordKey): StoredVerdict | undefined {
    const at = this.at(key);
    if (!at) return undefined;
    const worst = worstOf(at.batch, at.batch.firstResponse[at.record], at.batch.firstResponse[at.record + 1]);
    return worst < 0 ? undefined : verdictAt(at.batch, worst);
  }

  verdicts(key: RecordKey): StoredVerdict[] {
    const at = this.at(key);
    if (!at) return [];
    const verdicts: StoredVerdict[] = [];
    for (let r = at.batch.firstResponse[at.record]; r < at.batch.firstResponse[at.record + 1]; r++) {
      verdicts.push(verdictAt(at.batch, r));
    }
    return verdicts;
  }

  /** Whether one of the record's responses is flagged as misspelled. */
  isMisspelled(key: RecordKey): boolean {
    const at = this.at(key);
    if (!at?.batch.spelling) return false;
    const { firstResponse, spelling } = at.batch;
    return isMisspelled(spelling, firstResponse[at.record], firstResponse[at.record + 1]);
  }

  /** How many unknown words the record has in responses that are flagged as misspelled. */
  unknownInFlagged(key: RecordKey): number {
    const at = this.at(key);
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
    const at = this.at(key);
    return at ? new Set(unknownWordsOf(at)).size : 0;
  }

  /** Tells which records have one of these problems. */
  textProblemTest(kinds: readonly TextProblemKind[]): (key: RecordKey) => boolean {
    const wanted = problemBits(kinds);
    return (key) => (this.spellingBits(key) & wanted) !== 0;
  }

  /** Tells which records have an unknown word, whether it is accepted or not. */
  unknownWordTest(language: LanguageTag, word: string): (key: RecordKey) => boolean {
    const place = this.spelling.words.find(language, word);
    if (place === undefined) return () => false;
    return (key) => {
      const at = this.at(key);
      return at !== undefined && unknownWordsOf(at).includes(place);
    };
  }

  /**
   * Finds the records that have some unknown words, block by block.
   * @param found is told for each record which of the words it has, by their places among them.
   */
  *findUnknown(
    words: readonly { readonly language: LanguageTag; readonly word: string }[],
    found: (key: RecordKey, word: number) => void,
  ): Iterable<void> {
    const wanted = new Map(words.map(({ language, word }, at) => [this.spelling.words.find(language, word), at]));
    for (const [number, block] of this.blocks) {
      for (let slot = 0; slot < block.batch.problems.length; slot++) {
        if (!isThere(block, slot)) continue;
        for (const place of new Set(unknownWordsOf({ batch: block.batch, record: slot }))) {
          const word = wanted.get(place);
          if (word !== undefined) found(number * BATCH_RECORDS + slot, word);
        }
      }
      yield;
    }
  }

  /** How many different words are unknown. */
  get unknownWordCount(): number {
    return this.spelling.words.unknownCount;
  }

  /** Unknown words, of one language or of all, those in most records first. */
  unknownWords(wanted: WantedUnknownWords): UnknownWordPage {
    return this.spelling.words.page(wanted, (places) => this.recordsWith(places));
  }

  /**
   * From now on these words are accepted, and no others. Records are flagged by the baseline that there is, until
   * `judgeSpelling`.
   */
  acceptWords(accepted: AcceptedWords): void {
    const steps = this.acceptingWords(accepted)[Symbol.iterator]();
    while (!steps.next().done);
  }

  /**
   * The same step by step, between which records may come, change and go. All of it happens in the last step: until then
   * it can be left.
   */
  *acceptingWords(accepted: AcceptedWords): Iterable<void> {
    const { spelling } = this;
    const areAccepted = yield* spelling.words.areAccepted(accepted);
    const changed = spelling.words.changedBy(areAccepted);
    const affected: { block: Block; slot: number }[] = [];
    for (const block of this.blocks.values()) {
      if (!block.batch.spelling?.unknown.some((place) => changed[place] === 1)) continue;
      for (let slot = 0; slot < block.batch.problems.length; slot++) {
        const words = unknownWordsOf({ batch: block.batch, record: slot });
        if (words.some((place) => changed[place] === 1)) affected.push({ block, slot });
      }
    }
    for (const { block, slot } of affected) this.count(block, slot, -1);
    spelling.accept(accepted, areAccepted);
    for (const { block, slot } of affected) {
      spelling.judgeRecord(block.batch, slot);
      this.count(block, slot, 1);
    }
  }

  /**
   * Judges all records by the baseline of the dataset as it is now, to be done when a check has ended or words have
   * been accepted. Goes on step by step, between which records may come, change and go.
   */
  *judgeSpelling(): Iterable<void> {
    const { spelling, blocks } = this;
    const gatherer = spelling.startBaseline();
    for (const block of blocks.values()) {
      for (let slot = 0; slot < block.batch.problems.length; slot++) {
        if (isThere(block, slot)) spelling.gather(block.batch, slot, gatherer);
      }
      yield;
    }
    spelling.freezeJudge(gatherer);
    for (const block of blocks.values()) {
      for (let slot = 0; slot < block.batch.problems.length; slot++) this.judgeRecord(block, slot);
      yield;
    }
  }

  /** The places of the unknown words of some records in the table of all. */
  *unknownWordsOf(keys: Iterable<RecordKey>): Iterable<number> {
    for (const key of keys) {
      const at = this.at(key);
      if (at) yield* unknownWordsOf(at);
    }
  }

  /** Judges some records by the baseline that there is: more is known of their words. */
  judgeAgain(keys: Iterable<RecordKey>): void {
    for (const key of keys) {
      const block = this.blocks.get(numberOf(key));
      if (block && isThere(block, slotOf(key))) this.judgeRecord(block, slotOf(key));
    }
  }

  /** Whether what was found in a text is to be reported: a text problem, or a word in a response that is misspelled. */
  isReported(finding: SpellingFinding): boolean {
    return this.isFlagged(finding) || (finding.mistake.kind !== 'unknownWord' && this.has(finding.key));
  }

  /** Whether what was found is among what its response is flagged for. */
  isFlagged({ key, response, mistake }: SpellingFinding): boolean {
    const at = this.at(key);
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

  /**
   * The position of the nearest flagged record after `position`, or before it when `direction` is -1.
   * @param position may be -1, or the number of records, to look from an end.
   */
  nextFlagged(order: RecordOrder, position: number, direction: 1 | -1): number | undefined {
    if (this.counts.flagged === 0) return undefined;
    for (let at = position + direction; at >= 0 && at < order.count; ) {
      const stretch = Math.floor(at / BATCH_RECORDS);
      const start = stretch * BATCH_RECORDS;
      // In the order of the file, a stretch is a block.
      if (!order.isIdentity || this.blocks.get(stretch)?.flagged) {
        const keys = order.keys(start, start + BATCH_RECORDS);
        for (; at >= start && at < start + keys.length; at += direction) {
          if (this.flagged(keys[at - start])) return at;
        }
      }
      at = direction > 0 ? start + BATCH_RECORDS : start - 1;
    }
    return undefined;
  }

  /**
   * The keys of the records that are not checked, in the order of the dataset, up to BATCH_RECORDS at a time. Records
   * that are moved while it goes on may be passed over.
   */
  *unchecked(order: RecordOrder): Iterable<Uint32Array> {
    for (let start = 0; start < order.count; start += BATCH_RECORDS) {
      if (order.isIdentity && this.isWhole(start)) continue;
      const keys = order.keys(start, start + BATCH_RECORDS).filter((key) => !this.has(key));
      if (keys.length > 0) yield keys;
    }
  }

  /** The keys of the records that are flagged or have a problem, also one of their texts, in the order of the dataset, stretch by stretch. */
  *reported(order: RecordOrder): Iterable<Uint32Array> {
    for (let start = 0; start < order.count; start += BATCH_RECORDS) {
      const keys = order.keys(start, start + BATCH_RECORDS);
      yield keys.filter((key) => this.flagged(key) || this.problem(key) !== undefined || this.hasTextProblems(key));
    }
  }

  /**
   * All that is known of the file's records, in its order; also of those that are deleted, and not of added ones.
   * @param count how many records the file has.
   * @param isAsInFile whether what is known of the record is about the bytes that the file has of it.
   */
  *ofFile(count: number, isAsInFile: (key: RecordKey) => boolean): Iterable<PartlyChecked> {
    for (let first = 0; first < count; first += BATCH_RECORDS) {
      const block = this.blocks.get(numberOf(first));
      const checked = new Uint8Array(Math.min(BATCH_RECORDS, count - first));
      for (let slot = 0; slot < checked.length; slot++) {
        if (block && stateOf(block, slot) & CHECKED && isAsInFile(first + slot)) checked[slot] = 1;
      }
      const isWhole = !checked.includes(0) && block?.batch.problems.length === checked.length;
      if (isWhole) yield { batch: block.batch };
      else yield { batch: repackVerdicts(first, placesOf(block, checked)), checked };
    }
  }

  /** Whether all records of the block that begins with a key are checked, as can be told at once. */
  private isWhole(first: RecordKey): boolean {
    const block = this.blocks.get(numberOf(first));
    return block?.states === undefined && block?.batch.problems.length === BATCH_RECORDS;
  }

  private at(key: RecordKey): RecordPlace | undefined {
    const block = this.blocks.get(numberOf(key));
    return block && isThere(block, slotOf(key)) ? { batch: block.batch, record: slotOf(key) } : undefined;
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
    const block = this.block(number);
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

  /** Takes records of another store into a block of this one. @param keys there, by place in the block. */
  private take(number: number, from: VerdictStore, keys: readonly (RecordKey | undefined)[]): void {
    const block = this.block(number);
    const states = new Uint8Array(BATCH_RECORDS);
    const places = keys.map((key, slot): RecordPlace | undefined => {
      const old = key === undefined ? undefined : from.blocks.get(numberOf(key));
      if (!old || key === undefined) return undefined;
      states[slot] = stateOf(old, slotOf(key));
      return states[slot] & CHECKED ? { batch: old.batch, record: slotOf(key) } : undefined;
    });
    block.batch = repackVerdicts(number * BATCH_RECORDS, places);
    block.states = states;
  }

  /** Counts all records, which have come from another store. Where all of that one's have come, its counts are good. */
  private countLike(other: VerdictStore): void {
    let records = 0;
    this.forEachThere(() => records++);
    const isAll = records === other.counts.records;
    this.spelling = other.spelling.renumbered(isAll);
    if (isAll) this.counted.copy(other.counted);
    this.forEachThere((block, slot) => {
      if (!isAll) this.count(block, slot, 1);
      else if (isFlagged(block.batch, slot)) block.flagged++;
    });
  }

  private spellingBits(key: RecordKey): number {
    const at = this.at(key);
    if (!at?.batch.spelling) return 0;
    const { firstResponse, spelling } = at.batch;
    return problemsIn(spelling, firstResponse[at.record], firstResponse[at.record + 1]);
  }

  /** A record for each of the words that are wanted, by their places. */
  private recordsWith(places: ReadonlySet<number>): Map<number, RecordKey> {
    const found = new Map<number, RecordKey>();
    for (const [number, block] of this.blocks) {
      if (found.size === places.size) break;
      for (let slot = 0; slot < block.batch.problems.length; slot++) {
        if (!isThere(block, slot)) continue;
        for (const place of unknownWordsOf({ batch: block.batch, record: slot })) {
          if (places.has(place) && !found.has(place)) found.set(place, number * BATCH_RECORDS + slot);
        }
      }
    }
    return found;
  }

  private judgeRecord(block: Block, slot: number): void {
    if (!this.spelling.wouldChange(block.batch, slot)) return;
    this.count(block, slot, -1);
    this.spelling.judgeRecord(block.batch, slot);
    this.count(block, slot, 1);
  }

  private forEachThere(visit: (block: Block, slot: number) => void): void {
    for (const block of this.blocks.values()) {
      for (let slot = 0; slot < block.batch.problems.length; slot++) if (isThere(block, slot)) visit(block, slot);
    }
  }

  private mark(keys: Iterable<RecordKey>, stateAfter: (state: number) => number): void {
    for (const key of keys) {
      const slot = slotOf(key);
      const block = this.block(numberOf(key));
      this.count(block, slot, -1);
      block.states ??= statesOf(block);
      block.states[slot] = stateAfter(block.states[slot]);
      this.count(block, slot, 1);
    }
  }

  private block(number: number): Block {
    let block = this.blocks.get(number);
    if (!block) {
      block = { batch: repackVerdicts(number * BATCH_RECORDS, []), flagged: 0 };
      this.blocks.set(number, block);
    }
    return block;
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
