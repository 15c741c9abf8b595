import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { VerdictStore } from '../checks/verdictStore';
import { type ContentId, ContentLog } from '../dataset/edits/contentLog';
import { type Edit, EditedDataset } from '../dataset/edits/editedDataset';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import { changedKeys } from '../dataset/edits/recordOrder';
import { copySnapshot } from '../dataset/edits/copySnapshot';
import { type Snapshot, SnapshotError, writeSnapshot } from '../dataset/edits/snapshot';
import { type Fingerprint, isUntouched } from '../dataset/saving/fingerprint';
import type { Candidate } from '../generation/candidate';
import type { CandidateStorage } from '../generation/candidateStorage';
import { DatasetEdits } from '../engine/datasetEdits';
import { DatasetSession } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import { DatasetChecks, type WantedChecks } from './datasetChecks';
import { DatasetBackup } from './datasetBackup';
import { DatasetFile } from './datasetFile';
import { DatasetWriter } from './datasetWriter';
import type { DictionaryShelf } from './dictionaryShelf';
import { EDITOR_TYPE } from './editorType';
import type { FindingsStorage } from './findingsStorage';
import { type CandidateChange, DatasetCandidates } from './generation/datasetCandidates';
import { DatasetComparison } from './generation/datasetComparison';
import type { ModelShelf } from './generation/modelShelf';
import { saveProvenance } from './generation/saveProvenance';
import { KeptFindings } from './keptFindings';
import { offerLeftEdits } from './leftEdits';
import type { FilePreferences, FilePreferencesStore } from './filePreferences';
import { DatasetWords } from './datasetWords';
import { progressDetail, WorkRate } from './progressText';
import { applySchema, type SchemaInForce, UNDETECTED } from './schemaInForce';
import { checkThreads, dictionaryFolders, languageOptions, problemLimit, spellingOptions } from './settings';
import { SpellingSetup } from './spellingSetup';
import type { WordLists } from './wordLists';

/** What the parts of the extension that open a dataset give it. */
export interface DocumentSetting {
  /** The folder of the built programs. */
  readonly programs: string;
  /** A folder for what has been edited and not been saved. */
  readonly unsaved: string;
  /** What the checks have found in datasets that were open before. */
  readonly findings: FindingsStorage;
  readonly preferences: FilePreferencesStore;
  readonly wordLists: WordLists;
  readonly dictionaries: DictionaryShelf;
  readonly models: ModelShelf;
  /** What has been generated for datasets that were open before. */
  readonly candidates: CandidateStorage;
  /** A folder for comparisons of models. */
  readonly comparisons: string;
}

/** Records have been edited, added, deleted or moved, or an edit has been undone. */
export interface RecordsEdited {
  /** Records whose contents have changed; added ones too. */
  readonly keys: readonly RecordKey[];
  /** Records have been added, deleted or moved. */
  readonly moved: boolean;
  /** By undo or redo. */
  readonly isHistory: boolean;
}

/** A dataset open in one or more editors: its records, edits, the schema in force, and what the checks have found. */
export class DatasetDocument implements vscode.CustomDocument {
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private readonly recordsChanged = new vscode.EventEmitter<void>();
  private readonly recordsEdited = new vscode.EventEmitter<RecordsEdited>();
  private readonly candidateChanged = new vscode.EventEmitter<CandidateChange>();
  private readonly edited = new vscode.EventEmitter<Edit>();
  private readonly renumbered = new vscode.EventEmitter<Uint32Array>();
  private readonly reloaded = new vscode.EventEmitter<void>();
  private readonly disposed = new vscode.EventEmitter<void>();
  /** Counts, schema, progress or summary have changed. */
  readonly onDidChangeState = this.stateChanged.event;
  /** What is known of records has changed: verdicts, the schema they are seen through, or the file itself. */
  readonly onDidChangeRecords = this.recordsChanged.event;
  /** A candidate has come, gone on, been judged or been decided about. */
  readonly onDidChangeCandidate = this.candidateChanged.event;
  readonly onDidEditRecords = this.recordsEdited.event;
  /** Something has been edited that can be undone; not when it is undone. */
  readonly onDidEdit = this.edited.event;
  /** Records have new keys, their positions; the event gives the old keys by the new ones. */
  readonly onDidRenumber = this.renumbered.event;
  /** The dataset has been read anew from the file. */
  readonly onDidReload = this.reloaded.event;
  readonly onDidDispose = this.disposed.event;

  readonly file: DatasetFile;
  /** Words that people have decided about. */
  readonly words: DatasetWords;
  readonly spelling: SpellingSetup;
  /** Models compared on the dataset. */
  readonly comparison: DatasetComparison;
  /** Each settles when what has been typed in an editor has been taken over: a save waits for them. */
  readonly typing = new Set<() => Promise<void>>();
  session!: DatasetSession;
  edits!: DatasetEdits;
  checks!: DatasetChecks;
  candidates!: DatasetCandidates;
  schema: SchemaInForce = UNDETECTED;
  /** What needs to be said only once: languages that are not spelled, messages. */
  readonly said = new Set<string>();
  /** Why the dataset cannot be shown, or only in part. */
  error: string | undefined;
  /** Why the file itself cannot be written to. */
  readOnly: string | undefined;

