import { KeySet } from '../../dataset/edits/keySet';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Keys, RecordOrder } from '../../dataset/edits/recordOrder';
import { firstAtOrAfter } from './recordFilter';

/** Up to so many records that are looked at again are taken out one by one. */
const FEW = 64;

/**
 * The records that a search has found, where some of them are edited while it runs or afterwards. There may be millions,
 * which come in thousands of batches: no batch may cost more for those before it.
 */
export class FoundKeys {
  /** As the search has found them, ascending, without those that were looked at again. */
  private searched: RecordKey[] = [];
  /** Records that were looked at again: what the search said or will say of them is void. */
  private readonly lookedAt = new KeySet();
  /** Those of them that match. */
  private readonly matching = new KeySet();
  private merged: readonly RecordKey[] | undefined;
  /** Positions of the first of `ascending`, where they are not the keys themselves; and how many those are. */
  private located: { readonly positions: Float64Array; readonly keys: number } | undefined;

  /** @param keys ascending, after those that were added before. */
  add(keys: readonly RecordKey[]): void {
    for (const key of keys) if (!this.lookedAt.has(key)) this.searched.push(key);
    if (this.lookedAt.size > 0) this.forget();
  }

  /** Records have been edited: some of them match now, the others do not. */
  lookedAgain(keys: Keys, matching: Keys): void {
    this.lookedAt.addAll(keys);
    for (const key of keys) this.matching.delete(key);
    this.matching.addAll(matching);
    this.takeOut(keys);
    this.forget();
  }

  /** Records have been added, deleted or moved. */
  moved(): void {
    this.located = undefined;
  }

  get ascending(): readonly RecordKey[] {
    if (this.lookedAt.size === 0) return this.searched;
    return (this.merged ??= this.merge());
  }

  /** Where the records stand, ascending; deleted ones nowhere. To be read before more is found. */
  positions(order: RecordOrder): ArrayLike<number> {
    const keys = this.ascending;
    if (order.isIdentity) {
      const isAllThere = keys.length === 0 || keys[keys.length - 1] < order.count;
      return isAllThere ? keys : keys.slice(0, firstAtOrAfter(keys, order.count));
    }
    const before = this.located ?? { positions: new Float64Array(), keys: 0 };
    if (before.keys < keys.length || !this.located) {
      const more = Float64Array.from(keys.slice(before.keys), (key) => order.positionOf(key)).filter((at) => at >= 0);
      this.located = { positions: mergedAscending(before.positions, more.sort()), keys: keys.length };
    }
    return this.located.positions;
  }

  private forget(): void {
    this.merged = undefined;
    this.located = undefined;
  }

  private takeOut(keys: Keys): void {
    const { searched } = this;
    if (keys.length > FEW) {
      this.searched = searched.filter((key) => !this.lookedAt.has(key));
      return;
    }
    for (const key of keys) {
      const at = firstAtOrAfter(searched, key);
      if (searched[at] === key) searched.splice(at, 1);
    }
  }

  private merge(): readonly RecordKey[] {
    const others = Uint32Array.from(this.matching);
    const merged: RecordKey[] = [];
    let next = 0;
    for (const key of this.searched) {
      while (next < others.length && others[next] < key) merged.push(others[next++]);
      merged.push(key);
    }
    while (next < others.length) merged.push(others[next++]);
    return merged;
  }
}

function mergedAscending(some: Float64Array, others: Float64Array): Float64Array {
  const merged = new Float64Array(some.length + others.length);
  let next = 0;
  let filled = 0;
  for (const number of some) {
    while (next < others.length && others[next] < number) merged[filled++] = others[next++];
    merged[filled++] = number;
  }
  merged.set(others.subarray(next), filled);
  return merged;
}
