import type { Finding } from '../../checks/finding';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
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

/**
 * What the Problems panel lists of findings, and how many flagged records it does not list: that takes a line of its own.
 * @param limit the most lines; with 0, nothing is said.
 */
export function problemsToList(
  findings: readonly Finding[],
  verdicts: Pick<VerdictStore, 'counts' | 'flagged'> | undefined,
  limit: number,
): { readonly shown: readonly Finding[]; readonly more: number } {
  const moreThan = (shown: readonly Finding[]) => {
    const flagged = new Set(shown.map(({ key }) => key).filter((key) => verdicts?.flagged(key)));
    return (verdicts?.counts.flagged ?? 0) - flagged.size;
  };
  const most = findings.slice(0, limit);
  if (limit === 0 || most.length < limit || moreThan(most) <= 0) return { shown: most, more: 0 };
  const shown = most.slice(0, limit - 1);
  return { shown, more: moreThan(shown) };
}