  private kept!: KeptFindings;
  private indexProgress: Progress | undefined;
  /** The file read anew, or gone back to, one time after the other. */
  private reading: Promise<void> = Promise.resolve();
  private isDisposed = false;
  private isFingerprinting = false;
  private readonly folder: string;
  private readonly writer: DatasetWriter;
  private readonly backup: DatasetBackup;

  private constructor(
    readonly uri: vscode.Uri,
    private readonly setting: DocumentSetting,
  ) {
    this.file = new DatasetFile(uri);
    this.words = new DatasetWords(setting.wordLists, uri);
    const settings = () => ({ spelling: spellingOptions(uri), folders: dictionaryFolders(uri) });
    this.spelling = new SpellingSetup(settings, this.words, setting.dictionaries);
    this.comparison = new DatasetComparison(this, setting.models, setting.comparisons);
    this.comparison.onDidChange(() => this.stateChanged.fire());
    this.folder = join(setting.unsaved, randomUUID());
    this.writer = new DatasetWriter(this.file, this.folder, () => this.stateChanged.fire());
    this.backup = new DatasetBackup(uri, this.folder, (path) => this.writeBackup(path));
  }

  /** @throws an error that names the reason when the file cannot be opened. */
  static async open(uri: vscode.Uri, setting: DocumentSetting): Promise<DatasetDocument> {
    const document = new DatasetDocument(uri, setting);
    try {
      await document.load();
    } catch (error) {
      document.file.dispose();
      document.words.dispose();
      throw error;
    }
    document.openKept();
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
    const { indexProgress, checks, candidates, comparison, writer } = this;
    const all = [indexProgress, checks.progress, candidates.progress, comparison.progress, writer.progress];
    return all.filter((progress) => progress !== undefined);
  }

  get programs(): string {
    return this.setting.programs;
  }

  /** What responses can be regenerated with. */
  get models(): ModelShelf {
    return this.setting.models;
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

  /** How responses are judged. */
  get languageOptions(): LanguageOptions {
    return languageOptions(this.uri, this.preferred.expectedLanguage);
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
      this.backup.bringUpToDateSoon();
    }
    return amended;
  }

  /** Brings everything up to date after an edit has been made, gone on with, or undone. */
  private follow(edit: Edit, how: 'edit' | 'undo' | 'redo' = 'edit'): void {
    const { order } = this.dataset;
    const keys = Array.from(edit.contents?.keys ?? []);
    const isThere = (key: RecordKey) => order.positionOf(key) >= 0;
    if (edit.splices) {
      const { removed, inserted } = changedKeys(edit.splices);
      const moved = [...removed, ...inserted];
      this.checks.remove(moved.filter((key) => !isThere(key)));
      this.checks.restore(moved.filter(isThere));
    }
    const present = keys.filter(isThere);
    this.recordsEdited.fire({ keys: present, moved: edit.splices !== undefined, isHistory: how !== 'edit' });
    this.candidates.follow(edit, present, how);
    this.checkEdited(present);
  }

  private checkEdited(keys: readonly RecordKey[]): void {
    this.checks.again(keys).catch((error: Error) => {
      this.error = `The edited records could not be checked: ${error.message}`;
      this.stateChanged.fire();
    });
  }

  async undo(): Promise<void> {
    const edit = await this.edits.undo();
    if (edit) this.follow(edit, 'undo');
  }

  async redo(): Promise<void> {
    const edit = await this.edits.redo();
    if (edit) this.follow(edit, 'redo');
  }

  /**
   * Writes what has been edited to the file.
   * @throws SaveError; then the file is as it was.
   */
  async save(token: vscode.CancellationToken): Promise<void> {
    await this.takeTyping();
    let accepted: readonly Candidate[] = [];
    const isWhole = await this.edits.inTurn(async () => {
      await this.session.indexed;
      const mark = this.dataset.mark();
      const { saved, source } = await this.writer.replace(this.session, mark, token);
      // Broken elements of an array can become others together with their neighbours.
      if (saved.index.count !== this.dataset.order.count) {
        source.close();
        return false;
      }
      const oldKeys = this.dataset.saved(mark, saved.index.count);
      this.session.useSaved(source, saved.index, oldKeys !== undefined);
      this.kept.moveTo(this.file.base);
      if (oldKeys) {
        this.edits.renumbered(oldKeys);
        const wasChecking = this.checks.renumber(oldKeys);
        this.candidates.renumber(oldKeys);
        this.renumbered.fire(oldKeys);
        if (wasChecking) this.checkAgain();
      }
      // What is accepted from now on is not in the file.
      accepted = this.candidates.unsaved;
      return true;
    });
    if (!isWhole) return this.reload();
    const { candidates } = this;
    if (await saveProvenance(this, this.file.path, accepted)) candidates.forget(accepted);
    this.error = this.session.index.problem;
    this.recordsChanged.fire();
  }

