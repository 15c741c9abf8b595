import type { RecordKey } from '../dataset/edits/recordKey';

/** The records that a search has found, where some of them are edited while it runs or afterwards. */
export class FoundKeys {
  /** As the search has found them, ascending. */
  private readonly searched: RecordKey[] = [];
  /** Whether records match that were looked at again: what the search said or will say of them is void. */
  private readonly lookedAt = new Map<RecordKey, boolean>();
  private merged: readonly RecordKey[] | undefined;

  /** @param keys ascending, after those that were added before. */
  add(keys: readonly RecordKey[]): void {
    for (const key of keys) this.searched.push(key);
    this.merged = undefined;
  }

  /** Records have been edited: some of them match now, the others do not. */
  lookedAgain(keys: readonly RecordKey[], matching: readonly RecordKey[]): void {
    for (const key of keys) this.lookedAt.set(key, false);
    for (const key of matching) this.lookedAt.set(key, true);
    this.merged = undefined;
  }

  get ascending(): readonly RecordKey[] {
    if (this.lookedAt.size === 0) return this.searched;
    return (this.merged ??= this.merge());
  }

  private merge(): readonly RecordKey[] {
    const matching = [...this.lookedAt].filter(([, matches]) => matches);
    const others = Uint32Array.from(matching, ([key]) => key).sort();
    const merged: RecordKey[] = [];
    let next = 0;
    for (const key of this.searched) {
      if (this.lookedAt.has(key)) continue;
      while (next < others.length && others[next] < key) merged.push(others[next++]);
      merged.push(key);
    }
    while (next < others.length) merged.push(others[next++]);
    return merged;
  }
}
