import { isAdded, type RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import { BATCH_RECORDS, type RecordPlace, repackVerdicts } from './verdictBatch';
import { type Block, CHECKED, isFlagged, isThere, numberOf, slotOf, stateOf } from './verdictBlock';
import type { BlocksToCome, VerdictBlocks } from './verdictBlocks';

/** The blocks of records that have new keys, made of the old ones: those must not change any more. */
export class RenumberedBlocks implements BlocksToCome {
  readonly ofFile: number;
  readonly added: readonly number[];

  constructor(
    private readonly old: VerdictBlocks,
    private readonly newKeys: NewKeys,
  ) {
    this.ofFile = Math.ceil(newKeys.oldKeys.length / BATCH_RECORDS);
    this.added = Array.from(old, ([number]) => number).filter((number) => isAdded(number * BATCH_RECORDS));
  }

  make(number: number): Block | undefined {
    const { oldKeys } = this.newKeys;
    const first = number * BATCH_RECORDS;
    const keys = isAdded(first) ? this.addedSince(first) : Array.from(oldKeys.subarray(first, first + BATCH_RECORDS));
    const same = this.old.get(number);
    const isSame = same && keys.length >= same.batch.problems.length && keys.every((key, slot) => key === first + slot);
    return isSame && (!same.states || keys.length === BATCH_RECORDS) ? same : this.taken(first, keys);
  }

  /** Added records of a block that are in no file yet. */
  private addedSince(first: RecordKey): (RecordKey | undefined)[] {
    return Array.from({ length: BATCH_RECORDS }, (_, slot) => {
      const key = first + slot;
      return this.newKeys.of(key) === key ? key : undefined;
    });
  }

  /** @param keys the old ones, by place in the new block. */
  private taken(first: RecordKey, keys: readonly (RecordKey | undefined)[]): Block {
    const states = new Uint8Array(BATCH_RECORDS);
    let number = -1;
    let old: Block | undefined;
    const places = keys.map((key, slot): RecordPlace | undefined => {
      if (key === undefined) return undefined;
      // Of neighbours, most were in the same block.
      if (numberOf(key) !== number) old = this.old.get((number = numberOf(key)));
      if (!old) return undefined;
      states[slot] = stateOf(old, slotOf(key));
      return states[slot] & CHECKED ? { batch: old.batch, record: slotOf(key) } : undefined;
    });
    const block: Block = { batch: repackVerdicts(first, places), states, flagged: 0 };
    for (let slot = 0; slot < places.length; slot++) {
      if (isThere(block, slot) && isFlagged(block.batch, slot)) block.flagged++;
    }
    return block;
  }
}
