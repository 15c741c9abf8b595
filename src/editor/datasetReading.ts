import type * as vscode from 'vscode';
import type { ContentLog } from '../dataset/edits/contentLog';
import { EditedDataset, type SaveMark } from '../dataset/edits/editedDataset';
import type { Keys } from '../dataset/edits/recordOrder';
import type { NewKeys } from '../dataset/edits/renumbering';
import type { SharedIndex } from '../dataset/recordIndex';
import type { ByteSource, SourceLocation } from '../dataset/source';
import { DatasetEdits } from '../engine/datasetEdits';
import { DatasetSession } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import { inSlices } from '../threads/slices';
import { type CheckSettings, DatasetChecks, type WantedChecks } from './checks/datasetChecks';
import { KeptFindings } from './checks/keptFindings';
import type { RecordsEdited } from './documentEvents';
import type { DocumentSetting } from './documentSetting';
import { followEdit, type Followers, followRevert } from './followEdit';
import type { DatasetFile } from './file/datasetFile';
import { type CandidateChange, DatasetCandidates } from './generation/datasetCandidates';
import { progressDetail, WorkRate } from './progressText';
import { checkThreads } from './settings';
import type { SpellingSetup } from './spelling/spellingSetup';

export interface ReadingOptions {
  readonly file: DatasetFile;
  readonly setting: DocumentSetting;
  readonly spelling: SpellingSetup;
  /** How records are to be checked. */
  readonly checkSettings: () => CheckSettings;
  /** Counts or progress have changed. */
  onState(): void;
  /** What is known of records has changed. */
  onRecords(): void;
  onEdited(edited: RecordsEdited): void;
  onCandidate(change: CandidateChange): void;
  /** Records could not be checked. */
  onProblem(message: string): void;
}

/**
 * A dataset as its file was read at one time: what reads its records, what is edited in them, and what is known of
 * them. When the file is read anew, another one takes its place.
 */
export class DatasetReading implements vscode.Disposable {
  readonly session: DatasetSession;
  edits!: DatasetEdits;
  checks!: DatasetChecks;
  candidates!: DatasetCandidates;
  kept!: KeptFindings;
  indexProgress: Progress | undefined;
  /** Settles when there is a record to show, or when there will be none. */
  readonly begun: Promise<void>;
  private begin: () => void = () => undefined;
  private readonly rate = new WorkRate();
  private isDisposed = false;

  /**
   * @param location of the file's bytes.
   * @param log of what is edited.
   */
  constructor(
    location: SourceLocation,
    log: ContentLog,
    private readonly options: ReadingOptions,
  ) {
    this.begun = new Promise((resolve) => (this.begin = resolve));
    this.session = new DatasetSession(location, {
      programs: options.setting.programs,
      threads: checkThreads(),
      onIndexed: (bytes) => this.follow(bytes),
    });
    this.session.indexed.catch(() => {
      this.indexProgress = undefined;
      this.begin();
    });
    if (this.session.problem) this.begin();
    this.useDataset(new EditedDataset(this.session.index.count, log));
  }

  /** Puts a dataset as edited in the place of the one that there is. */
  takeUp(dataset: EditedDataset): void {
    this.disposeParts();
    this.useDataset(dataset);
  }

  /**
   * The file has become the dataset as edited when a save began. To be done while nothing else is edited.
   * @returns the records' new keys, where they have new ones.
   */
  async moveTo(source: ByteSource, index: SharedIndex, mark: SaveMark): Promise<NewKeys | undefined> {
    const { session, edits, checks, candidates, kept, options } = this;
    const move = await inSlices(edits.dataset.saving(mark, index.count));
    const newKeys = move();
    session.useSaved(source, index, newKeys !== undefined);
    kept.moveTo(options.file.base);
    candidates.saved();
    if (!newKeys) return undefined;
    edits.renumbered(newKeys);
    const wasChecking = checks.renumber(newKeys);
    candidates.renumber(newKeys.oldKeys);
    if (wasChecking) checks.run().catch((error: Error) => this.sayCheckFailed(error));
    return newKeys;
  }

  /** Goes back to what the file holds. */
  goBack(): Promise<void> {
    return this.edits.revert((revert) => followRevert(revert, this.followers));
  }

  private checkAgain(keys: Keys): void {
    this.checks.again(keys).catch((error: Error) => {
      this.options.onProblem(`The edited records could not be checked: ${error.message}`);
    });
  }

  /** Shows what was found when the dataset was open before, and checks what has changed since, if it is little. */
  openKept(): void {
    this.kept.open().catch((error: Error) => this.sayCheckFailed(error));
  }

  /** Checks what has changed since it was checked. */
  checkChanged(wanted: WantedChecks): void {
    const { kept, checks } = this;
    const check = async () => {
      await kept.open();
      if (!this.isDisposed && this.checks === checks && !checks.complete) await checks.run({ wanted });
    };
    check().catch((error: Error) => this.sayCheckFailed(error));
  }

  /** What is kept of the dataset is someone else's from now on. */
  async handOver(): Promise<void> {
    this.candidates.dispose();
    await this.kept.close();
  }

  /** What has been edited stays in its log, which another reading may take over. */
  dispose(): void {
    this.isDisposed = true;
    this.session.close();
    this.disposeParts();
  }

  private sayCheckFailed(error: Error): void {
    if (!this.isDisposed) this.options.onProblem(`The check could not be made again: ${error.message}`);
  }

  private disposeParts(): void {
    this.kept.dispose();
    this.checks.dispose();
    this.candidates.dispose();
  }

  private useDataset(dataset: EditedDataset): void {
    const { session, options } = this;
    const { file, setting } = options;
    this.edits = new DatasetEdits(session, dataset, (edit, how) =>
      // The edit has been made all the same, and is to be saved.
      followEdit(edit, how, this.followers).catch((error: Error) => {
        options.onProblem(`What is known of the records did not follow an edit: ${error.message}`);
      }),
    );
    this.checks = new DatasetChecks(session, dataset, options.checkSettings, options.spelling);
    this.checks.onDidChange(() => options.onRecords());
    this.candidates = new DatasetCandidates({
      session,
      dataset,
      checks: this.checks,
      models: setting.models,
      storage: setting.candidates,
      uri: file.uri.toString(),
      keptAs: file.keptAs,
      onChange: () => options.onState(),
      onCandidate: (change) => options.onCandidate(change),
    });
    this.kept = new KeptFindings(setting.findings, file.keptAs, session, dataset, this.checks, () => this.edits.isAtWork, file.base);
  }

  private get followers(): Followers {
    const { edits, checks, candidates, options } = this;
    const onEdited = (edited: RecordsEdited) => options.onEdited(edited);
    return { dataset: edits.dataset, checks, candidates, onEdited, checkAgain: (keys) => this.checkAgain(keys) };
  }

  /** @param bytes how many of the file have been indexed. */
  private follow(bytes: number): void {
    const { index, size } = this.session;
    const { order } = this.edits.dataset;
    if (order.isIdentity) order.grow(index.count);
    if (index.count > 0 || index.complete) this.begin();
    const detail = progressDetail({ done: bytes, of: size }, this.rate, 'bytes');
    this.indexProgress = index.complete ? undefined : { task: 'index', label: 'Indexing', done: bytes / size, detail };
    this.options.onState();
  }
}
