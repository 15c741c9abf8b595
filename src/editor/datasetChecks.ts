import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { BATCH_RECORDS } from '../checks/verdictBatch';
import { VerdictStore } from '../checks/verdictStore';
import type { EditedDataset } from '../dataset/edits/editedDataset';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { CheckedAmong, DatasetSession, WorkProgress } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import { progressDetail, WorkRate } from './progressText';

export interface CheckSettings {
  readonly language: LanguageOptions;
  /** The most findings that are kept. */
  readonly findings: number;
}

/** What the checks have found in a dataset, kept true as its records are edited. */
export class DatasetChecks implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Verdicts, findings or progress have changed. */
  readonly onDidChange = this.changed.event;
  /** Absent before the first check. */
  verdicts: VerdictStore | undefined;
  /** Flagged findings, as many as the Problems panel may list; in no order. */
  findings: readonly Finding[] = [];
  /** Whether the last check went through all records. */
  complete = false;
  progress: Progress | undefined;
  private running: AbortController | undefined;
  /** Records edited while a check runs, which may have read them before. */
  private readonly editedMeanwhile = new Set<RecordKey>();

  constructor(
    private readonly session: DatasetSession,
    private readonly dataset: EditedDataset,
    private readonly settings: () => CheckSettings,
  ) {}

  /**
   * Checks every record; a check under way is stopped first.
   * @returns false when it was cancelled.
   */
  async run(
    report: (progress: { increment: number; message: string }) => void,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    this.cancel();
    const controller = new AbortController();
    this.running = controller;
    this.editedMeanwhile.clear();
    const subscription = token.onCancellationRequested(() => controller.abort());
    const before = { verdicts: this.verdicts, findings: this.findings, complete: this.complete };
    const { language, findings: limit } = this.settings();
    const findings: Finding[] = [];
    this.verdicts = new VerdictStore();
    this.findings = findings;
    this.complete = false;
    let reported = 0;
    const rate = new WorkRate();
    const show = (progress: WorkProgress) => {
      const detail = progressDetail(progress, rate);
      const done = progress.of === 0 ? 1 : progress.done / progress.of;
      this.progress = { task: 'check', label: 'Checking language', done, detail };
      report({ increment: 100 * (done - reported), message: detail });
      reported = done;
    };
    show({ done: 0, of: this.session.index.count });
    this.changed.fire();
    try {
      // Deleted records are checked with the others, and then do not count.
      await this.session.indexed;
      this.verdicts.remove(this.dataset.deletedKeys());
      await this.session.check({
        language,
        findings: () => (this.findings.length < limit ? 'flagged' : 'none'),
        locale: vscode.env.language,
        signal: controller.signal,
        onBatch: (batch, found, progress) => {
          this.verdicts?.add(batch);
          this.addFindings(found);
          show(progress);
          this.changed.fire();
        },
      });
      await this.again(this.dataset.addedKeys(), controller.signal);
      await this.checkEditedMeanwhile();
      this.complete = true;
      return true;
    } catch (error) {
      if (controller.signal.aborted) {
        // Where the dataset is closed too, nobody wants to know.
        if (this.running === controller) await this.checkEditedMeanwhile().catch(() => undefined);
        return false;
      }
      Object.assign(this, before);
      throw error;
    } finally {
      subscription.dispose();
      if (this.running === controller) {
        this.running = undefined;
        this.progress = undefined;
      }
      this.changed.fire();
    }
  }

  cancel(): void {
    this.running?.abort();
  }

  /** Checks records that have been edited or added; nothing before the first check. */
  async again(keys: readonly RecordKey[], signal?: AbortSignal): Promise<void> {
    const { verdicts } = this;
    if (!verdicts || keys.length === 0) return;
    if (this.running) for (const key of keys) this.editedMeanwhile.add(key);
    const { language } = this.settings();
    const wanted = { language, findings: () => 'flagged' as const, locale: vscode.env.language, signal };
    await this.session.checkAmong(batchesOf(keys), keys.length, wanted, (checked) => {
      if (this.verdicts === verdicts) this.take(checked, verdicts);
    });
  }

  /** Records have been deleted: they count no more. */
  remove(keys: readonly RecordKey[]): void {
    this.verdicts?.remove(keys);
    this.dropFindings(keys);
    this.changed.fire();
  }

  /** Records that had been deleted are there again. */
  restore(keys: readonly RecordKey[]): void {
    this.verdicts?.restore(keys);
    this.changed.fire();
  }

  /**
   * Records have new keys.
   * @param oldKeys by the new ones.
   * @returns whether a check was under way: it spoke of the old keys, and has been stopped.
   */
  renumber(oldKeys: Uint32Array): boolean {
    const wasRunning = this.running !== undefined && !this.running.signal.aborted;
    this.cancel();
    this.verdicts = this.verdicts?.renumbered(oldKeys);
    const newKeys = new Map(this.findings.map(({ key }) => [key, -1]));
    oldKeys.forEach((old, key) => newKeys.has(old) && newKeys.set(old, key));
    this.findings = this.findings.flatMap((finding) => {
      const key = newKeys.get(finding.key) ?? -1;
      return key < 0 ? [] : [{ ...finding, key }];
    });
    this.changed.fire();
    return wasRunning;
  }

  forget(): void {
    this.cancel();
    this.verdicts = undefined;
    this.findings = [];
    this.complete = false;
    this.changed.fire();
  }

  dispose(): void {
    this.cancel();
    this.changed.dispose();
  }

  private async checkEditedMeanwhile(): Promise<void> {
    const keys = [...this.editedMeanwhile].filter((key) => this.dataset.order.positionOf(key) >= 0);
    this.editedMeanwhile.clear();
    await this.again(keys);
  }

  private take({ keys, batch, findings }: CheckedAmong, verdicts: VerdictStore): void {
    verdicts.replaceAll(keys, batch);
    this.dropFindings(keys);
    this.addFindings(findings);
    this.changed.fire();
  }

  private addFindings(found: readonly Finding[]): void {
    const room = this.settings().findings - this.findings.length;
    if (found.length > 0 && room > 0) this.findings = [...this.findings, ...found.slice(0, room)];
  }

  private dropFindings(keys: Iterable<RecordKey>): void {
    const dropped = new Set(keys);
    if (this.findings.some(({ key }) => dropped.has(key))) {
      this.findings = this.findings.filter(({ key }) => !dropped.has(key));
    }
  }
}

function* batchesOf(keys: readonly RecordKey[]): Iterable<Uint32Array> {
  for (let from = 0; from < keys.length; from += BATCH_RECORDS) {
    yield Uint32Array.from(keys.slice(from, from + BATCH_RECORDS));
  }
}
