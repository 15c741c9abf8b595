import * as vscode from 'vscode';
import type { Edit, EditedDataset } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import type { EditStep } from '../../engine/datasetEdits';
import type { DatasetSession } from '../../engine/datasetSession';
import { judgeCandidate, type Judgement } from '../../engine/judgeCandidate';
import { Regeneration, type RegenerationState } from '../../engine/regeneration/regeneration';
import type { Candidate, CandidateState } from '../../generation/candidate';
import type { GeneratedResponse, WantedCandidate } from '../../generation/candidateQueue';
import type { CandidateStorage } from '../../generation/candidateStorage';
import type { ModelChoice } from '../../generation/modelChoice';
import type { PromptPreview } from '../../generation/responder';
import type { CandidateDetail, Progress } from '../../protocol/toWebview';
import type { DatasetChecks } from '../checks/datasetChecks';
import { sayDamaged, sayKeeping } from '../keepingMessages';
import { WorkRate, progressDetail } from '../progressText';
import { parallelRequests } from './generationSettings';
import type { ModelShelf } from './modelShelf';

/** A candidate as it is shown, and whose it is. */
export interface CandidateChange {
  readonly key: RecordKey;
  readonly turn: number;
  readonly candidate: CandidateDetail;
}

/** Those that a user has still to do with, the most pressing first. */
const OPEN: readonly CandidateState[] = ['ready', 'failed', 'generating', 'waiting'];
/** Those that are shown with their record. */
const SHOWN: readonly CandidateState[] = [...OPEN, 'superseded'];

export interface CandidatesSetting {
  readonly session: DatasetSession;
  readonly dataset: EditedDataset;
  readonly checks: DatasetChecks;
  readonly models: ModelShelf;
  readonly storage: CandidateStorage;
  /** Of the dataset. */
  readonly uri: string;
  /** The name by which they are kept. */
  readonly keptAs: string;
  /** Counts have changed. */
  onChange(): void;
  onCandidate(change: CandidateChange): void;
}

/** What is generated for one dataset's responses, until it is accepted or rejected. */
export class DatasetCandidates implements vscode.Disposable {
  private regeneration: Regeneration | undefined;
  private readonly opening: Promise<Regeneration>;
  private readonly subscriptions: vscode.Disposable[];
  /** What accepting has edited, so that undoing it brings the candidate back. */
  private readonly accepted = new WeakMap<Edit, { readonly id: number; readonly text?: string }>();
  /** Ids of those that have been accepted since the dataset was opened. */
  private readonly acceptedNow = new Set<number>();
  /** How much of what was asked for last has been done. */
  private batch: { of: number; pending: number; readonly rate: WorkRate } | undefined;
  private judgedBy: unknown;
  private problemSaid: string | undefined;
  private isDisposed = false;

  constructor(private readonly setting: CandidatesSetting) {
    const { checks, models } = setting;
    this.opening = this.open();
    // Where nothing can be kept or read, the dataset is still there to be worked on.
    this.opening.catch((error: Error) => console.warn(`Paddock: candidates of ${setting.uri} cannot be had. ${error.message}`));
    this.subscriptions = [
      models.onDidChange(() => this.regeneration?.modelsChanged()),
      models.onWillClose(() => void this.regeneration?.close()),
      checks.onDidChange(() => {
        if (checks.check === this.judgedBy) return;
        this.judgedBy = checks.check;
        this.regeneration?.forgetJudgements();
      }),
    ];
  }

  /** Absent while there has been none. */
  get state(): RegenerationState | undefined {
    return this.regeneration?.isUsed ? this.regeneration.state : undefined;
  }

  /** Whether responses are being generated one after the other, and not only waiting. */
  get isRunning(): boolean {
    const { state } = this;
    return state !== undefined && !state.isPaused && state.waiting + state.generating > 0;
  }

  /** Grows when candidates come, go or get another state. */
  get version(): number {
    return this.regeneration?.version ?? 0;
  }

  /** Of what was asked for together; a single response shows by itself how far it is. */
  get progress(): Progress | undefined {
    const { batch, state } = this;
    if (!batch || !state || state.isPaused || batch.of < 2) return undefined;
    const done = batch.of - batch.pending;
    const detail = progressDetail({ done, of: batch.of }, batch.rate, 'responses');
    return { task: 'generate', label: 'Regenerating', done: done / batch.of, detail };
  }

  get(id: number): Candidate | undefined {
    return this.regeneration?.get(id);
  }

