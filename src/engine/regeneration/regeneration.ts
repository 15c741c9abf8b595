import type { Edit } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import { ACCEPTABLE, type Candidate, type CandidateState } from '../../generation/candidate';
import { CandidateQueue, type GeneratedResponse, type WantedCandidate } from '../../generation/candidateQueue';
import type { CandidateFile } from '../../generation/candidateStorage';
import type { ModelChoice } from '../../generation/modelChoice';
import { type Models, type PromptPreview, Responder } from '../../generation/responder';
import type { EditStep } from '../datasetEdits';
import type { DatasetSession } from '../datasetSession';
import type { Judgement } from '../judgeCandidate';
import { CandidateJudgements, type JudgeText } from './candidateJudgements';
import { CandidateKeeping, type FoundCandidates } from './candidateKeeping';
import { CandidateRuns } from './candidateRuns';
import { CandidateTurns, type MovedCandidate } from './candidateTurns';
import { generateCandidate } from './generateCandidate';
import { type WantedResponse, wantedResponses } from './wantedResponses';

export interface RegenerationOptions {
  readonly session: DatasetSession;
  readonly models: Models;
  readonly judge: JudgeText;
  /** Whether the record is in the dataset: it may have been deleted. */
  isThere(key: RecordKey): boolean;
  /** Keeps candidates from one time that the dataset is open to the next; absent where they are not kept. */
  readonly file?: CandidateFile;
  /** Candidates cannot be kept any more, for this reason, or all of them are kept again. */
  onKeepingFailure?(failure: Error | undefined): void;
  /** How many responses a choice's backend is asked for at once; 1 where absent. */
  concurrency?(choice: ModelChoice): number;
  /** Candidates have come, gone or got another state, or the queue has been paused or goes on. */
  onChange(): void;
  /**
   * A candidate that was asked for by itself has come, or any has gone on, got another state or been judged; at most
   * about ten times a second for each while it is generated.
   * @param judgement of its text as far as it had come when it was last judged.
   */
  onCandidate(candidate: Candidate, judgement: Judgement | undefined): void;
  /** A candidate is no more. Of those that wait when all are cancelled only `onChange` tells: there may be many. */
  onRemoved(candidate: Candidate): void;
}

/** How many candidates there are at each state, those that are decided since the dataset was opened, and more. */
export interface RegenerationState extends Readonly<Record<CandidateState, number>> {
  readonly isPaused: boolean;
  /** Why it has paused by itself; for people. */
  readonly problem?: string;
}

/** Of candidates that have a whole text. */
const WHOLE: readonly CandidateState[] = [...ACCEPTABLE, 'accepted'];

/**
 * Generates candidates for the responses of one dataset, one after the other, and keeps them until they are decided
 * about. It reads records and never changes one: whoever accepts a candidate makes the edit.
 *
 * Its life: `open` once, then anything, `close` once; after that nothing happens and nothing is told any more. A dataset
 * that is read anew from its file needs another one.
 */
export class Regeneration {
  private readonly queue = new CandidateQueue();
  private readonly responder: Responder;
  private readonly judgements: CandidateJudgements;
  private readonly runs: CandidateRuns;
  private readonly keeping: CandidateKeeping | undefined;
  private readonly turns: CandidateTurns;
  private isClosed = false;

  constructor(private readonly options: RegenerationOptions) {
    const { queue } = this;
    const { session, models, judge, isThere, file, concurrency } = options;
    const responder = (this.responder = new Responder(models));
    const judgements = (this.judgements = new CandidateJudgements(judge));
    this.turns = new CandidateTurns({
      session,
      queue,
      onMoved: (moves) => this.haveMoved(moves),
      onGone: ({ id }) => this.runs.stop(id),
    });
    this.keeping = file && new CandidateKeeping(session, queue, this.turns, file, (failure) => options.onKeepingFailure?.(failure));
    this.runs = new CandidateRuns({
      queue,
      concurrency: (choice) => concurrency?.(choice) ?? 1,
      generate: async (candidate, signal) => {
        const { id } = candidate;
        await this.turns.followed;
        const now = queue.get(id);
        if (!now || !isThere(now.key)) throw new Error('The record has been deleted.');
        await generateCandidate({ session, queue, responder, judgements }, now, signal, () => this.tell(id));
      },
      onBegin: (id) => this.tell(id),
      onWhole: (id) => this.isWhole(id),
      onFailure: (id) => this.hasFailed(id),
      onFree: () => this.change(),
    });
  }

