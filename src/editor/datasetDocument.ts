import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { ContentLog } from '../dataset/edits/contentLog';
import { type Edit, EditedDataset } from '../dataset/edits/editedDataset';
import { copyingSnapshot } from '../dataset/edits/copySnapshot';
import { type Fingerprint, isUntouched } from '../dataset/saving/fingerprint';
import { SaveError } from '../dataset/saving/saveError';
import type { Snapshot } from '../dataset/edits/snapshot';
import { SnapshotError, writeSnapshot } from '../dataset/edits/snapshotFile';
import type { Candidate } from '../generation/candidate';
import type { DatasetEdits } from '../engine/datasetEdits';
import type { DatasetSession } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import { inSlices } from '../threads/slices';
import { DatasetBackup } from './backup/datasetBackup';
import type { CheckSettings, DatasetChecks } from './checks/datasetChecks';
import { inOrder } from './checks/listedFindings';
import { DatasetReading } from './datasetReading';
import { DocumentEvents } from './documentEvents';
import type { DocumentSetting } from './documentSetting';
import { DatasetFile } from './file/datasetFile';
import { DatasetWriter } from './file/datasetWriter';
import type { DatasetCandidates } from './generation/datasetCandidates';
import { DatasetComparison } from './generation/datasetComparison';
import type { ModelShelf } from './generation/modelShelf';
import { saveProvenance } from './generation/saveProvenance';
import type { FilePreferences } from './filePreferences';
import { DatasetWords } from './spelling/datasetWords';
import { applySchema, type SchemaInForce, UNDETECTED } from './schemaInForce';
import { dictionaryFolders, languageOptions, problemLimit, spellingOptions } from './settings';
import { SpellingSetup } from './spelling/spellingSetup';

/** A dataset open in one or more editors: its records, edits, the schema in force, and what the checks have found. */
export class DatasetDocument implements vscode.CustomDocument {
  private readonly events = new DocumentEvents();
  /** Counts, schema, progress or summary have changed. */
  readonly onDidChangeState = this.events.stateChanged.event;
  /** What is known of records has changed: verdicts, the schema they are seen through, or the file itself. */
  readonly onDidChangeRecords = this.events.recordsChanged.event;
  /** A candidate has come, gone on, been judged or been decided about. */
  readonly onDidChangeCandidate = this.events.candidateChanged.event;
  readonly onDidEditRecords = this.events.recordsEdited.event;
  /** Something has been edited that can be undone; not when it is undone. */
  readonly onDidEdit = this.events.edited.event;
  /** Records have new keys, their positions. */
  readonly onDidRenumber = this.events.renumbered.event;
  /** The dataset has been read anew from the file. */
  readonly onDidReload = this.events.reloaded.event;
  readonly onDidDispose = this.events.disposed.event;

  readonly file: DatasetFile;
  /** Words that people have decided about. */
  readonly words: DatasetWords;
  readonly spelling: SpellingSetup;
  /** Models compared on the dataset. */
  readonly comparison: DatasetComparison;
  /** Each settles when what has been typed in an editor has been taken over: a save waits for them. */
  readonly typing = new Set<() => Promise<void>>();
  schema: SchemaInForce = UNDETECTED;
  /** What needs to be said only once: languages that are not spelled, messages. */
  readonly said = new Set<string>();
  /** Why the dataset cannot be shown, or only in part. */
  error: string | undefined;
  /** Why the file itself cannot be written to. */
  readOnly: string | undefined;

  private reading!: DatasetReading;
  /** The file read anew, or gone back to, one time after the other. */
  private rereading: Promise<void> = Promise.resolve();
  private isDisposed = false;
  /** Whether another document has what was edited here, by the file's new name. */
  isHandedOver = false;
  private readonly folder: string;
  private readonly writer: DatasetWriter;
  private readonly backup: DatasetBackup;

