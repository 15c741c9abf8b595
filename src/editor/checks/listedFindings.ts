import type { Finding } from '../../checks/finding';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { RecordOrder } from '../../dataset/edits/recordOrder';

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

  renumber(newKeys: NewKeys): void {
    this.all = this.all.flatMap((finding) => {
      const key = newKeys.of(finding.key);
      return key === undefined ? [] : [{ ...finding, key }];
    });
  }
}

/**
 * Findings in the order of the dataset; none of deleted records.
 * @param lineByLine whether records lie one to a line, so that each finding's line is its record's place.
 */
export function inOrder(findings: readonly Finding[], order: RecordOrder, lineByLine: boolean): Finding[] {
  return findings
    .map((finding) => ({ finding, position: order.positionOf(finding.key) }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position)
    .map(({ finding, position }) => (lineByLine ? { ...finding, line: position + 1 } : finding));
}
