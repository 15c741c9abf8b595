import type { RecordKey } from '../dataset/edits/recordKey';
import type { RecordList } from './recordList';

/** The records that the user has selected. One of them is shown in full: keys and steps start from it. */
export class RecordSelection {
  private keys = new Set<RecordKey>();
  /** Where a range begins: the record selected last on its own. */
  private anchor: RecordKey | undefined;
  /** The record shown in full. */
  lead: RecordKey | undefined;
  private known: { list: RecordList; keys: ReadonlySet<RecordKey>; ranges: [number, number][] } | undefined;

  get count(): number {
    return this.keys.size;
  }

  only(key: RecordKey): void {
    this.keys = new Set([key]);
    this.anchor = this.lead = key;
  }

  toggle(key: RecordKey): void {
    const keys = new Set(this.keys);
    if (!keys.delete(key)) keys.add(key);
    this.keys = keys;
    this.anchor = this.lead = key;
  }

  /** Selects all that are listed from the anchor to this record. */
  range(key: RecordKey, list: RecordList): void {
    const from = this.anchor === undefined ? -1 : list.rowOf(this.anchor);
    const to = list.rowOf(key);
    if (from < 0 || to < 0) return this.only(key);
    this.keys = new Set(list.keys(Math.min(from, to), Math.max(from, to) + 1));
    this.lead = key;
  }

  all(list: RecordList): void {
    this.keys = new Set(list.keys());
    if (this.lead === undefined || !this.keys.has(this.lead)) this.lead = this.anchor = list.keyAt(0);
  }

  /** Forgets records that are no longer there. */
  keep(exists: (key: RecordKey) => boolean): void {
    this.keys = new Set(Array.from(this.keys).filter(exists));
    if (this.anchor !== undefined && !exists(this.anchor)) this.anchor = undefined;
    if (this.lead !== undefined && !exists(this.lead)) this.lead = undefined;
  }

  /** Calls the same records by their new keys. @param oldKeys by the new ones. */
  rename(oldKeys: Uint32Array): void {
    const renamed = new Set<RecordKey>();
    const { keys, anchor, lead } = this;
    this.anchor = this.lead = undefined;
    oldKeys.forEach((old, key) => {
      if (keys.has(old)) renamed.add(key);
      if (old === anchor) this.anchor = key;
      if (old === lead) this.lead = key;
    });
    this.keys = renamed;
  }

  /** The selected records that are in the list, in its order. */
  listed(list: RecordList): Uint32Array {
    return Uint32Array.from(this.rowsIn(list), (row) => list.keyAt(row));
  }

  /** Their places in the list, ascending, as ranges with both ends included. */
  ranges(list: RecordList): [first: number, last: number][] {
    // Asked for again and again while nothing changes.
    if (this.known?.list === list && this.known.keys === this.keys) {
      return this.known.ranges;
    }
    const ranges: [number, number][] = [];
    for (const row of this.rowsIn(list)) {
      const last = ranges.at(-1);
      if (last?.[1] === row - 1) last[1] = row;
      else ranges.push([row, row]);
    }
    this.known = { list, keys: this.keys, ranges };
    return ranges;
  }

  private rowsIn(list: RecordList): Float64Array {
    return Float64Array.from(this.keys, (key) => list.rowOf(key)).filter((row) => row >= 0).sort();
  }
}