  private constructor(
    readonly uri: vscode.Uri,
    keptAs: string,
    private readonly setting: DocumentSetting,
  ) {
    this.file = new DatasetFile(uri, keptAs);
    this.words = new DatasetWords(setting.wordLists, uri);
    const settings = () => ({ spelling: spellingOptions(uri), folders: dictionaryFolders(uri) });
    this.spelling = new SpellingSetup(settings, this.words, setting.dictionaries);
    this.comparison = new DatasetComparison(this, setting.models, setting.comparisons);
    this.comparison.onDidChange(() => this.events.stateChanged.fire());
    this.folder = join(setting.unsaved, randomUUID());
    this.writer = new DatasetWriter(this.file, this.folder, () => this.events.stateChanged.fire());
    this.backup = new DatasetBackup(uri, this.folder, (path) => this.writeBackup(path));
  }

  /**
   * @param keptAs the name by which things are kept of the file.
   * @throws an error that names the reason when the file cannot be opened.
   */
  static async open(uri: vscode.Uri, keptAs: string, setting: DocumentSetting): Promise<DatasetDocument> {
    const document = new DatasetDocument(uri, keptAs, setting);
    try {
      await document.load();
    } catch (error) {
      document.file.dispose();
      document.words.dispose();
      throw error;
    }
    document.reading.openKept();
    return document;
  }

  get session(): DatasetSession {
    return this.reading.session;
  }

  get edits(): DatasetEdits {
    return this.reading.edits;
  }

  get checks(): DatasetChecks {
    return this.reading.checks;
  }

  get candidates(): DatasetCandidates {
    return this.reading.candidates;
  }

  /** The dataset as edited. */
  get dataset(): EditedDataset {
    return this.edits.dataset;
  }

  /** Whether the file holds something else than the dataset as edited. */
  get isDirty(): boolean {
    return !this.isHandedOver && (this.dataset.isDirty || this.file.isOverruled);
  }

  /** Settles when what is under way with the edits has ended. */
  async settled(): Promise<void> {
    await this.rereading;
    await this.edits.inTurn(() => Promise.resolve());
  }

  get progress(): readonly Progress[] {
    const { reading, checks, candidates, comparison, writer } = this;
    const all = [reading.indexProgress, checks.progress, candidates.progress, comparison.progress, writer.progress];
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
    return this.setting.preferences.get(this.file.keptAs);
  }

  /** @param choice `undefined` goes back to what is detected. */
  async chooseSchema(choice: SchemaChoice | undefined): Promise<void> {
    if (choice) schemaOf(choice);
    await this.setting.preferences.update(this.file.keptAs, { schema: choice });
    await this.applySchema();
    this.checks.forget();
  }

  /** How responses are judged. */
  get languageOptions(): LanguageOptions {
    return languageOptions(this.uri, this.preferred.expectedLanguage);
  }

  /** @param expected as in the setting `paddock.language.expected`; `undefined` goes back to the setting. */
  async chooseExpectedLanguage(expected: string | undefined): Promise<void> {
    await this.setting.preferences.update(this.file.keptAs, { expectedLanguage: expected });
    this.checks.forget();
  }

  /**
   * Edits the dataset.
   * @returns the edit; `undefined` when nothing has changed.
   */
  async edit(make: (edits: DatasetEdits) => Promise<Edit | undefined>): Promise<Edit | undefined> {
    const edit = await make(this.edits);
    if (!edit) return undefined;
    this.events.edited.fire(edit);
    void this.file.learnSum(() => this.session.crc());
    if (edit.splices && !this.schema.choice) await this.detectSchema();
    return edit;
  }

  /**
   * Goes on with an edit of one record, as typing does: its change is made anew to the record as it was before.
   * @returns false when that is not the last edit any more.
   */
  async amend(edit: Edit, change: RecordChange): Promise<boolean> {
    const amended = await this.edits.amend(edit, change);
    if (amended) this.backup.bringUpToDateSoon();
    return amended;
  }

  async undo(): Promise<void> {
    await this.edits.undo();
  }

