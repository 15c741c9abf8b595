import { isAdded, NO_RECORD, type RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import { firstPlace } from './recordFilter';

/** To look for the places of more records takes longer than to go through all of the dataset. */
const MANY = 1_000;

/** The records in the list: all of the dataset, or those that pass the filters; in the order of the dataset. */
export class RecordList {
  /** @param filtered absent when there are no filters. */
  constructor(
    private readonly order: RecordOrder,
    private readonly filtered?: Uint32Array,
  ) {}

  get count(): number {
    return this.filtered ? this.filtered.length : this.order.count;
  }

  keyAt(row: number): RecordKey {
    return this.filtered ? this.filtered[row] : this.order.keyAt(row);
  }

  /** Keys from one row up to but not including another. */
  keys(from = 0, to = this.count): Uint32Array {
    return this.filtered ? this.filtered.slice(from, to) : this.order.keys(from, Math.min(to, this.count));
  }

  /** A record's place in the list, -1 when it is not there. */
  rowOf(key: RecordKey): number {
    const position = this.order.positionOf(key);
    if (position < 0 || !this.filtered) return position;
    const row = this.firstRowFrom(position);
    return row < this.count && this.filtered[row] === key ? row : -1;
  }

  /** The first row whose record does not come before a position in the dataset. */
  firstRowFrom(position: number): number {
    const { filtered, order } = this;
    if (!filtered) return Math.min(position, this.count);
    return firstPlace(filtered.length, (row) => order.positionOf(filtered[row]) >= position);
  }

  /**
   * The nearest listed one of some records after a place in the dataset, or before it, going round at the end.
   * @param position may be -1, or the number of records, to look from an end.
   */
  nextOf(keys: Iterable<RecordKey>, position: number, direction: 1 | -1): RecordKey | undefined {
    const positions = Array.from(keys, (key) => (this.rowOf(key) < 0 ? -1 : this.order.positionOf(key)))
      .filter((at) => at >= 0)
      .sort((a, b) => (a - b) * direction);
    const next = positions.find((at) => (at - position) * direction > 0) ?? positions[0];
    return next === undefined ? undefined : this.order.keyAt(next);
  }

  /** The list after records have been deleted or moved: without the ones, and the others in their new order. */
  afterMoves(order: RecordOrder): RecordList {
    const { filtered } = this;
    if (!filtered) return new RecordList(order);
    if (filtered.length > MANY) return new RecordList(order, inOrder(filtered, order));
    const positions = Float64Array.from(filtered, (key) => order.positionOf(key)).filter((at) => at >= 0);
    return new RecordList(order, Uint32Array.from(positions.sort(), (position) => order.keyAt(position)));
  }

  /** The same list after its records have got other keys, without those that are no more. */
  renamed(newKeys: NewKeys, order: RecordOrder): RecordList {
    const renamed = this.filtered?.map((key) => newKeys.of(key) ?? NO_RECORD);
    return new RecordList(order, renamed?.filter((key) => key !== NO_RECORD));
  }
}

/** Those of the records that are there, in the order of the dataset. */
function inOrder(keys: Uint32Array, order: RecordOrder): Uint32Array {
  const ofFile = new Uint8Array(order.baseCount);
  const added = new Set<RecordKey>();
  for (const key of keys) {
    if (isAdded(key)) added.add(key);
    else ofFile[key] = 1;
  }
  const all = order.keys(0, order.count);
  let length = 0;
  for (const key of all) if (isAdded(key) ? added.has(key) : ofFile[key]) all[length++] = key;
  return all.slice(0, length);
}
