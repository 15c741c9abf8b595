import type { Finding } from '../checks/finding';
import type { RecordKey } from '../dataset/edits/recordKey';

/** Flagged findings, as many as the Problems panel may list; in no order. */
export class ListedFindings {
  /** Another list whenever any of it changes. */
  all: readonly Finding[] = [];

  /** @param limit the most that may be listed. */
  constructor(private readonly limit: () => number) {}

  get hasRoom(): boolean {
    return this.all.length < this.limit();
  }

  add(found: readonly Finding[]): void {
    const room = this.limit() - this.all.length;
    if (found.length > 0 && room > 0) this.all = [...this.all, ...found.slice(0, room)];
  }

  /** Leaves out what is said of these records. */
  drop(keys: Iterable<RecordKey>): void {
    const dropped = new Set(keys);
    this.keep(({ key }) => !dropped.has(key));
  }

  keep(isKept: (finding: Finding) => boolean): void {
    const kept = this.all.filter(isKept);
    if (kept.length < this.all.length) this.all = kept;
  }

  clear(): void {
    this.all = [];
  }

  /** Records have new keys. @param newKey -1 for one that is no more. */
  renumber(newKey: (key: RecordKey) => RecordKey): void {
    this.all = this.all.flatMap((finding) => {
      const key = newKey(finding.key);
      return key < 0 ? [] : [{ ...finding, key }];
    });
  }
}