  async redo(): Promise<void> {
    await this.edits.redo();
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
      const newKeys = await this.reading.moveTo(source, saved.index, mark);
      if (newKeys) this.events.renumbered.fire(newKeys);
      // What is accepted from now on is not in the file.
      accepted = this.candidates.unsaved;
      return true;
    });
    if (!isWhole) return this.reload();
    const { candidates } = this;
    if (await saveProvenance(this, this.file.path, accepted)) candidates.forget(accepted);
    this.error = this.session.index.problem;
    this.events.recordsChanged.fire();
  }

  /** @throws SaveError */
  async saveAs(destination: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
    await this.takeTyping();
    await this.edits.inTurn(async () => {
      await this.session.indexed;
      await this.mustBeIntact(destination);
      await this.writer.writeTo(destination, this.session, this.dataset.mark(), token);
    });
    this.backup.savedElsewhere();
    await saveProvenance(this, destination.scheme === 'file' ? destination.fsPath : undefined, this.candidates.unsaved);
  }

  /**
   * Has the next save replace what others have written to the file.
   * @param now the file as it is.
   * @returns false where they have overwritten it in place, so that what was read from it is gone.
   */
  async overrule(now: Fingerprint): Promise<boolean> {
    if (this.file.isUntouched(now)) return true;
    if (!(await this.isIntact(now))) return false;
    this.file.fingerprint = now;
    return true;
  }

  /**
   * To be called before records are written elsewhere.
   * @throws SaveError where others have overwritten the file in place: its records would be cut in the wrong places.
   */
  async mustBeIntact(destination: vscode.Uri): Promise<void> {
    const now = await this.file.look();
    if (!now || (await this.isIntact(now))) return;
    const reason = `another program has written over ${this.file.name}: save that first, and say what is to be kept`;
    throw new SaveError('changed', destination.path, reason);
  }

  /** Whether the bytes that were read are still there. Those of a file that was written anew in its place are. */
  private async isIntact(now: Fingerprint): Promise<boolean> {
    const { base, path } = this.file;
    if (path === undefined || !base || base.inode !== now.inode || isUntouched(base, now)) return true;
    return (await this.session.crc()) === base.crc;
  }

  /** Goes back to what the file holds. */
  revert(): Promise<void> {
    return this.readInTurn(async () => {
      if (this.isHandedOver) return;
      await this.takeTyping();
      this.file.refusal = undefined;
      const now = await this.file.look();
      const isAsRead = now !== undefined && this.file.isUntouched(now) && !this.file.isOverruled;
      if (!isAsRead) return this.readAnew();
      await this.reading.goBack();
      this.events.recordsChanged.fire();
    });
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
    const rereading = this.rereading.then(read);
    this.rereading = rereading.catch(() => undefined);
    return rereading;
  }

  private async readAnew(log?: ContentLog, isWanted = () => true): Promise<void> {
    const before = this.reading;
    const wasChecked = before.checks.verdicts !== undefined;
    const wanted = before.checks.inForce;
    const wasRegenerating = before.candidates.isRunning;
    const isRead = await before.edits.inTurn(async () => {
      if (this.isDisposed || !isWanted()) return false;
      before.checks.cancel();
      await before.kept.write();
      const { base, fingerprint } = this.file;
      try {
        await this.load(log);
      } catch (error) {
        // What has been edited is still over the file as it was.
        this.goBackTo(before);
        Object.assign(this.file, { base, fingerprint });
        this.say(`The file has changed and cannot be read again: ${(error as Error).message}`);
        return false;
      }
      before.edits.end();
      return true;
    });
    if (!isRead) return;
    before.dispose();
    if (!log) before.edits.dataset.log.close();
    if (this.isDisposed) return this.reading.dispose();
    if (wasChecked) {
      this.checks.expectVerdicts();
      this.reading.checkChanged(wanted);
    }
    if (wasRegenerating) this.candidates.goOn();
    this.events.reloaded.fire();
    this.events.recordsChanged.fire();
  }

  private goBackTo(before: DatasetReading): void {
    if (this.reading !== before) this.reading.dispose();
    this.reading = before;
  }

  backUp(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    return this.backup.make(destination);
  }

  /** Leaves what has been edited to the document that opens the file by another name. @returns the backup's path */
  async leaveEdits(to: vscode.Uri): Promise<string> {
    await this.takeTyping();
    return this.backup.leave(to);
  }

  /** What is kept of the file goes to the document that opens it by another name. */
  async handOver(): Promise<void> {
    this.isHandedOver = true;
    await this.reading.handOver();
  }

  /** What has been edited has been taken up by another document. */
  async discardBackup(): Promise<void> {
    await this.backup.discard();
    if (this.isDisposed) await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Takes up edits that had been backed up.
   * @returns how many of them are damaged and left out.
   * @throws SnapshotError when they do not fit this file.
   */
  async restore(snapshot: Snapshot): Promise<number> {
    await this.session.indexed;
    if (snapshot.baseCount !== this.session.index.count) {
      throw new SnapshotError('The file has another number of records now.');
    }
    const { log } = this.dataset;
    const { snapshot: copied, damaged } = await inSlices(copyingSnapshot(snapshot, log));
    this.reading.takeUp(await inSlices(EditedDataset.restoring(copied, log)));
    this.reading.openKept();
    this.events.recordsEdited.fire({ keys: [], gone: [], moved: true, isHistory: false });
    return damaged;
  }

  fileIsGone(): void {
    this.say('The file has been deleted or moved.');
  }

  fileIsThere(): void {
    this.say(this.session.index.problem);
  }

  cancelSave(): void {
    this.writer.cancel();
  }

  /** The flagged findings in the order of the dataset, with their lines as they would be saved now. */
  get findings(): readonly Finding[] {
    return inOrder(this.checks.findings, this.dataset.order, this.session.index.container === 'lines');
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancelSave();
    this.comparison.dispose();
    this.reading.dispose();
    this.dataset.log.close();
    this.backup.dispose();
    if (!this.backup.isNeeded) void rm(this.folder, { recursive: true, force: true });
    this.file.dispose();
    this.words.dispose();
    this.events.disposed.fire();
    this.events.dispose();
  }

  private async load(log = new ContentLog(this.folder)): Promise<void> {
    const location = await this.file.locate();
    const reading = new DatasetReading(location, log, {
      file: this.file,
      setting: this.setting,
      spelling: this.spelling,
      checkSettings: () => this.checkSettings,
      onState: () => this.events.stateChanged.fire(),
      onRecords: () => this.events.recordsChanged.fire(),
      onEdited: (edited) => this.events.recordsEdited.fire(edited),
      onCandidate: (change) => this.events.candidateChanged.fire(change),
      onProblem: (message) => this.say(message),
    });
    this.reading = reading;
    this.error = reading.session.problem;
    this.readOnly = await this.file.whyReadOnly();
    const detected = reading.begun.then(() => this.applySchema());
    reading.session.indexed.then(
      // A small file is indexed before its first records have told its schema.
      () => detected.then(() => this.indexed(reading), () => undefined),
      (error: Error) => this.sayUnreadable(reading, error),
    );
    await detected;
  }

  private get checkSettings(): CheckSettings {
    return { language: this.languageOptions, findings: problemLimit(this.uri), schema: this.schema.choice };
  }

  private async writeBackup(path: string): Promise<void> {
    await this.edits.inTurn(async () => {
      if (!this.file.base) throw new Error('There is no file that the edits belong to.');
      await writeSnapshot(path, this.dataset, this.file.base, inSlices);
    });
  }

  /** Waits until what has been typed is edited. */
  private async takeTyping(): Promise<void> {
    await Promise.all(Array.from(this.typing, (settled) => settled()));
  }

  private async indexed(reading: DatasetReading): Promise<void> {
    if (this.reading !== reading) return;
    this.error ??= reading.session.index.problem;
    // The first records may all have been broken ones.
    if (!this.schema.choice) await this.applySchema();
    this.events.recordsChanged.fire();
  }

  private sayUnreadable(reading: DatasetReading, error: Error): void {
    if (this.reading !== reading) return;
    this.say(`The file cannot be read to its end: ${error.message}`);
  }

  private say(error: string | undefined): void {
    this.error = error;
    this.events.stateChanged.fire();
  }

  /** The first records of a dataset tell its schema. */
  private async detectSchema(): Promise<void> {
    await this.applySchema();
    if (!this.schema.choice) return;
    this.checks.forget();
    this.events.recordsChanged.fire();
  }

  private async applySchema(): Promise<void> {
    this.schema = await applySchema(this.session, this.preferred.schema);
  }
}
