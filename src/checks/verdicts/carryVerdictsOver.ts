import { BATCH_RECORDS, type RecordPlace, repackVerdicts } from './verdictBatch';
import type { PartlyChecked } from './verdictBlock';

/**
 * Verdicts kept of a file as it was, for the file as it is now: those of records that have the same bytes, wherever
 * they stand now. The others are not checked.
 * @param kept in the order of the file as it was, without gaps.
 * @param hashes the `contentHash` of each record as it is now.
 */
export function* carryVerdictsOver(kept: readonly PartlyChecked[], hashes: Float64Array): Iterable<PartlyChecked> {
  const before = new KeptRecords(kept);
  let place = -1;
  for (let first = 0; first < hashes.length; first += BATCH_RECORDS) {
    const checked = new Uint8Array(Math.min(BATCH_RECORDS, hashes.length - first));
    const records = Array.from(checked, (_, slot): RecordPlace | undefined => {
      // Most often it follows the same record as before.
      place = before.find(hashes[first + slot], place + 1);
      if (place < 0) return undefined;
      checked[slot] = 1;
      return { batch: kept[Math.floor(place / BATCH_RECORDS)].batch, record: place % BATCH_RECORDS };
    });
    yield { batch: repackVerdicts(first, records), checked: checked.includes(0) ? checked : undefined };
  }
}

/** What stands for a record that has not been checked: no hash is negative. */
const NOT_CHECKED = -1;

/** Records with verdicts, to be found by the hashes of their bytes. */
class KeptRecords {
  /** By place. */
  private readonly hashes: Float64Array;
  private table: HashTable | undefined;

  constructor(kept: readonly PartlyChecked[]) {
    this.hashes = new Float64Array(kept.reduce((sum, { batch }) => sum + batch.problems.length, 0));
    let at = 0;
    for (const { batch, checked } of kept) {
      for (let record = 0; record < batch.problems.length; record++) {
        this.hashes[at++] = checked?.[record] === 0 ? NOT_CHECKED : batch.hash[record];
      }
    }
  }

  /** @param guess where it may be. @returns -1 when there is none with that hash that was checked. */
  find(hash: number, guess: number): number {
    if (this.hashes[guess] === hash) return guess;
    this.table ??= new HashTable(this.hashes);
    return this.table.find(hash);
  }
}

/** 2^32 divided by the golden ratio: its multiples lie far apart (Knuth, The Art of Computer Programming 3, 6.4). */
const GOLDEN = 0x9e3779b1;

/** Places by the hashes that they have, in open addressing. Of places that have the same one, any stands for all. */
class HashTable {
  /** By the hash's slot, or the next free one after that: 1 + the place. */
  private readonly slots: Uint32Array;
  private readonly shift: number;

  constructor(private readonly hashes: Float64Array) {
    const bits = Math.max(1, Math.ceil(Math.log2(2 * hashes.length + 2)));
    this.slots = new Uint32Array(2 ** bits);
    this.shift = 32 - bits;
    hashes.forEach((hash, place) => {
      if (hash !== NOT_CHECKED) this.slots[this.slotOf(hash)] = 1 + place;
    });
  }

  /** @returns -1 when there is none. */
  find(hash: number): number {
    return this.slots[this.slotOf(hash)] - 1;
  }

  private slotOf(hash: number): number {
    const { slots, hashes } = this;
    // All bits of the hash count: hashes that differ in some alone must not crowd together.
    let slot = Math.imul(hash ^ Math.floor(hash / 2 ** 32), GOLDEN) >>> this.shift;
    while (slots[slot] && hashes[slots[slot] - 1] !== hash) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }
}
