import type { Disposable } from 'vscode';
import { keepVerdicts, type KeptHeader, KeptVerdictsError, readKeptVerdicts } from '../../checks/verdicts/keptVerdicts';
import type { PartlyChecked } from '../../checks/verdicts/verdictBlock';
import { verdictsOfFile } from '../../checks/verdicts/verdictsOfFile';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import { type Fingerprint, isUntouched } from '../../dataset/saving/fingerprint';
import type { DatasetSession } from '../../engine/datasetSession';
import { Pace } from '../../threads/pace';
import { sayKeeping } from '../keepingMessages';
import type { DatasetChecks } from './datasetChecks';
import type { FindingsStorage } from './findingsStorage';

/** So many records that have changed are checked without being asked, as edited ones are. */
const CHECKED_UNASKED = 5_000;
/** How soon after a check or a save findings are written, and after all else, in milliseconds. */
const SOON = 500;
const LATER = 30_000;

/**
 * Keeps what the checks find in one dataset from one time that it is open to the next. What is kept is about the
 * records as they are in the file.
 */
export class KeptFindings implements Disposable {
  private readonly subscription: Disposable;
  private wasRunning = false;
  private isDisposed = false;
  private hasFailed = false;
  private timer: NodeJS.Timeout | undefined;
  private due = 0;
  private writing: Promise<void> = Promise.resolve();
  /** What was written last. */
  private written: { readonly version: number; readonly base: Fingerprint | undefined };

  /**
   * @param name by which they are kept.
   * @param isEditing whether an edit is being made that verdicts do not follow yet.
   * @param base the file that the records' keys are places in.
   */
  constructor(
    private readonly storage: FindingsStorage,
    private readonly name: string,
    private readonly session: DatasetSession,
    private readonly dataset: EditedDataset,
    private readonly checks: DatasetChecks,
    private readonly isEditing: () => boolean,
    private base: Fingerprint | undefined,
  ) {
    this.written = { version: checks.version, base };
    this.subscription = checks.onDidChange(() => this.follow());
  }

  /**
   * Takes up what was kept, where it was found as it would be found now, and checks what has changed since if it is
   * little. Only a file that has changed is read.
   * @throws Error when that cannot be checked.
   */
  async open(): Promise<void> {
    const bytes = await this.storage.read(this.name);
    if (!bytes) return;
    try {
      await this.take(bytes);
    } catch (error) {
      const { name, message } = error as Error;
      if (name !== KeptVerdictsError.name) throw error;
      console.warn(`Paddock: what was kept of ${this.name} is left aside. ${message}`);
      await this.storage.remove(this.name);
    }
  }

  /** The file is another now, with the dataset as edited. */
  moveTo(base: Fingerprint | undefined): void {
    this.base = base;
    this.writeIn(SOON);
  }

  /** Writes what has been found, if it has not been written yet. Where that fails, it is said, and tried again later. */
  write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeNow()).then(
      () => this.tell(undefined),
      (error: Error) => this.tell(error),
    );
    return this.writing;
  }

  /** Writes what has been found for the last time. */
  close(): Promise<void> {
    if (this.isDisposed) return this.writing;
    this.isDisposed = true;
    this.subscription.dispose();
    return this.write();
  }

  dispose(): void {
    void this.close();
  }

  private tell(failure: Error | undefined): void {
    if (failure) this.writeIn(LATER);
    if (this.hasFailed === (failure !== undefined)) return;
    this.hasFailed = failure !== undefined;
    sayKeeping('Findings', this.name, failure);
  }

  private async take(bytes: SharedArrayBuffer): Promise<void> {
    const { base, checks } = this;
    const { header } = readKeptVerdicts(new Uint8Array(bytes));
    if (header.uri !== this.name) throw new KeptVerdictsError('It is of another file.');
    // Where the model is gone, nothing can be judged as before.
    const ways = await Promise.all([checks.conditions(false), checks.conditions(true)]).catch(() => []);
    const now = ways.find(({ conditions }) => conditions === header.conditions);
    if (!base || !now) return;
    const isSame = isUntouched(header.base, base);
    const kept = isSame ? bytes : await this.carriedOver(bytes, base);
    const batches = kept && (await read(kept));
    if (!batches || this.isDisposed) return;
    const { complete, time } = header;
    if (!(await checks.takeKept(batches, { ...now, complete, time }))) return;
    if (isSame) this.written = { version: checks.version, base };
    await Promise.all([checks.prepareToJudge(), this.checkChanged(isSame ? header.records : undefined)]);
    if (!this.isDisposed) await checks.findAgain();
  }

  /** @param expected how many records the file must have, where it counts as the same. */
  private async checkChanged(expected: number | undefined): Promise<void> {
    const { checks, session } = this;
    await session.indexed;
    if (expected !== undefined && expected !== session.index.count) {
      checks.forget();
      throw new KeptVerdictsError('It is of another number of records.');
    }
    const isLittle = checks.unchecked > 0 && checks.unchecked <= CHECKED_UNASKED;
    if (checks.check?.complete && isLittle && !checks.isRunning) await checks.run();
  }

  /** @returns `undefined` when the user has had enough of it. */
  private async carriedOver(bytes: SharedArrayBuffer, base: Fingerprint): Promise<SharedArrayBuffer | undefined> {
    let carried: SharedArrayBuffer | undefined;
    await this.checks.working({ label: 'Looking for changed records' }, async (signal, onProgress) => {
      carried = await this.session.carryKeptOver(bytes, base, { signal, onProgress });
    });
    return carried;
  }

  private follow(): void {
    const { isRunning } = this.checks;
    const hasEnded = this.wasRunning && !isRunning;
    this.wasRunning = isRunning;
    this.writeIn(hasEnded ? SOON : LATER);
  }

  private writeIn(milliseconds: number): void {
    const { written, checks, base } = this;
    if (this.isDisposed || (written.version === checks.version && written.base === base)) return;
    const due = Date.now() + milliseconds;
    if (this.timer && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => void this.write(), milliseconds);
  }

  private async writeNow(): Promise<void> {
    const { base, checks, dataset, written } = this;
    const { verdicts, check, version } = checks;
    if (written.version === version && written.base === base) return;
    if (!base || !verdicts || !check || !checks.hasSome || !this.session.index.complete) return;
    const { conditions, complete, time } = check;
    const records = dataset.order.baseCount;
    const header: KeptHeader = { uri: this.name, base, records, conditions, complete, time };
    const { overlay } = dataset;
    const batches = verdictsOfFile(verdicts, records, (key) => !overlay.has(key) && !checks.isAwaited(key));
    const isWanted = () => this.base === base && checks.verdicts === verdicts && !this.isEditing();
    const isWritten = await this.storage.write(this.name, keepVerdicts(header, batches), isWanted);
    // They follow the edit, and are written after that.
    if (!isWritten && this.isEditing()) return;
    this.written = { version, base };
  }
}

/** @throws KeptVerdictsError where any of it is damaged. */
async function read(bytes: SharedArrayBuffer): Promise<PartlyChecked[]> {
  const pace = new Pace();
  const batches: PartlyChecked[] = [];
  for (const batch of readKeptVerdicts(new Uint8Array(bytes)).batches) {
    batches.push(batch);
    await pace.keep();
  }
  return batches;
}
