import { atOnce } from './atOnce';
import { isAdded, type RecordKey } from './recordKey';
import type { Keys } from './recordOrder';

/** How many records are looked at in one step. */
const STEP = 2 ** 14;

/** The keys that records have after a save that has changed their order: their places in the new file. */
export class NewKeys {
  /** By old key of the file, and of added records: 1 + the new key; 0 for a record that is not in the new file. */
  private readonly ofFile: Uint32Array;
  private readonly ofAdded = new Map<RecordKey, RecordKey>();
  /** The old file's records that are not in the new one. */
  readonly gone: RecordKey[] = [];

  private constructor(
    /** Of the new file's records, in its order. */
    readonly oldKeys: Uint32Array,
    baseCount: number,
  ) {
    this.ofFile = new Uint32Array(baseCount);
  }

  /**
   * @param oldKeys of the new file's records, in its order.
   * @param baseCount how many records the old file has.
   */
  static of(oldKeys: Uint32Array, baseCount: number): NewKeys {
    return atOnce(NewKeys.making(oldKeys, baseCount));
  }

  /** The same step by step. */
  static *making(oldKeys: Uint32Array, baseCount: number): Generator<void, NewKeys, void> {
    const keys = new NewKeys(oldKeys, baseCount);
    for (let from = 0; from < oldKeys.length; from += STEP) {
      keys.take(from, oldKeys.subarray(from, from + STEP));
      yield;
    }
    for (let from = 0; from < baseCount; from += STEP) {
      keys.findGone(from, Math.min(baseCount, from + STEP));
      yield;
    }
    return keys;
  }

  private take(first: RecordKey, oldKeys: Uint32Array): void {
    for (let at = 0; at < oldKeys.length; at++) {
      const old = oldKeys[at];
      if (isAdded(old)) this.ofAdded.set(old, 1 + first + at);
      else this.ofFile[old] = 1 + first + at;
    }
  }

  private findGone(from: RecordKey, to: RecordKey): void {
    for (let old = from; old < to; old++) if (this.ofFile[old] === 0) this.gone.push(old);
  }

  /**
   * The record's new key; `undefined` for one that was in the old file and is not in the new one. Records that have
   * been added since the save began are in no file yet, and keep their keys.
   */
  of(old: RecordKey): RecordKey | undefined {
    const place = isAdded(old) ? this.ofAdded.get(old) : this.ofFile[old];
    if (place) return place - 1;
    return isAdded(old) ? old : undefined;
  }
}

/** Gives every record a new key, also those that are not in the new file. */
export class Renumbering {
  private readonly leftOut = new Map<RecordKey, RecordKey>();

  /** @param freshKey gives the key of a record that was in the old file and is not in the new one. */
  constructor(
    private readonly keys: NewKeys,
    private readonly freshKey: () => RecordKey,
  ) {}

  newKey(old: RecordKey): RecordKey {
    const known = this.keys.of(old) ?? this.leftOut.get(old);
    if (known !== undefined) return known;
    const fresh = this.freshKey();
    this.leftOut.set(old, fresh);
    return fresh;
  }

  newKeys(old: Uint32Array): Uint32Array;
  newKeys(old: Keys): RecordKey[] | Uint32Array;
  newKeys(old: Keys): RecordKey[] | Uint32Array {
    // Most edits concern one record: a typed array would be several times as large.
    return old instanceof Uint32Array ? old.map((key) => this.newKey(key)) : old.map((key) => this.newKey(key));
  }
}