  /** @throws SaveError */
  async saveAs(destination: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
    await this.takeTyping();
    await this.edits.inTurn(async () => {
      await this.session.indexed;
      await this.writer.writeTo(destination, this.session, this.dataset.mark(), token);
    });
    await saveProvenance(this, destination.scheme === 'file' ? destination.fsPath : undefined, this.candidates.unsaved);
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
    const { checks, dataset } = this;
    const added = dataset.addedKeys();
    const deleted = Array.from(dataset.deletedKeys());
    const edited = [...dataset.overlay.keys()].filter((key) => !isAdded(key));
    await this.edits.revert();
    checks.remove(added);
    checks.restore(deleted);
    this.checkEdited(edited);
    this.candidates.revert(edited);
    this.recordsEdited.fire({ keys: [], moved: true, isHistory: false });
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
    const { session, edits, checks, kept, candidates } = this;
    const before = { session, edits, checks, kept, candidates };
    const wasChecked = before.checks.verdicts !== undefined;
    const wanted = before.checks.inForce;
    const isRead = await before.edits.inTurn(async () => {
      if (this.isDisposed || !isWanted()) return false;
      before.checks.cancel();
      await before.kept.write();
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
    before.kept.dispose();
    before.checks.dispose();
    before.candidates.dispose();
    if (this.isDisposed) return this.session.close();
    if (wasChecked) {
      // Set first: filters by verdicts then hold.
      this.checks.verdicts = new VerdictStore();
      this.checkChanged(wanted);
    }
    this.reloaded.fire();
    this.recordsChanged.fire();
  }

  backUp(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    return this.backup.make(destination);
  }

  /** Takes up edits that had been backed up. @throws SnapshotError when they do not fit this file. */
  async restore(snapshot: Snapshot): Promise<void> {
    await this.session.indexed;
    if (snapshot.baseCount !== this.session.index.count) {
      throw new SnapshotError('The file has another number of records now.');
    }
    const { log } = this.dataset;
    this.kept.dispose();
    this.checks.dispose();
    this.candidates.dispose();
    this.useDataset(EditedDataset.restore(copySnapshot(snapshot, log), log));
    this.openKept();
    this.recordsEdited.fire({ keys: [], moved: true, isHistory: false });
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
    this.writer.cancel();
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
    this.comparison.dispose();
    this.session.close();
    this.dataset.log.close();
    this.backup.dispose();
    if (!this.backup.isNeeded) void rm(this.folder, { recursive: true, force: true });
    this.file.dispose();
    this.kept.dispose();
    this.checks.dispose();
    this.candidates.dispose();
    this.words.dispose();
    this.disposed.fire();
    for (const emitter of [this.stateChanged, this.recordsChanged, this.reloaded, this.disposed]) emitter.dispose();
    for (const emitter of [this.recordsEdited, this.edited, this.renumbered, this.candidateChanged]) emitter.dispose();
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

  private useDataset(dataset: EditedDataset): void {
    const { session } = this;
    this.edits = new DatasetEdits(session, dataset);
    const settings = () => ({
      language: this.languageOptions,
      findings: problemLimit(this.uri),
      schema: this.schema.choice,
    });
    this.checks = new DatasetChecks(session, dataset, settings, this.spelling);
    this.checks.onDidChange(() => this.recordsChanged.fire());
    this.candidates = new DatasetCandidates({
      session,
      dataset,
      checks: this.checks,
      models: this.setting.models,
      storage: this.setting.candidates,
      uri: this.uri.toString(),
      onChange: () => this.stateChanged.fire(),
      onCandidate: (change) => this.candidateChanged.fire(change),
    });
    this.kept = new KeptFindings(this.setting.findings, this.uri, session, dataset, this.checks, this.file.base);
  }

  /** Waits until what has been typed is edited. */
  private async takeTyping(): Promise<void> {
    await Promise.all(Array.from(this.typing, (settled) => settled()));
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
    this.schema = await applySchema(this.session, this.preferred.schema);
  }

  /** Shows what was found when the dataset was open before, and checks what has changed since, if it is little. */
  private openKept(): void {
    this.kept.open().catch((error: Error) => this.sayCheckFailed(error));
  }

  /** Checks what has changed since it was checked. */
  private checkChanged(wanted: WantedChecks): void {
    const { kept, checks } = this;
    const check = async () => {
      await kept.open();
      if (this.checks === checks && !checks.complete) await checks.run({ wanted });
    };
    check().catch((error: Error) => this.sayCheckFailed(error));
  }

  private checkAgain(): void {
    this.checks.run().catch((error: Error) => this.sayCheckFailed(error));
  }

  private sayCheckFailed(error: Error): void {
    this.error = `The check could not be made again: ${error.message}`;
    this.stateChanged.fire();
  }
}