  /** The keys of the records with a candidate at one of these states, ascending. */
  keysAt(states: readonly CandidateState[]): Uint32Array {
    return this.regeneration?.keysAt(states) ?? new Uint32Array();
  }

  /** The candidate that commands are about: the newest one to be accepted or rejected. */
  current(key: RecordKey): Candidate | undefined {
    return this.regeneration?.ofRecord(key).findLast(({ state }) => state === 'ready');
  }

  /** What the list says of a record's candidates. */
  rowState(key: RecordKey): CandidateState | undefined {
    const candidates = this.regeneration?.ofRecord(key) ?? [];
    return OPEN.find((state) => candidates.some((candidate) => candidate.state === state));
  }

  /** Those of a record that are not decided, oldest first. */
  async details(key: RecordKey): Promise<ReadonlyMap<number, CandidateDetail[]>> {
    const { regeneration } = this;
    await regeneration?.followed;
    const byTurn = new Map<number, CandidateDetail[]>();
    for (const { id } of regeneration?.ofRecord(key) ?? []) {
      await this.prepareToJudge();
      const judgement = await regeneration?.judgement(id);
      const hasChanged = await regeneration?.hasChanged(id);
      // As it is by now.
      const candidate = regeneration?.get(id);
      if (!candidate || !SHOWN.includes(candidate.state)) continue;
      const isOutdated = hasChanged && candidate.state === 'ready';
      byTurn.set(candidate.turn, [...(byTurn.get(candidate.turn) ?? []), detailOf(candidate, judgement, isOutdated)]);
    }
    return byTurn;
  }

  async regenerate(key: RecordKey, turn: number, choice: ModelChoice): Promise<void> {
    const regeneration = await this.opening;
    await this.prepareToJudge();
    regeneration.regenerate(key, turn, choice);
  }

  /** @returns how many have been added: responses that wait already are not asked for twice. */
  async regenerateAll(
    wanted: Iterable<{ readonly key: RecordKey; readonly turn?: number }>,
    choice: ModelChoice,
    signal?: AbortSignal,
  ): Promise<number> {
    const regeneration = await this.opening;
    await this.prepareToJudge();
    return regeneration.regenerateAll(wanted, choice, signal);
  }

  /** Makes a response that has been generated otherwise a candidate. @param record the `contentHash` of its record. */
  async take(wanted: WantedCandidate, generated: GeneratedResponse, record: number): Promise<void> {
    (await this.opening).take(wanted, generated, record);
  }

  /** The user types in a candidate. @param text absent where that has been taken back. */
  edit(id: number, text: string | undefined): void {
    this.regeneration?.type(id, text);
  }

  /** What the user has made of a candidate, where that is another text. */
  editedText(id: number): string | undefined {
    return this.get(id)?.typed;
  }

  again(id: number): void {
    this.regeneration?.again(id);
  }

  cancel(id: number): void {
    this.regeneration?.cancel(id);
  }

  reject(id: number): void {
    this.regeneration?.reject(id);
  }

  pause(): void {
    this.regeneration?.pause();
  }

  resume(): void {
    this.regeneration?.resume();
  }

  /** Resumes once those that were kept are there. */
  goOn(): void {
    this.opening.then(
      (regeneration) => regeneration.resume(),
      () => undefined,
    );
  }

  cancelAll(): void {
    this.regeneration?.cancelAll();
  }

  /** What would be sent for a response now. @throws GenerationError, or Error when there is no such response. */
  async prompt(key: RecordKey, turn: number, choice: ModelChoice): Promise<PromptPreview> {
    return (await this.opening).prompt(key, turn, choice);
  }

  /** Whether the record is not as it was when the model was asked. */
  hasChanged(id: number): Promise<boolean> {
    return this.regeneration?.hasChanged(id) ?? Promise.resolve(false);
  }

  /** The candidate stands in its response's place, by this edit; undone, it can be decided about once more. */
  accept(id: number, text: string | undefined, edit: Edit | undefined): void {
    if (edit) this.accepted.set(edit, { id, text });
    this.acceptedNow.add(id);
    this.regeneration?.accept(id, text);
  }

  /** Those that have been accepted and are in no file yet. */
  get unsaved(): readonly Candidate[] {
    return this.regeneration?.accepted ?? [];
  }

  /** Whether it has been accepted since the dataset was opened: another text in its place is what became of it. */
  isAcceptedNow(id: number): boolean {
    return this.acceptedNow.has(id);
  }

