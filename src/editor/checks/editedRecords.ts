import { BATCH_RECORDS } from '../../checks/verdicts/verdictBatch';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import { KeySet } from '../../dataset/edits/keySet';
import { NO_RECORD, type RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { CheckedAmong, CheckRequest, DatasetSession } from '../../engine/datasetSession';
import { judgeEdited } from '../../engine/judgeSpelling';
import type { CheckFindings } from './checkFindings';

/** What the check of a dataset says of itself to those that check some of its records. */
export interface CheckInForce {
  /** A check of all records is under way. */
  readonly isRunning: boolean;
  /** What has to be asked of the session to check records as the others were. */
  request(signal?: AbortSignal): Omit<CheckRequest, 'onBatch'>;
}

/** Checks records again that have been edited or added, so that what is found is about what they are now. */
export class EditedRecords {
  /** Records being checked again, or that could not be, by the request for each that was last. */
  private readonly awaited = new Set<KeySet>();
  /** Records edited while a check runs, which may have read them before. */
  private readonly editedMeanwhile = new KeySet();
  /** Of each listing of findings that is under way: the records edited since it began. */
  private readonly editedSince = new Set<KeySet>();

  constructor(
    private readonly session: DatasetSession,
    private readonly dataset: EditedDataset,
    private readonly found: CheckFindings,
    private readonly check: CheckInForce,
  ) {}

  get isAnyAwaited(): boolean {
    return this.awaited.size > 0;
  }

  /** Whether the record's verdicts may be about what it was before it was edited. */
  isAwaited(key: RecordKey): boolean {
    for (const request of this.awaited) if (request.has(key)) return true;
    return false;
  }

  /** Checks records that have been edited or added; nothing before the first check. */
  async checkAgain(keys: Keys, signal?: AbortSignal): Promise<void> {
    const { found, check, session } = this;
    const { verdicts } = found;
    if (keys.length === 0) return;
    if (check.isRunning) this.editedMeanwhile.addAll(keys);
    for (const edited of this.editedSince) edited.addAll(keys);
    if (!verdicts || !found.check) return;
    const request = this.await(keys);
    const taken: CheckedAmong[] = [];
    await this.watching(async (isSame) => {
      await session.checkAmong(batchesOf(keys), keys.length, check.request(signal), (checked) => {
        if (found.verdicts !== verdicts) return;
        for (const key of checked.keys) request.delete(key);
        if (request.size === 0) this.awaited.delete(request);
        found.take(checked);
        taken.push(checked);
      });
      // A check that is under way judges at its end.
      if (!found.check?.spelling || check.isRunning) return;
      const isOther = await judgeEdited(verdicts, session, keys);
      if (!isOther || found.verdicts !== verdicts) return;
      found.version++;
      for (const { keys, findings } of taken) found.list(keys.filter(isSame), findings.filter(({ key }) => isSame(key)));
    });
  }

  /** A check begins. */
  forgetEditedMeanwhile(): void {
    this.editedMeanwhile.clear();
  }

  /** Checks the records that have been edited since the check has begun. */
  async checkEditedMeanwhile(): Promise<void> {
    const keys = this.present([...this.editedMeanwhile]);
    this.editedMeanwhile.clear();
    await this.checkAgain(keys);
  }

  /**
   * Lists what is found in these records now, and of others nothing: what a finding says lies in their texts, which
   * verdicts do not keep.
   */
  async listAgain(keys: readonly RecordKey[], signal?: AbortSignal): Promise<void> {
    const { found } = this;
    const { verdicts } = found;
    found.listNothingBut(keys);
    if (keys.length === 0) return;
    // What is listed of these records gives way to what comes: there is room for it.
    const request = { ...this.check.request(signal), findings: () => 'flagged' as const };
    // Those edited meanwhile have new findings.
    await this.watching(async (isSame) => {
      await this.session.checkAmong(batchesOf(keys), keys.length, request, (checked) => {
        if (found.verdicts !== verdicts) return;
        found.list(checked.keys.filter(isSame), checked.findings.filter(({ key }) => isSame(key)));
      });
    });
  }

  /** All is checked anew, or has been. */
  clear(): void {
    this.awaited.clear();
  }

  /** Records have new keys: verdicts on those that are awaited were to come by the old ones. */
  renumber(newKeys: NewKeys): void {
    const keys = Array.from(this.awaited, (request) => Array.from(request, (key) => newKeys.of(key) ?? NO_RECORD)).flat();
    this.awaited.clear();
    // Those that fail are awaited for good.
    this.checkAgain(this.present(keys)).catch(() => undefined);
  }

  private present(keys: readonly RecordKey[]): RecordKey[] {
    return keys.filter((key) => this.dataset.order.positionOf(key) >= 0);
  }

  /** From now on these are awaited by this request, and by none before. */
  private await(keys: Keys): KeySet {
    const request = new KeySet(keys);
    for (const before of this.awaited) {
      before.subtract(request);
      if (before.size === 0) this.awaited.delete(before);
    }
    this.awaited.add(request);
    return request;
  }

  /** Does something, and can tell meanwhile whether a record has not been edited since it began. */
  private async watching(work: (isSame: (key: RecordKey) => boolean) => Promise<void>): Promise<void> {
    const edited = new KeySet();
    this.editedSince.add(edited);
    try {
      await work((key) => !edited.has(key));
    } finally {
      this.editedSince.delete(edited);
    }
  }
}

function* batchesOf(keys: Keys): Iterable<Uint32Array> {
  for (let from = 0; from < keys.length; from += BATCH_RECORDS) {
    yield Uint32Array.from(keys.slice(from, from + BATCH_RECORDS));
  }
}
