import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import { type ContentId, ContentLog } from '../dataset/edits/contentLog';
import { type Edit, EditedDataset, type SaveMark } from '../dataset/edits/editedDataset';
import type { RecordKey } from '../dataset/edits/recordKey';
import { copySnapshot } from '../dataset/edits/copySnapshot';
import { type Snapshot, SnapshotError, writeSnapshot } from '../dataset/edits/snapshot';
import { type Fingerprint, isUntouched } from '../dataset/saving/fingerprint';
import { SaveError } from '../dataset/saving/saveError';
import { type ByteSource, openSource, type SourceLocation } from '../dataset/source';
import { DatasetEdits } from '../engine/datasetEdits';
import { DatasetSession } from '../engine/datasetSession';
import type { SavedDataset } from '../engine/engineThread';
import type { Progress } from '../protocol/toWebview';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice, SchemaDetection } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import { noteBackup } from './backups';
import { DatasetChecks } from './datasetChecks';
import { DatasetFile, inMemory } from './datasetFile';
import { EDITOR_TYPE } from './editorType';
import { offerLeftEdits } from './leftEdits';
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

const UNDETECTED: SchemaInForce = {
  name: 'none',
  reason: 'No schema that Paddock knows fits these records.',
  fields: [],
  detections: [],
};

/** What the parts of the extension that open a dataset give it. */
export interface DocumentSetting {
  /** The folder of the built programs. */
  readonly programs: string;
  /** A folder for what has been edited and not been saved. */
  readonly unsaved: string;
  readonly preferences: FilePreferencesStore;
}

/** At most this often is a backup brought up to date while someone types, in milliseconds. */
const BACKUP_INTERVAL = 500;

/** Records have been edited, added, deleted or moved, or an edit has been undone. */
export interface RecordsEdited {
  /** Records whose contents have changed; added ones too. */
  readonly keys: readonly RecordKey[];
  /** Records have been added, deleted or moved. */
  readonly moved: boolean;
}

/** A dataset open in one or more editors: its records, edits, the schema in force, and what the checks have found. */
export class DatasetDocument implements vscode.CustomDocument {
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private readonly recordsChanged = new vscode.EventEmitter<void>();
  private readonly recordsEdited = new vscode.EventEmitter<RecordsEdited>();
  private readonly edited = new vscode.EventEmitter<Edit>();
  private readonly renumbered = new vscode.EventEmitter<Uint32Array>();
  private readonly reloaded = new vscode.EventEmitter<void>();
  private readonly disposed = new vscode.EventEmitter<void>();
  /** Counts, schema, progress or summary have changed. */
  readonly onDidChangeState = this.stateChanged.event;
  /** What is known of records has changed: verdicts, the schema they are seen through, or the file itself. */
  readonly onDidChangeRecords = this.recordsChanged.event;
  readonly onDidEditRecords = this.recordsEdited.event;
  /** Something has been edited that can be undone; not when it is undone. */
  readonly onDidEdit = this.edited.event;
  /** Records have new keys, their positions; the event gives the old keys by the new ones. */
  readonly onDidRenumber = this.renumbered.event;
  /** The dataset has been read anew from the file. */
  readonly onDidReload = this.reloaded.event;
  readonly onDidDispose = this.disposed.event;

  readonly file: DatasetFile;
  /** Each settles when what has been typed in an editor has been taken over: a save waits for them. */
  readonly typing = new Set<() => Promise<void>>();
  session!: DatasetSession;
  edits!: DatasetEdits;
  checks!: DatasetChecks;
  schema: SchemaInForce = UNDETECTED;
  /** Why the dataset cannot be shown, or only in part. */
  error: string | undefined;
  /** Why the file itself cannot be written to. */
  readOnly: string | undefined;

  private indexProgress: Progress | undefined;
  private saveProgress: Progress | undefined;
  private saving: AbortController | undefined;
  /** The file read anew, or gone back to, one time after the other. */
  private reading: Promise<void> = Promise.resolve();
  private isDisposed = false;
  private isFingerprinting = false;
  /** Where the last backup is: what has been edited is then needed after this document has gone. */
  private backup: string | undefined;
  private backingUp: NodeJS.Timeout | undefined;
  private readonly folder: string;

