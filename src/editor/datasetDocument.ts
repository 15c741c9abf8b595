import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import { VerdictStore } from '../checks/verdictStore';
import type { SourceLocation } from '../dataset/source';
import { DatasetSession, type WorkProgress } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import type { SchemaChoice, SchemaDetection } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import type { FilePreferences, FilePreferencesStore } from './filePreferences';
import { progressDetail, WorkRate } from './progressText';
import { checkThreads, languageOptions, problemLimit } from './settings';

/** The schema in force for a dataset. */
export interface SchemaInForce {
  /** Absent when no schema fits: records are then shown as they are. */
  readonly choice?: SchemaChoice;
  readonly name: string;
  /** Why this one, in one sentence. */
  readonly reason: string;
  /** Top-level keys of the records, most frequent first. */
  readonly fields: readonly string[];
  /** Schemas that fit, best first. */
  readonly detections: readonly SchemaDetection[];
}

/** Above this a file that has to be read whole is announced first, in bytes. */
const LARGE_WHOLE_FILE = 100 * 2 ** 20;

const UNDETECTED: SchemaInForce = {
  name: 'none',
  reason: 'No schema that Paddock knows fits these records.',
  fields: [],
  detections: [],
};

/** A dataset open in one or more editors: its records, the schema in force, and what the checks have found. */
export class DatasetDocument implements vscode.CustomDocument {
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private readonly recordsChanged = new vscode.EventEmitter<void>();
  private readonly reloaded = new vscode.EventEmitter<void>();
  private readonly disposed = new vscode.EventEmitter<void>();
  /** Counts, schema, progress or summary have changed. */
  readonly onDidChangeState = this.stateChanged.event;
  /** What is known of records has changed: verdicts, the schema they are seen through, or the file itself. */
  readonly onDidChangeRecords = this.recordsChanged.event;
  /** The file has changed on disk and has been read anew. */
  readonly onDidReload = this.reloaded.event;
  readonly onDidDispose = this.disposed.event;

  session!: DatasetSession;
  schema: SchemaInForce = UNDETECTED;
  /** Absent before the first check. */
  verdicts: VerdictStore | undefined;
  /** Flagged findings of the last check, as many as the Problems panel may list. */
  findings: readonly Finding[] = [];
  /** Whether the last check went through all records. */
  checkComplete = false;
  /** Why the dataset cannot be shown, or only in part. */
  error: string | undefined;

  private indexProgress: Progress | undefined;
  private checkProgress: Progress | undefined;
  private checking: vscode.CancellationTokenSource | undefined;
  private reloading: Promise<void> = Promise.resolve();
  private reloadQueued = false;
  private isDisposed = false;
  private readonly watcher: vscode.FileSystemWatcher | undefined;

