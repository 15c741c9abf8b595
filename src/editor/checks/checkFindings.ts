import type { Finding } from '../../checks/finding';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import type { SpellingOptions } from '../../checks/spelling/spellingOptions';
import type { VerdictBatch } from '../../checks/verdicts/verdictBatch';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { CheckedAmong } from '../../engine/datasetSession';
import { inSlices } from '../../threads/slices';
import { ListedFindings } from './listedFindings';

/** How verdicts came about. */
export interface Check {
  readonly language: LanguageOptions;
  /** Absent where spelling is not checked. */
  readonly spelling?: SpellingOptions;
  /** `checkConditions` of that. */
  readonly conditions: string;
  /** Whether it went through all records. */
  readonly complete: boolean;
  /** When it ended, in milliseconds since 1970. */
  readonly time: number;
}

/** What the checks have found in a dataset: a verdict on each record that has been checked, and findings to be listed. */
export class CheckFindings {
  /** Absent before the first check. */
  verdicts: VerdictStore | undefined;
  /** The check that the verdicts are of. */
  check: Check | undefined;
  /** Whether the session can judge a record by itself as the verdicts do: it has checked some, or been told how to. */
  canJudge = false;
  /** Grows as verdicts change. */
  version = 0;
  private readonly listed: ListedFindings;

  /**
   * @param limit the most findings that are listed.
   * @param onChange verdicts or findings have changed; not called for each batch of a check, which shows its progress.
   */
  constructor(
    private readonly dataset: Pick<EditedDataset, 'order' | 'deletedKeys'>,
    limit: () => number,
    private readonly onChange: () => void,
  ) {
    this.listed = new ListedFindings(limit);
  }

  /** Flagged findings, as many as may be listed; in no order. */
  get all(): readonly Finding[] {
    return this.listed.all;
  }

  /** Whether more findings may be listed. */
  get hasRoom(): boolean {
    return this.listed.hasRoom;
  }

  /** How many records have no verdict that could have one. */
  get unchecked(): number {
    return this.verdicts ? Math.max(0, this.dataset.order.count - this.verdicts.counts.records) : 0;
  }

  /** Whether any record has been checked. */
  get hasSome(): boolean {
    return (this.verdicts?.counts.records ?? 0) > 0;
  }

  /** Puts others in the place of all that was found; deleted records among them do not count. */
  replaceBy(verdicts: VerdictStore | undefined, check: Check | undefined): void {
    verdicts?.remove(this.dataset.deletedKeys());
    Object.assign(this, { verdicts, check });
    this.listed.clear();
    this.changed();
  }

  /** Remembers what has been found. @returns a function that goes back to it. */
  remember(): () => void {
    const { verdicts, check, all } = this;
    return () => {
      Object.assign(this, { verdicts, check });
      this.listed.all = all;
      this.onChange();
    };
  }

  /** Takes what a check of all records has found next. */
  add(batch: VerdictBatch, findings: readonly Finding[]): void {
    this.version++;
    this.canJudge = true;
    this.verdicts?.add(batch);
    // What is misspelled will be known at the end.
    this.listed.add(findings.filter(({ check }) => check !== 'spelling'));
  }

  /** Takes what was found in some records in place of what was found in them before. */
  take({ keys, batch, findings }: CheckedAmong): void {
    this.version++;
    this.canJudge = true;
    this.verdicts?.replaceAll(keys, batch);
    this.list(keys, findings);
  }

  /** Lists what was found in some records in place of what was listed of them before. */
  list(keys: Iterable<RecordKey>, findings: readonly Finding[]): void {
    this.listed.drop(keys);
    this.listed.add(findings.filter((finding) => this.isListed(finding)));
    this.onChange();
  }

  /** Others than these records are to have no findings listed. */
  listNothingBut(keys: Iterable<RecordKey>): void {
    const kept = new Set(keys);
    this.listed.keep(({ key }) => kept.has(key));
  }

  /** Other records may be flagged for their spelling now. */
  judged(): void {
    this.listed.keep((finding) => this.isListed(finding));
    this.changed();
  }

  /** Verdicts have changed. */
  changed(): void {
    this.version++;
    this.onChange();
  }

  /** Records have been deleted: they count no more. */
  async remove(keys: Keys): Promise<void> {
    if (this.verdicts) await inSlices(this.verdicts.removing(keys));
    const { order } = this.dataset;
    this.listed.keep(({ key }) => order.positionOf(key) >= 0);
    this.changed();
  }

  /** Records that had been deleted are there again. */
  async restore(keys: Keys): Promise<void> {
    if (this.verdicts) await inSlices(this.verdicts.restoring(keys));
    this.changed();
  }

  renumber(newKeys: NewKeys): void {
    this.verdicts = this.verdicts?.renumbered(newKeys);
    this.listed.renumber(newKeys);
    this.changed();
  }

  private isListed(finding: Finding): boolean {
    return finding.check !== 'spelling' || (this.verdicts?.isReported(finding) ?? false);
  }
}