  private constructor(
    readonly uri: vscode.Uri,
    private readonly setting: DocumentSetting,
  ) {
    this.file = new DatasetFile(uri);
    this.folder = join(setting.unsaved, randomUUID());
  }

  /** @throws an error that names the reason when the file cannot be opened. */
  static async open(uri: vscode.Uri, setting: DocumentSetting): Promise<DatasetDocument> {
    const document = new DatasetDocument(uri, setting);
    try {
      await document.load();
    } catch (error) {
      document.file.dispose();
      throw error;
    }
    return document;
  }

  /** The dataset as edited. */
  get dataset(): EditedDataset {
    return this.edits.dataset;
  }

  /** Whether the file holds something else than the dataset as edited. */
  get isDirty(): boolean {
    return this.dataset.isDirty || this.file.isOverruled;
  }

  /** Settles when what is under way with the edits has ended. */
  async settled(): Promise<void> {
    await this.reading;
    await this.edits.inTurn(() => Promise.resolve());
  }

  get progress(): readonly Progress[] {
    return [this.indexProgress, this.checks.progress, this.saveProgress].filter((progress) => progress !== undefined);
  }

  get programs(): string {
    return this.setting.programs;
  }

  get preferred(): FilePreferences {
    return this.setting.preferences.get(this.uri);
  }

  /** @param choice `undefined` goes back to what is detected. */
  async chooseSchema(choice: SchemaChoice | undefined): Promise<void> {
    if (choice) schemaOf(choice);
    await this.setting.preferences.update(this.uri, { schema: choice });
    await this.applySchema();
    this.checks.forget();
  }

  /** @param expected as in the setting `paddock.language.expected`; `undefined` goes back to the setting. */
  async chooseExpectedLanguage(expected: string | undefined): Promise<void> {
    await this.setting.preferences.update(this.uri, { expectedLanguage: expected });
    this.checks.forget();
  }

  /**
   * Edits the dataset.
   * @returns the edit; `undefined` when nothing has changed.
   */
  async edit(make: (edits: DatasetEdits) => Promise<Edit | undefined>): Promise<Edit | undefined> {
    const edit = await make(this.edits);
    if (!edit) return undefined;
    this.edited.fire(edit);
    this.fingerprintSoon();
    this.follow(edit);
    return edit;
  }

  /**
   * Goes on with an edit of one record, as typing does: its change is made anew to the record as it was before.
   * @returns false when that is not the last edit any more.
   */
  async amend(edit: Edit, change: RecordChange): Promise<boolean> {
    const amended = await this.edits.amend(edit, change);
    if (amended) {
      this.follow(edit);
      this.backUpSoon();
    }
    return amended;
  }

  /** Brings everything up to date after an edit has been made, gone on with, or undone. */
  private follow(edit: Edit): void {
    const { order } = this.dataset;
    const keys = Array.from(edit.contents?.keys ?? []);
    const moved = edit.splices?.flatMap(({ removed, inserted }) => [...Array.from(removed), ...Array.from(inserted)]);
    if (moved) {
      this.checks.remove(moved.filter((key) => order.positionOf(key) < 0));
      this.checks.restore(moved.filter((key) => order.positionOf(key) >= 0));
    }
    const present = keys.filter((key) => order.positionOf(key) >= 0);
    this.recordsEdited.fire({ keys: present, moved: moved !== undefined });
    this.checks.again(present).catch((error: Error) => {
      this.error = `The edited records could not be checked: ${error.message}`;
      this.stateChanged.fire();
    });
  }

  async undo(): Promise<void> {
    const edit = await this.edits.undo();
    if (edit) this.follow(edit);
  }

  async redo(): Promise<void> {
    const edit = await this.edits.redo();
    if (edit) this.follow(edit);
  }

