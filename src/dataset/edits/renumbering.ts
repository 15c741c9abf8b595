import { ADDED, isAdded, type RecordKey } from './recordKey';
import type { Keys } from './recordOrder';

/** The keys that records have after a save: their places in the new file. */
export class Renumbering {
  /** By old key of the file, and of added records: 1 + the new key; 0 for a record that is not in the new file. */
  private readonly ofFile: Uint32Array;
  private readonly ofAdded: Uint32Array;
  private readonly leftOut = new Map<RecordKey, RecordKey>();

  /**
   * @param oldKeys of the new file's records, in its order.
   * @param freshKey gives the key of a record that was in the old file and is not in the new one.
   */
  constructor(
    oldKeys: Uint32Array,
    baseCount: number,
    private readonly freshKey: () => RecordKey,
  ) {
    let added = 0;
    for (const key of oldKeys) if (isAdded(key)) added = Math.max(added, key - ADDED + 1);
    this.ofFile = new Uint32Array(baseCount);
    this.ofAdded = new Uint32Array(added);
    oldKeys.forEach((key, position) => {
      if (isAdded(key)) this.ofAdded[key - ADDED] = position + 1;
      else this.ofFile[key] = position + 1;
    });
  }

  newKey(old: RecordKey): RecordKey {
    if (isAdded(old)) {
      const place = this.ofAdded[old - ADDED];
      return place ? place - 1 : old;
    }
    if (this.ofFile[old]) return this.ofFile[old] - 1;
    let fresh = this.leftOut.get(old);
    if (fresh === undefined) {
      fresh = this.freshKey();
      this.leftOut.set(old, fresh);
    }
    return fresh;
  }

  newKeys(old: Uint32Array): Uint32Array;
  newKeys(old: Keys): RecordKey[] | Uint32Array;
  newKeys(old: Keys): RecordKey[] | Uint32Array {
    // Most edits concern one record: a typed array would be several times as large.
    return old instanceof Uint32Array ? old.map((key) => this.newKey(key)) : old.map((key) => this.newKey(key));
  }
}
