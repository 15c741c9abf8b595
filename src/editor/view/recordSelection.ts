import { NO_RECORD, type RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { RecordList } from './recordList';

/** The records that the user has selected. One of them is shown in full: keys and steps start from it. */
export class RecordSelection {
  private set: ReadonlySet<RecordKey> | undefined = new Set();
  /** Where there is no set yet: it is made when it is needed, which for a million records takes its time. */
  private unset: Uint32Array = new Uint32Array();
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
    return this.set?.size ?? this.unset.length;
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
    this.set = undefined;
    this.unset = list.keys();
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
  keep(exists: (key: RecordKey) => boolean): void {
    this.keys = new Set(Array.from(this.keys).filter(exists));
    if (this.anchor !== undefined && !exists(this.anchor)) this.anchor = undefined;
    if (this.lead !== undefined && !exists(this.lead)) this.lead = undefined;
  }

  /** Calls the same records by their new keys. */
  rename(newKeys: NewKeys): void {
    const { set, unset, anchor, lead } = this;
    const renamed = Uint32Array.from(set ?? unset, (key) => newKeys.of(key) ?? NO_RECORD);
    this.set = undefined;
    this.unset = renamed.filter((key) => key !== NO_RECORD);
    this.known = undefined;
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
    for (const row of this.rowsIn(list)) {
      const last = ranges.at(-1);
      if (last?.[1] === row - 1) last[1] = row;
      else ranges.push([row, row]);
    }
    this.known = { list, ranges };
    return ranges;
  }

  private rowsIn(list: RecordList): Float64Array {
    return Float64Array.from(this.keys, (key) => list.rowOf(key)).filter((row) => row >= 0).sort();
  }

  private get keys(): ReadonlySet<RecordKey> {
    return (this.set ??= new Set(this.unset));
  }

  private set keys(keys: ReadonlySet<RecordKey>) {
    this.set = keys;
    this.unset = new Uint32Array();
    this.known = undefined;
  }
}