  /**
   * Takes up the candidates that were kept, as far as their records are still there; what waits stays paused.
   * @throws Error when the dataset cannot be read; it is closed then.
   */
  async open(): Promise<FoundCandidates> {
    if (!this.keeping) return { found: 0, lost: 0 };
    this.queue.isPaused = true;
    let found: FoundCandidates;
    try {
      found = await this.keeping.open();
    } catch (error) {
      // Whoever opens the dataset next waits for the file.
      await this.close();
      throw error;
    }
    this.queue.isPaused = this.queue.counts.waiting > 0;
    if (found.found > 0) this.change();
    return found;
  }

  /** Stops what is being generated, which will wait when the dataset is opened again. Settles when all is kept. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const id of this.runs.ids) this.runs.stop(id);
    await this.keeping?.close().catch(() => undefined);
    await this.runs.ended();
  }

  get state(): RegenerationState {
    const { isPaused, counts } = this.queue;
    const { problem } = this.runs;
    return { ...counts, isPaused, ...(problem !== undefined && { problem }) };
  }

  /** Whether there is or was any candidate. */
  get isUsed(): boolean {
    return Object.values(this.queue.counts).some((count) => count > 0);
  }

  get(id: number): Candidate | undefined {
    return this.queue.get(id);
  }

  /** A record's candidates, oldest first. */
  ofRecord(key: RecordKey): Candidate[] {
    return this.queue.ofRecord(key);
  }

  /** The keys of the records with a candidate at one of these states, ascending. */
  keysAt(states: readonly CandidateState[]): Uint32Array {
    return this.queue.keysAt(states);
  }

  /** Grows when candidates come, go or get another state. */
  get version(): number {
    return this.queue.version;
  }

  /** Those that were accepted and not forgotten since. */
  get accepted(): Candidate[] {
    return [...this.queue.all].filter(({ state }) => state === 'accepted');
  }

  /** Generates a candidate for a response, before all others that wait, also while they are paused. */
  regenerate(key: RecordKey, turn: number, choice: ModelChoice): Candidate {
    return this.addFirst(this.queue.add({ key, turn, choice, seed: choice.parameters.seed ?? newSeed() }, true));
  }

  /**
   * Makes a response that has been generated otherwise a candidate, to be accepted or rejected like others.
   * @param record the `contentHash` of the record that the model was asked about.
   */
  take(wanted: WantedCandidate, generated: GeneratedResponse, record: number): Candidate {
    const candidate = this.queue.addReady(wanted, generated, record);
    this.keeping?.added([candidate]);
    this.keeping?.became(candidate);
    this.options.onCandidate(candidate, undefined);
    this.change();
    return candidate;
  }

  /** Another candidate like this one, with another seed; one that has failed goes. */
  again(id: number): Candidate | undefined {
    const before = this.queue.get(id);
    const candidate = this.queue.again(id, newSeed());
    if (!candidate) return undefined;
    if (before && !this.queue.get(id)) this.gone(before);
    return this.addFirst(candidate);
  }

  /**
   * Has candidates wait for their turn, in the order given; but for responses that already have one that waits.
   * @returns how many have been added.
   * @throws the signal's reason; those that have been added stay.
   */
  async regenerateAll(wanted: Iterable<WantedResponse>, choice: ModelChoice, signal?: AbortSignal): Promise<number> {
    this.runs.problem = undefined;
    let count = 0;
    for await (const some of wantedResponses(this.options.session, wanted)) {
      signal?.throwIfAborted();
      if (this.isClosed) break;
      const added: Candidate[] = [];
      for (const { key, turn } of some) {
        if (this.queue.isAwaited({ key, turn, choice })) continue;
        added.push(this.queue.add({ key, turn, choice, seed: choice.parameters.seed ?? newSeed() }));
      }
      count += added.length;
      this.keeping?.added(added);
      this.change();
    }
    return count;
  }