  /** They are in the file now. */
  forget(candidates: readonly Candidate[]): void {
    if (candidates.length > 0) this.regeneration?.forget(candidates.map(({ id }) => id));
  }

  /** Records have been edited, or an edit has been undone or made again. */
  follow(edit: Edit, keys: Keys, how: EditStep): void {
    this.regeneration?.follow(edit, how);
    this.regeneration?.recordsEdited(keys);
    const accepted = this.accepted.get(edit);
    if (accepted && how === 'undo') this.regeneration?.takeBack(accepted.id);
    if (accepted && how === 'redo') this.regeneration?.accept(accepted.id, accepted.text);
  }

  /** All edits that are not saved are taken back. */
  revert(keys: readonly RecordKey[]): void {
    this.regeneration?.revert();
    for (const { id } of this.unsaved) this.regeneration?.takeBack(id);
    this.regeneration?.recordsEdited(keys);
  }

  /** The file holds what has been edited. */
  saved(): void {
    this.regeneration?.saved();
  }

  /** Records have new keys after a save. @param oldKeys by the new ones. */
  renumber(oldKeys: Uint32Array): void {
    this.regeneration?.renumber(oldKeys);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const subscription of this.subscriptions) subscription.dispose();
    this.opening.then(
      (regeneration) => regeneration.close(),
      () => undefined,
    );
  }

  private async open(): Promise<Regeneration> {
    const { session, dataset, models, storage, uri, keptAs } = this.setting;
    const file = await storage.open(keptAs);
    sayDamaged('candidates', uri, file.problems);
    const regeneration = new Regeneration({
      session,
      models,
      judge: (wanted) => judgeCandidate(session, this.setting.checks.verdicts, { ...wanted, locale: vscode.env.language }),
      isThere: (key) => dataset.order.positionOf(key) >= 0,
      file,
      onKeepingFailure: (failure) => sayKeeping('Candidates', uri, failure),
      concurrency: ({ backend }) => parallelRequests(backend),
      onChange: () => this.change(),
      onCandidate: (candidate, judgement) => void this.tell(candidate, judgement),
      onRemoved: (candidate) => this.say({ ...candidate, state: 'rejected', text: '' }, undefined, false),
    });
    if (!this.isDisposed) await regeneration.open();
    this.regeneration = regeneration;
    this.change();
    return regeneration;
  }

  /** Candidates are judged as the dataset's responses are; where nothing has been checked yet, as they would be. */
  private async prepareToJudge(): Promise<void> {
    await this.setting.checks.prepareToJudge().catch(() => undefined);
  }

  private change(): void {
    if (this.isDisposed) return;
    const { regeneration } = this;
    if (regeneration) {
      const { waiting, generating, problem } = regeneration.state;
      this.follows(waiting + generating);
      if (problem !== undefined && problem !== this.problemSaid) void this.sayPaused(problem);
      this.problemSaid = problem;
    }
    this.setting.onChange();
  }

  private follows(pending: number): void {
    if (pending === 0) {
      this.batch = undefined;
    } else if (!this.batch) {
      this.batch = { of: pending, pending, rate: new WorkRate() };
    } else {
      this.batch.of += Math.max(0, pending - this.batch.pending);
      this.batch.pending = pending;
    }
  }

  private async sayPaused(problem: string): Promise<void> {
    const resume = 'Resume';
    const answer = await vscode.window.showErrorMessage(`Regenerating has been paused. ${problem}`, resume, 'Select Model');
    if (answer === resume) this.resume();
    else if (answer !== undefined) await vscode.commands.executeCommand('paddock.selectModel');
  }

  private async tell(candidate: Candidate, judgement: Judgement | undefined): Promise<void> {
    const isOutdated = candidate.state === 'ready' && (await this.hasChanged(candidate.id).catch(() => false));
    this.say(candidate, judgement, isOutdated);
  }

  private say(candidate: Candidate, judgement: Judgement | undefined, isOutdated: boolean): void {
    if (this.isDisposed) return;
    const { key, turn } = candidate;
    this.setting.onCandidate({ key, turn, candidate: detailOf(candidate, judgement, isOutdated) });
  }
}

function detailOf(candidate: Candidate, judgement: Judgement | undefined, isOutdated = false): CandidateDetail {
  const { id, state, text, typed, choice, seed, end, error } = candidate;
  const { language, verdict, spelling, message, isFlagged = false } = judgement ?? {};
  const judged = { language, verdict, spelling, message, isFlagged };
  return { id, state, text, typed, model: choice.name, template: choice.template, seed, end, error, ...judged, isOutdated };
}