  /**
   * Writes what has been edited to the file.
   * @throws SaveError; then the file is as it was.
   */
  async save(token: vscode.CancellationToken): Promise<void> {
    await this.takeTyping();
    const isWhole = await this.edits.inTurn(async () => {
      await this.session.indexed;
      const mark = this.dataset.mark();
      const { saved, location } = await this.replaceFile(mark, token);
      // Broken elements of an array can become others together with their neighbours.
      if (saved.index.count !== this.dataset.order.count) return false;
      const source = await this.openSaved(location);
      const oldKeys = this.dataset.saved(mark, saved.index.count);
      this.session.useSaved(source, saved.index, oldKeys !== undefined);
      if (oldKeys) {
        this.edits.renumbered(oldKeys);
        const wasChecking = this.checks.renumber(oldKeys);
        this.renumbered.fire(oldKeys);
        if (wasChecking) this.checkAgain();
      }
      return true;
    });
    if (!isWhole) return this.reload();
    this.error = this.session.index.problem;
    this.recordsChanged.fire();
  }

  /** @throws SaveError */
  async saveAs(destination: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
    await this.takeTyping();
    await this.edits.inTurn(async () => {
      await this.session.indexed;
      if (destination.scheme === 'file') {
        await this.write(this.dataset.mark(), destination.fsPath, token);
      } else {
        const path = this.temporaryPath();
        await this.write(this.dataset.mark(), path, token);
        await this.hand(path, destination);
      }
    });
  }

  /** Goes back to what the file holds. */
  revert(): Promise<void> {
    return this.readInTurn(async () => {
      await this.takeTyping();
      const now = await this.file.look();
      const isAsRead = now !== undefined && this.file.isUntouched(now) && !this.file.isOverruled;
      await (isAsRead ? this.goBack() : this.readAnew());
    });
  }

  private async goBack(): Promise<void> {
    await this.edits.revert();
    const { checks } = this;
    if (checks.verdicts) this.checkAgain();
    this.recordsEdited.fire({ keys: [], moved: true });
    this.recordsChanged.fire();
  }

  /**
   * Reads the file anew; what has been edited is gone.
   * @param log of edited records that are still needed.
   */
  reload(log?: ContentLog): Promise<void> {
    return this.readInTurn(() => this.readAnew(log));
  }

  /** Reads the file anew, unless something is edited before it comes to that. */
  reloadIfSaved(): Promise<void> {
    return this.readInTurn(() => this.readAnew(undefined, () => !this.isDirty));
  }