  /** Nothing is generated until `resume`, but for what is asked for by itself. What is being generated waits again. */
  pause(): void {
    for (const id of this.runs.pause()) this.tell(id);
    this.change();
  }

  resume(): void {
    this.runs.resume();
    this.responder.forget();
    this.change();
  }

  /** Drops all that waits or is being generated. */
  cancelAll(): void {
    const waiting = this.queue.removeWaiting();
    this.keeping?.removed(waiting);
    for (const id of this.runs.ids) this.cancel(id);
    this.runs.resume();
    this.change();
  }

  /** Drops a candidate that waits, is being generated or has failed. */
  cancel(id: number): void {
    const candidate = this.queue.get(id);
    if (!candidate || !['waiting', 'generating', 'failed'].includes(candidate.state)) return;
    this.queue.remove(id);
    this.runs.stop(id);
    this.gone(candidate);
    this.change();
  }

  /**
   * The candidate has been put in the response's place: to be called once that has been done. Others of the response
   * need no decision any more.
   * @param text what the user has made of it.
   * @returns the candidate as accepted; `undefined` where it was not ready.
   */
  accept(id: number, text?: string): Candidate | undefined {
    const accepted = this.decide(this.queue.accept(id, text));
    if (accepted) for (const other of this.queue.supersede(id)) this.decide(other);
    return accepted;
  }

  /** The user types in a candidate. @param text absent where that has been taken back. */
  type(id: number, text: string | undefined): void {
    const candidate = this.queue.type(id, text);
    if (candidate) this.keeping?.typed(candidate);
  }

  /** A candidate that was accepted has been taken out of the record again: it can be decided about once more. */
  takeBack(id: number): void {
    const isAccepted = this.queue.get(id)?.state === 'accepted';
    if (isAccepted) this.queue.takeBack(id);
    // Also where it has been saved and forgotten.
    const back = [...(isAccepted ? [id] : []), ...this.queue.bringBack(id).map((other) => other.id)];
    for (const each of back) {
      this.keeping?.takenBack(each);
      this.tell(each);
    }
    if (back.length > 0) this.change();
  }

  reject(id: number): void {
    this.queue.reject(id);
    const candidate = this.queue.get(id);
    if (candidate?.state === 'rejected') this.decide(candidate);
  }

  /** Candidates that were accepted need not be known any more: what they were has been saved. */
  forget(ids: readonly number[]): void {
    const gone = ids.filter((id) => this.queue.get(id)?.state === 'accepted');
    for (const id of gone) this.queue.remove(id);
    this.keeping?.removed(gone);
    this.change();
  }

  /** Whether the record is not as it was when the model was asked. */
  async hasChanged(id: number): Promise<boolean> {
    await this.followed;
    const candidate = this.queue.get(id);
    if (candidate?.record === undefined) return false;
    const [hash] = await this.options.session.contentHashes(Uint32Array.of(candidate.key));
    return hash !== candidate.record;
  }

  /** What the checks say of a candidate's text now; `undefined` where it has none, or cannot be judged. */
  async judgement(id: number): Promise<Judgement | undefined> {
    const known = this.judgements.get(id);
    const candidate = this.queue.get(id);
    if (known || !candidate || !WHOLE.includes(candidate.state)) return known;
    const { key, turn, text } = candidate;
    const judgement = await this.options.judge({ key, turn, text, isWhole: true }).catch(() => undefined);
    if (judgement && this.queue.get(id)) this.judgements.set(id, judgement);
    return judgement;
  }

  /** Checks judge otherwise now: candidates are judged again when it is asked for. */
  forgetJudgements(): void {
    this.judgements.forget((id) => !this.runs.has(id));
  }