  private constructor(
    readonly uri: vscode.Uri,
    private readonly programs: string,
    private readonly preferences: FilePreferencesStore,
  ) {
    if (uri.scheme !== 'file') return;
    const folder = vscode.Uri.joinPath(uri, '..');
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, escapeGlob(name)));
    this.watcher.onDidChange(() => this.reloadSoon());
    this.watcher.onDidCreate(() => this.reloadSoon());
    this.watcher.onDidDelete(() => {
      this.error = 'The file has been deleted or moved; what is shown may not be read again.';
      this.stateChanged.fire();
    });
  }

  /** @throws an error that names the reason when the file cannot be opened. */
  static async open(uri: vscode.Uri, programs: string, preferences: FilePreferencesStore): Promise<DatasetDocument> {
    const document = new DatasetDocument(uri, programs, preferences);
    try {
      await document.load();
    } catch (error) {
      document.watcher?.dispose();
      throw error;
    }
    return document;
  }

  get progress(): readonly Progress[] {
    return [this.indexProgress, this.checkProgress].filter((progress) => progress !== undefined);
  }

  get preferred(): FilePreferences {
    return this.preferences.get(this.uri);
  }

  /** @param choice `undefined` goes back to what is detected. */
  async chooseSchema(choice: SchemaChoice | undefined): Promise<void> {
    if (choice) schemaOf(choice);
    await this.preferences.update(this.uri, { schema: choice });
    await this.applySchema();
    this.forgetVerdicts();
  }

  /** @param expected as in the setting `paddock.language.expected`; `undefined` goes back to the setting. */
  async chooseExpectedLanguage(expected: string | undefined): Promise<void> {
    await this.preferences.update(this.uri, { expectedLanguage: expected });
    this.forgetVerdicts();
  }

  /**
   * Checks every record's language; a check under way is stopped first.
   * @returns false when it was cancelled.
   */
  async checkLanguage(
    report: (progress: { increment: number; message: string }) => void,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    this.cancelCheck();
    const cancellation = new vscode.CancellationTokenSource();
    this.checking = cancellation;
    const controller = new AbortController();
    const abort = () => controller.abort();
    const subscriptions = [token.onCancellationRequested(abort), cancellation.token.onCancellationRequested(abort)];
    const before = { verdicts: this.verdicts, findings: this.findings, checkComplete: this.checkComplete };
    const verdicts = new VerdictStore();
    const findings: Finding[] = [];
    const limit = problemLimit(this.uri);
    this.verdicts = verdicts;
    this.findings = findings;
    this.checkComplete = false;
    let reported = 0;
    const rate = new WorkRate();
    const show = (progress: WorkProgress) => {
      const detail = progressDetail(progress, rate);
      const done = progress.of === 0 ? 1 : progress.done / progress.of;
      this.checkProgress = { task: 'check', label: 'Checking language', done, detail };
      report({ increment: 100 * (done - reported), message: detail });
      reported = done;
    };
    show({ done: 0, of: this.session.index.count });
    this.recordsChanged.fire();
    try {
      await this.session.check({
        language: languageOptions(this.uri, this.preferred.expectedLanguage),
        findings: () => (findings.length < limit ? 'flagged' : 'none'),
        locale: vscode.env.language,
        signal: controller.signal,
        onBatch: (batch, found, progress) => {
          verdicts.add(batch);
          findings.push(...found.slice(0, limit - findings.length));
          show(progress);
          this.recordsChanged.fire();
        },
      });
      this.checkComplete = true;
      return true;
    } catch (error) {
      if (controller.signal.aborted) return false;
      Object.assign(this, before);
      throw error;
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
      if (this.checking === cancellation) {
        this.checking = undefined;
        this.checkProgress = undefined;
      }
      cancellation.dispose();
      this.recordsChanged.fire();
    }
  }

  cancelCheck(): void {
    this.checking?.cancel();
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancelCheck();
    this.session.close();
    this.watcher?.dispose();
    this.disposed.fire();
    for (const emitter of [this.stateChanged, this.recordsChanged, this.reloaded, this.disposed]) emitter.dispose();
  }

  /** Reads the file anew after it has changed on disk: one time after another, and once for many changes meanwhile. */
  private reloadSoon(): void {
    if (this.reloadQueued) return;
    this.reloadQueued = true;
    this.reloading = this.reloading.then(() => {
      this.reloadQueued = false;
      return this.reload();
    });
  }

  private async reload(): Promise<void> {
    if (this.isDisposed) return;
    const before = this.session;
    this.cancelCheck();
    try {
      await this.load();
      before.close();
      if (this.isDisposed) return this.session.close();
      this.reloaded.fire();
    } catch (error) {
      this.error = `The file has changed and cannot be read again: ${(error as Error).message}`;
    }
    this.forgetVerdicts();
  }

  private async load(): Promise<void> {
    const location = await locationOf(this.uri);
    const rate = new WorkRate();
    let sawFirst: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (sawFirst = resolve));
    const session: DatasetSession = new DatasetSession(location, {
      programs: this.programs,
      threads: checkThreads(),
      onIndexed: (bytes) => {
        if (session.index.count > 0 || session.index.complete) sawFirst();
        this.indexProgress = session.index.complete
          ? undefined
          : {
              task: 'index',
              label: 'Indexing',
              done: bytes / session.size,
              detail: progressDetail({ done: bytes, of: session.size }, rate, 'bytes'),
            };
        this.stateChanged.fire();
      },
    });
    this.session = session;
    this.error = session.problem;
    session.indexed.catch((error: Error) => {
      if (this.session !== session) return;
      this.error = `The file cannot be read to its end: ${error.message}`;
      this.indexProgress = undefined;
      sawFirst();
      this.stateChanged.fire();
    });
    session.indexed.then(
      () => this.indexed(session),
      () => undefined,
    );
    if (!session.problem) await first;
    await this.applySchema();
  }

  private async indexed(session: DatasetSession): Promise<void> {
    if (this.session !== session) return;
    this.error ??= session.index.problem;
    // The first records may all have been broken ones.
    if (!this.schema.choice) await this.applySchema();
    this.recordsChanged.fire();
  }

  private async applySchema(): Promise<void> {
    const { session } = this;
    const { detections, fields, sampled } = await session.sampleSchemas();
    const preferred = this.preferred.schema;
    const choice = preferred ?? detections[0]?.choice;
    await session.useSchema(choice);
    this.schema = {
      ...UNDETECTED,
      ...(choice && { choice, name: schemaOf(choice).name }),
      ...(preferred ? { reason: 'Chosen for this file.' } : detections[0] && { reason: detections[0].reason }),
      ...(sampled === 0 && { reason: 'There are no records to tell a schema by.' }),
      fields,
      detections,
    };
  }

  private forgetVerdicts(): void {
    this.cancelCheck();
    this.verdicts = undefined;
    this.findings = [];
    this.checkComplete = false;
    this.recordsChanged.fire();
  }
}

/** Files on disk are read where they lie; other file systems only give a file whole. */
async function locationOf(uri: vscode.Uri): Promise<SourceLocation> {
  if (uri.scheme === 'file') return { kind: 'file', path: uri.fsPath };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGE_WHOLE_FILE) {
    void vscode.window.showWarningMessage(
      `Files of the file system "${uri.scheme}" are read whole: this one takes ${Math.round(size / 2 ** 20)} MB of memory.`,
    );
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return { kind: 'memory', bytes: shared };
}

/** A file's name as a glob that matches it alone. */
function escapeGlob(name: string): string {
  return name.replace(/[*?{}[\]]/g, '[$&]');
}