  private readInTurn(read: () => Promise<void>): Promise<void> {
    const reading = this.reading.then(read);
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async readAnew(log?: ContentLog, isWanted = () => true): Promise<void> {
    const before = { session: this.session, edits: this.edits, checks: this.checks };
    const wasChecked = before.checks.verdicts !== undefined;
    const isRead = await before.edits.inTurn(async () => {
      if (this.isDisposed || !isWanted()) return false;
      before.checks.cancel();
      const { base, fingerprint } = this.file;
      try {
        await this.load(log);
      } catch (error) {
        // What has been edited is still over the file as it was.
        Object.assign(this.file, { base, fingerprint });
        this.error = `The file has changed and cannot be read again: ${(error as Error).message}`;
        this.stateChanged.fire();
        return false;
      }
      before.edits.end();
      return true;
    });
    if (!isRead) return;
    before.session.close();
    if (!log) before.edits.dataset.log.close();
    before.checks.dispose();
    if (this.isDisposed) return this.session.close();
    // Begun first: filters by verdicts then hold.
    if (wasChecked) this.checkAgain();
    this.reloaded.fire();
    this.recordsChanged.fire();
  }

  /**
   * Writes what has been edited to a file of its own, to be restored after a crash or a restart. It does so by naming
   * what is logged already, so that it costs little however much has been edited.
   */
  async backUp(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    const path = destination.fsPath;
    await mkdir(dirname(path), { recursive: true });
    await this.writeBackup(path);
    await noteBackup(this.folder, path, this.uri.toString());
    this.backup = path;
    return {
      id: path,
      delete: () => {
        // A newer one may have taken its place.
        if (this.backup === path) this.backup = undefined;
        void rm(path, { force: true });
      },
    };
  }

  /** Takes up edits that had been backed up. @throws SnapshotError when they do not fit this file. */
  async restore(snapshot: Snapshot): Promise<void> {
    await this.session.indexed;
    if (snapshot.baseCount !== this.session.index.count) {
      throw new SnapshotError('The file has another number of records now.');
    }
    const { log } = this.dataset;
    this.useDataset(EditedDataset.restore(copySnapshot(snapshot, log), log));
    this.recordsEdited.fire({ keys: [], moved: true });
  }

  /** Makes edits again that had been backed up, to the records that are as they were: one edit. */
  async restoreRecords(snapshot: Snapshot): Promise<void> {
    const { log } = this.dataset;
    await this.carryOver(EditedDataset.restore(copySnapshot(snapshot, log), log));
  }

  /** The file is to become what has been edited here, whatever others have written to it. */
  async keepMine(now: Fingerprint): Promise<void> {
    const { base } = this.file;
    // A file that was written anew in its place still gives its old bytes here; one that was overwritten does not.
    const isIntact = base?.inode !== now.inode || (await this.session.crc()) === base?.crc;
    if (isIntact) this.file.fingerprint = now;
    else await this.keepRecords();
  }

  /** Makes the edits again in the file that has been written over the old one. */
  private async keepRecords(): Promise<void> {
    const mine = this.dataset;
    await this.reload(mine.log);
    if (this.dataset === mine) return;
    await this.carryOver(mine);
  }

  /** @param mine with the same log as this dataset. */
  private async carryOver(mine: EditedDataset): Promise<void> {
    let left: readonly ContentId[] = [];
    await this.edit(async (edits) => {
      const carried = await edits.carryOver(mine);
      left = carried.left;
      return carried.edit;
    });
    // Nothing waits for the answer, the editor's opening least of all.
    if (left.length > 0) void offerLeftEdits(this.uri, left.map((content) => mine.log.read(content)));
  }

  /** Takes the file as it is now; what has been edited is gone. */
  async takeTheirs(): Promise<void> {
    // VS Code's own command, so that it knows that nothing is unsaved any more; it acts on the editor in view.
    await vscode.commands.executeCommand('vscode.openWith', this.uri, EDITOR_TYPE);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }

  fileIsGone(): void {
    this.error = 'The file has been deleted or moved.';
    this.stateChanged.fire();
  }

  fileIsThere(): void {
    if (this.error === this.session.index.problem) return;
    this.error = this.session.index.problem;
    this.stateChanged.fire();
  }

  cancelSave(): void {
    this.saving?.abort();
  }

  /** The flagged findings in the order of the dataset, with their lines as they would be saved now. */
  get findings(): readonly Finding[] {
    const { order } = this.dataset;
    const lineByLine = this.session.index.container === 'lines';
    return this.checks.findings
      .map((finding) => ({ finding, position: order.positionOf(finding.key) }))
      .filter(({ position }) => position >= 0)
      .sort((a, b) => a.position - b.position)
      .map(({ finding, position }) => (lineByLine ? { ...finding, line: position + 1 } : finding));
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancelSave();
    this.session.close();
    this.dataset.log.close();
    clearTimeout(this.backingUp);
    if (!this.backup) void rm(this.folder, { recursive: true, force: true });
    this.file.dispose();
    this.checks.dispose();
    this.disposed.fire();
    for (const emitter of [this.stateChanged, this.recordsChanged, this.reloaded, this.disposed]) emitter.dispose();
    for (const emitter of [this.recordsEdited, this.edited, this.renumbered]) emitter.dispose();
  }

  private async load(log = new ContentLog(this.folder)): Promise<void> {
    const location = await this.file.locate();
    const rate = new WorkRate();
    let sawFirst: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (sawFirst = resolve));
    const session: DatasetSession = new DatasetSession(location, {
      programs: this.setting.programs,
      threads: checkThreads(),
      onIndexed: (bytes) => {
        if (this.session === session && this.dataset.order.isIdentity) this.dataset.order.grow(session.index.count);
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
    this.useDataset(new EditedDataset(session.index.count, log));
    this.error = session.problem;
    this.readOnly = await this.file.whyReadOnly();
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

  private async writeBackup(path: string): Promise<void> {
    await this.edits.inTurn(async () => {
      if (!this.file.base) throw new Error('There is no file that the edits belong to.');
      await writeSnapshot(path, this.dataset, this.file.base);
    });
  }

  /** VS Code has edits backed up, but is not told of an edit that goes on. */
  private backUpSoon(): void {
    this.backingUp ??= setTimeout(() => {
      this.backingUp = undefined;
      const { backup } = this;
      // VS Code's next backup will say what goes wrong.
      if (backup) this.writeBackup(backup).catch(() => undefined);
    }, BACKUP_INTERVAL);
  }

  private useDataset(dataset: EditedDataset): void {
    const { session } = this;
    this.edits = new DatasetEdits(session, dataset);
    this.checks = new DatasetChecks(session, dataset, () => ({
      language: languageOptions(this.uri, this.preferred.expectedLanguage),
      findings: problemLimit(this.uri),
    }));
    this.checks.onDidChange(() => this.recordsChanged.fire());
  }

  /** Waits until what has been typed is edited. */
  private async takeTyping(): Promise<void> {
    await Promise.all(Array.from(this.typing, (settled) => settled()));
  }

  /** Writes the dataset as edited in place of the file, unless others have changed it; one that is gone is made again. */
  private async replaceFile(
    mark: SaveMark,
    token: vscode.CancellationToken,
  ): Promise<{ saved: SavedDataset; location: SourceLocation }> {
    const { file } = this;
    const now = await file.look();
    if (file.path !== undefined) {
      const saved = await this.write(mark, file.path, token, now && file.fingerprint);
      file.base = file.fingerprint = saved.fingerprint;
      return { saved, location: { kind: 'file', path: file.path } };
    }
    if (now && !file.isUntouched(now)) {
      throw new SaveError('changed', this.uri.path, 'the file has been changed by someone else since it was read');
    }
    const path = this.temporaryPath();
    const saved = await this.write(mark, path, token);
    const location = await this.hand(path);
    file.base = file.fingerprint = await file.look();
    return { saved, location };
  }

  /** @throws an error when the file cannot be read back, or others have replaced it already: the edits stay as they are. */
  private async openSaved(location: SourceLocation): Promise<ByteSource> {
    const { file } = this;
    const source = openSource(location);
    const now = await file.look();
    if (file.path === undefined || (now && file.isUntouched(now))) return source;
    source.close();
    throw new SaveError('changed', file.uri.path, 'someone else has replaced it as soon as it was written');
  }

  /** Writes the dataset as edited to a path, with progress that can be cancelled in two places. */
  private async write(
    mark: SaveMark,
    path: string,
    token: vscode.CancellationToken,
    expect?: Fingerprint,
  ): Promise<SavedDataset> {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    const rate = new WorkRate();
    this.saving = controller;
    try {
      return await this.session.save(
        { path, order: mark.order, overlay: mark.overlay.share(), expect },
        {
          signal: controller.signal,
          onProgress: (progress) => {
            const detail = progressDetail(progress, rate, 'bytes');
            this.saveProgress = { task: 'save', label: 'Saving', done: progress.done / Math.max(1, progress.of), detail };
            this.stateChanged.fire();
          },
        },
      );
    } finally {
      subscription.dispose();
      this.saving = undefined;
      this.saveProgress = undefined;
      this.stateChanged.fire();
    }
  }

  /** Where a file is written that then goes to another file system. */
  private temporaryPath(): string {
    mkdirSync(this.folder, { recursive: true });
    return join(this.folder, 'saved');
  }

  /** Hands a file that has been written on disk to another file system. */
  private async hand(path: string, destination = this.uri): Promise<SourceLocation> {
    const bytes = await readFile(path);
    await vscode.workspace.fs.writeFile(destination, bytes);
    await rm(path);
    return inMemory(bytes);
  }

  /** Learns what all of the file's bytes are, which tells a file that was only touched from one that was changed. */
  private fingerprintSoon(): void {
    const { file } = this;
    const { base } = file;
    if (file.path === undefined || !base || base.crc !== undefined || this.isFingerprinting) return;
    this.isFingerprinting = true;
    this.session
      .crc()
      .then(async (crc) => {
        // Of a file that was written to meanwhile the sum says nothing.
        const now = await file.look();
        if (file.base !== base || file.isOverruled || !now || !isUntouched(base, now)) return;
        file.base = file.fingerprint = { ...base, crc };
      })
      .catch(() => undefined)
      .finally(() => (this.isFingerprinting = false));
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

  private checkAgain(): void {
    const never = new vscode.CancellationTokenSource();
    this.checks.run(() => undefined, never.token).catch((error: Error) => {
      this.error = `The check could not be made again: ${error.message}`;
      this.stateChanged.fire();
    });
  }
}