  /**
   * What would be sent for a response now.
   * @throws GenerationError, or Error when there is no such response.
   */
  async prompt(key: RecordKey, turn: number, choice: ModelChoice): Promise<PromptPreview> {
    this.responder.forget();
    const { turns } = await this.options.session.askedTurns(key, turn);
    return this.responder.preview(choice, turns, new AbortController().signal);
  }

  /** Models, backends or templates are others now. */
  modelsChanged(): void {
    this.responder.forget();
  }

  /** Settles when candidates are where all edits so far have put their responses. */
  get followed(): Promise<void> {
    return this.turns.followed;
  }

  /** An edit has been made, undone or made again: candidates stay with their responses. */
  follow(edit: Edit, how: EditStep): void {
    this.turns.follow(edit, how);
  }

  /** All edits since the last save have been taken back. */
  revert(): void {
    this.turns.revert();
  }

  /** The file holds what has been edited. */
  saved(): void {
    this.turns.saved();
  }

  /** Records have been edited, or edits undone. */
  recordsEdited(keys: Keys): void {
    const edited = this.queue.placesOf(keys).map((at) => keys[at]);
    for (const { id } of edited.flatMap((key) => this.queue.ofRecord(key))) {
      if (!this.runs.has(id)) this.judgements.delete(id);
    }
    this.keeping?.edited(edited);
  }

  /** Records have new keys after a save. @param oldKeys by the new ones. */
  renumber(oldKeys: Uint32Array): void {
    const known = [...Array.from(this.queue.all, ({ key }) => key), ...this.turns.away.map(({ key }) => key)];
    const wanted = new Map(known.map((key) => [key, undefined as RecordKey | undefined]));
    oldKeys.forEach((old, key) => wanted.has(old) && wanted.set(old, key));
    // Records that have been added since the save began are in no file yet, and keep their keys.
    const newKey = (key: RecordKey) => wanted.get(key) ?? (this.options.isThere(key) ? key : undefined);
    this.keeping?.renumbered(newKey);
    this.turns.renumber(newKey);
    const gone = this.queue.renumber(newKey);
    for (const id of gone) this.runs.stop(id);
    this.change();
  }

  /** Settles when all that has become of candidates is kept, whatever happens to this process. */
  async kept(): Promise<void> {
    await this.keeping?.written();
  }

  private haveMoved(moves: readonly MovedCandidate[]): void {
    for (const { id } of moves) if (!this.runs.has(id)) this.judgements.delete(id);
    this.keeping?.moved(moves);
    this.change();
  }

  private addFirst(candidate: Candidate): Candidate {
    this.keeping?.added([candidate]);
    this.options.onCandidate(candidate, undefined);
    this.change();
    return candidate;
  }

  private decide(candidate: Candidate | undefined): Candidate | undefined {
    if (!candidate) return undefined;
    this.keeping?.became(candidate);
    this.tell(candidate.id);
    if (candidate.state === 'rejected') this.judgements.delete(candidate.id);
    this.change();
    return candidate;
  }

  private gone(candidate: Candidate): void {
    this.judgements.delete(candidate.id);
    this.options.onRemoved(candidate);
    this.keeping?.removed([candidate.id]);
  }

  private tell(id: number): void {
    const candidate = this.queue.get(id);
    if (candidate && !this.isClosed) this.options.onCandidate(candidate, this.judgements.get(id));
  }

  /** Says that something has changed, and begins what can be begun now. */
  private change(): void {
    if (this.isClosed) return;
    this.runs.begin();
    this.options.onChange();
  }

  private isWhole(id: number): void {
    const candidate = this.queue.get(id);
    if (!candidate) return;
    this.keeping?.became(candidate);
    // What was said of a part of it may stand until the whole has been judged.
    this.tell(id);
    this.judgements.delete(id);
    this.judgement(id).then(() => this.tell(id), () => undefined);
  }

  private hasFailed(id: number): void {
    this.responder.forget();
    this.judgements.delete(id);
    const candidate = this.queue.get(id);
    if (candidate?.state === 'failed') this.keeping?.became(candidate);
    this.tell(id);
  }
}

/** Any, of those that all backends take. */
function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
