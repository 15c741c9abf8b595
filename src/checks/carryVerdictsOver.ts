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
      return before.at(place);
    });
    yield { batch: repackVerdicts(first, records), checked: checked.includes(0) ? checked : undefined };
  }
}

/** Records with their verdicts, to be found by the hashes of their bytes. */
class KeptRecords {
  private readonly count: number;
  /** By the lower bits of the hash, or the next free one after that: 1 + the record's place. Made when first needed. */
  private table: Uint32Array | undefined;

  constructor(private readonly kept: readonly PartlyChecked[]) {
    this.count = kept.reduce((sum, { batch }) => sum + batch.problems.length, 0);
  }

  at(place: number): RecordPlace {
    return { batch: this.kept[Math.floor(place / BATCH_RECORDS)].batch, record: place % BATCH_RECORDS };
  }

  /** @param guess where it may be. @returns -1 when there is none with that hash that was checked. */
  find(hash: number, guess: number): number {
    if (guess < this.count && this.isChecked(guess) && this.hash(guess) === hash) return guess;
    this.table ??= this.makeTable();
    return this.table[this.slotOf(this.table, hash)] - 1;
  }

  private makeTable(): Uint32Array {
    const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * this.count + 2)));
    for (let place = 0; place < this.count; place++) {
      if (this.isChecked(place)) table[this.slotOf(table, this.hash(place))] = 1 + place;
    }
    return table;
  }

  /** The slot that has a record of that hash, or could have. Which one of several records has been taken is the same. */
  private slotOf(table: Uint32Array, hash: number): number {
    let slot = (hash & (table.length - 1)) >>> 0;
    while (table[slot] && this.hash(table[slot] - 1) !== hash) slot = (slot + 1) & (table.length - 1);
    return slot;
  }

  private hash(place: number): number {
    const { batch, record } = this.at(place);
    return batch.hash[record];
  }

  private isChecked(place: number): boolean {
    const { checked } = this.kept[Math.floor(place / BATCH_RECORDS)];
    return checked === undefined || checked[place % BATCH_RECORDS] === 1;
  }
}
