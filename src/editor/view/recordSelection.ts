import { KeySet } from '../../dataset/edits/keySet';
import { NO_RECORD, type RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { RecordList } from './recordList';

/** To look up a record's row takes as long as to go through so many. */
const ROWS_FOR_ONE_LOOKED_UP = 32;

/** The records that the user has selected. One of them is shown in full: keys and steps start from it. */
export class RecordSelection {
  private keys = new KeySet();
  /** Where a range begins: the record selected last on its own. */
  private anchor: RecordKey | undefined;
  /** The record shown in full. */
  lead: RecordKey | undefined;
  /** Where the record shown in full stood in the list when that was last noted. */
  private leadRow = 0;
  /** How many selected records stood before it there. */
  private selectedBeforeLead = 0;
  /** As long as the same records are selected. */
  private known: { list: RecordList; ranges: [number, number][] } | undefined;

  get count(): number {
    return this.keys.size;
  }

  only(key: RecordKey): void {
    this.select([key]);
    this.anchor = this.lead = key;
  }

  toggle(key: RecordKey): void {
    if (!this.keys.delete(key)) this.keys.add(key);
    this.known = undefined;
    this.anchor = this.lead = key;
  }

  /** Selects all that are listed from the anchor to this record. */
  range(key: RecordKey, list: RecordList): void {
    const from = this.anchor === undefined ? -1 : list.rowOf(this.anchor);
    const to = list.rowOf(key);
    if (from < 0 || to < 0) return this.only(key);
    this.select(list.keys(Math.min(from, to), Math.max(from, to) + 1));
    this.lead = key;
  }

  all(list: RecordList): void {
    this.select(list.keys());
    this.known = { list, ranges: [[0, list.count - 1]] };
    if (this.lead === undefined || list.rowOf(this.lead) < 0) this.lead = this.anchor = list.keyAt(0);
  }

  /** Notes where the record shown in full stands, for what is to follow it once it is deleted. */
  noteLead(list: RecordList): void {
    const leadRow = this.lead === undefined ? -1 : list.rowOf(this.lead);
    if (leadRow < 0) return;
    this.leadRow = leadRow;
    this.selectedBeforeLead = this.ranges(list).reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(to + 1, leadRow) - from),
      0,
    );
  }

  /**
   * What follows the record shown in full, once that is deleted, perhaps together with the others that were selected:
   * the next one after it, so that none is passed over.
   */
  successor(list: RecordList): RecordKey | undefined {
    if (list.count === 0) return undefined;
    return list.keyAt(Math.max(0, Math.min(this.leadRow - this.selectedBeforeLead, list.count - 1)));
  }

  /** Forgets records that are no longer there. */
  drop(gone: Keys): void {
    for (const key of gone) {
      this.keys.delete(key);
      if (key === this.anchor) this.anchor = undefined;
      if (key === this.lead) this.lead = undefined;
    }
    this.known = undefined;
  }

  /** Calls the same records by their new keys. */
  rename(newKeys: NewKeys): void {
    const { anchor, lead } = this;
    const renamed = Uint32Array.from(this.keys, (key) => newKeys.of(key) ?? NO_RECORD);
    this.select(renamed.filter((key) => key !== NO_RECORD));
    this.anchor = anchor === undefined ? undefined : newKeys.of(anchor);
    this.lead = lead === undefined ? undefined : newKeys.of(lead);
  }

  /** The selected records that are in the list, in its order. */
  listed(list: RecordList): Uint32Array {
    const ranges = this.ranges(list);
    const keys = new Uint32Array(ranges.reduce((sum, [from, to]) => sum + to + 1 - from, 0));
    let filled = 0;
    for (const [from, to] of ranges) {
      keys.set(list.keys(from, to + 1), filled);
      filled += to + 1 - from;
    }
    return keys;
  }

  /** Their places in the list, ascending, as ranges with both ends included. */
  ranges(list: RecordList): [first: number, last: number][] {
    // Asked for again and again while nothing changes.
    if (this.known?.list === list) return this.known.ranges;
    const ranges: [number, number][] = [];
    const isMany = this.keys.size > list.count / ROWS_FOR_ONE_LOOKED_UP;
    for (const row of isMany ? this.rowsAmong(list) : this.rowsIn(list)) {
      const last = ranges.at(-1);
      if (last?.[1] === row - 1) last[1] = row;
      else ranges.push([row, row]);
    }
    this.known = { list, ranges };
    return ranges;
  }

  private *rowsAmong(list: RecordList): Iterable<number> {
    const listed = list.keys();
    for (let row = 0; row < listed.length; row++) if (this.keys.has(listed[row])) yield row;
  }

  private rowsIn(list: RecordList): Float64Array {
    return Float64Array.from(this.keys, (key) => list.rowOf(key)).filter((row) => row >= 0).sort();
  }

  private select(keys: Iterable<RecordKey>): void {
    this.keys = new KeySet(keys);
    this.known = undefined;
  }
}
