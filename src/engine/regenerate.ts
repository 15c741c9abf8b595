import type { RecordKey } from '../dataset/edits/recordKey';
import { GenerationError, MODEL_FAILURES } from '../generation/backend';
import type { Candidate, CandidateState } from '../generation/candidate';
import { CandidateQueue, type GeneratedResponse, laneOf, type WantedCandidate } from '../generation/candidateQueue';
import type { CandidateFile } from '../generation/candidateStorage';
import type { ModelChoice } from '../generation/modelChoice';
import { Pace } from '../threads/pace';
import { Throttled } from '../threads/throttled';
import { CandidateKeeping, type FoundCandidates } from './candidateKeeping';
import type { DatasetSession } from './datasetSession';
import type { WantedJudgement } from './judgeResponse';
import type { Judgement } from './judgeCandidate';
import { LiveJudging } from './liveJudging';
import { type Models, mustFit, type PreparedPrompt, Responder } from './responder';

export type { FoundCandidates };

export interface RegenerationOptions {
  readonly session: DatasetSession;
  readonly models: Models;
  /** Judges a text in a response's place, most often by `judgeCandidate`. */
  judge(wanted: Omit<WantedJudgement, 'locale'>): Promise<Judgement>;
  /** Whether the record is in the dataset: it may have been deleted. */
  isThere(key: RecordKey): boolean;
  /** Keeps candidates from one time that the dataset is open to the next; absent where they are not kept. */
  readonly file?: CandidateFile;
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

/** So many failures in a row, of other kinds, are not the records' fault. */
const MOST_FAILURES_IN_A_ROW = 5;
/** How often a text that grows is shown, in milliseconds. */
const SHOW_INTERVAL = 100;
/** So many records with candidates that have been edited are looked at together, after so many milliseconds. */
const EDITED_INTERVAL = 500;
/** Judgements are made again where they are wanted and not among the latest. */
const MOST_JUDGEMENTS = 500;

/** A candidate that is being generated. */
interface Running {
  readonly abort: AbortController;
  /** Whether it was asked for by itself. */
  readonly isFirst: boolean;
}

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
  private readonly keeping: CandidateKeeping | undefined;
  private readonly running = new Map<number, Running>();
  private readonly busy = new Map<string, number>();
  /** Ids of candidates that were asked for by themselves. */
  private readonly firsts = new Set<number>();
  private readonly judgements = new Map<number, Judgement>();
  private readonly editedKeys = new Set<RecordKey>();
  private readonly lookAtEdited = new Throttled(() => this.keepEdited(), EDITED_INTERVAL);
  private readonly runs = new Set<Promise<void>>();
  private failuresInARow = 0;
  private problem: string | undefined;
  private isClosed = false;

  constructor(private readonly options: RegenerationOptions) {
    this.responder = new Responder(options.session, options.models);
    this.keeping = options.file && new CandidateKeeping(options.session, this.queue, options.file);
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
    this.lookAtEdited.cancel();
    this.keepEdited();
    this.isClosed = true;
    for (const { abort } of this.running.values()) abort.abort();
    await this.keeping?.close().catch(() => undefined);
    await Promise.all(this.runs);
  }

  get state(): RegenerationState {
    const { isPaused, counts } = this.queue;
    return { ...counts, isPaused, ...(this.problem !== undefined && { problem: this.problem }) };
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
    if (before && !this.queue.get(id)) this.gone([before]);
    return this.addFirst(candidate);
  }

  /**
   * Has candidates wait for their turn, in the order given; but for responses that already have one that waits.
   * @param wanted records, with the response that is meant: the record's last one where it is absent.
   * @returns how many have been added.
   * @throws the signal's reason; those that have been added stay.
   */
  async regenerateAll(
    wanted: Iterable<{ readonly key: RecordKey; readonly turn?: number }>,
    choice: ModelChoice,
    signal?: AbortSignal,
  ): Promise<number> {
    this.problem = undefined;
    let count = 0;
    const pace = new Pace();
    for (const some of stepsOf(wanted)) {
      const unknown = some.filter(({ turn }) => turn === undefined).map(({ key }) => key);
      const turns = unknown.length > 0 ? await this.options.session.lastResponses(Uint32Array.from(unknown)) : new Int32Array();
      signal?.throwIfAborted();
      if (this.isClosed) break;
      const last = new Map(unknown.map((key, at) => [key, turns[at]]));
      const added: Candidate[] = [];
      for (const { key, turn = last.get(key)! } of some) {
        if (turn < 0 || this.queue.isAwaited({ key, turn, choice })) continue;
        added.push(this.queue.add({ key, turn, choice, seed: choice.parameters.seed ?? newSeed() }));
      }
      count += added.length;
      this.keeping?.added(added);
      this.change();
      await pace.keep();
    }
    return count;
  }

  /** Nothing is generated until `resume`, but for what is asked for by itself. What is being generated waits again. */
  pause(): void {
    this.queue.isPaused = true;
    for (const [id, { abort }] of this.running) {
      this.queue.postpone(id);
      this.firsts.delete(id);
      abort.abort();
      this.tell(id);
    }
    this.change();
  }

  resume(): void {
    this.queue.isPaused = false;
    this.problem = undefined;
    this.failuresInARow = 0;
    this.responder.forget();
    this.change();
  }

  /** Drops all that waits or is being generated. */
  cancelAll(): void {
    const waiting = this.queue.removeWaiting();
    for (const id of waiting) this.firsts.delete(id);
    this.keeping?.removed(waiting);
    for (const id of [...this.running.keys()]) this.cancel(id);
    this.queue.isPaused = false;
    this.problem = undefined;
    this.change();
  }

  /** Drops a candidate that waits, is being generated or has failed. */
  cancel(id: number): void {
    const candidate = this.queue.get(id);
    if (!candidate || !['waiting', 'generating', 'failed'].includes(candidate.state)) return;
    this.queue.remove(id);
    this.running.get(id)?.abort.abort();
    this.gone([candidate]);
    this.change();
  }

  /**
   * The candidate has been put in the response's place: to be called once that has been done.
   * @param text what the user has made of it.
   * @returns the candidate as accepted; `undefined` where it was not ready.
   */
  accept(id: number, text?: string): Candidate | undefined {
    return this.decide(this.queue.accept(id, text));
  }

  /** A candidate that was accepted has been taken out of the record again: it can be decided about once more. */
  takeBack(id: number): void {
    if (this.queue.get(id)?.state !== 'accepted') return;
    this.queue.takeBack(id);
    this.keeping?.takenBack(id);
    this.tell(id);
    this.change();
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
    const candidate = this.queue.get(id);
    if (candidate?.record === undefined) return false;
    const [hash] = await this.options.session.contentHashes(Uint32Array.of(candidate.key));
    return hash !== candidate.record;
  }

  /** What the checks say of a candidate's text now; `undefined` where it has none, or cannot be judged. */
  async judgement(id: number): Promise<Judgement | undefined> {
    const known = this.judgements.get(id);
    const candidate = this.queue.get(id);
    if (known || !candidate || (candidate.state !== 'ready' && candidate.state !== 'accepted')) return known;
    const { key, turn, text } = candidate;
    const judgement = await this.options.judge({ key, turn, text, isWhole: true }).catch(() => undefined);
    if (judgement && this.queue.get(id)) this.remember(id, judgement);
    return judgement;
  }

  /** Checks judge otherwise now: candidates are judged again when it is asked for. */
  forgetJudgements(): void {
    for (const id of [...this.judgements.keys()]) if (!this.running.has(id)) this.judgements.delete(id);
  }

  /**
   * What would be sent for a response now.
   * @throws GenerationError, or Error when there is no such response.
   */
  prompt(key: RecordKey, turn: number, choice: ModelChoice, signal = new AbortController().signal): Promise<PreparedPrompt> {
    this.responder.forget();
    return this.responder.prepare(choice, key, turn, signal);
  }

  /** Models, backends or templates are others now. */
  modelsChanged(): void {
    this.responder.forget();
  }

  /** Records have been edited, or edits undone. */
  recordsEdited(keys: readonly RecordKey[]): void {
    for (const key of keys) {
      const candidates = this.queue.ofRecord(key);
      if (candidates.length === 0) continue;
      for (const { id } of candidates) if (!this.running.has(id)) this.judgements.delete(id);
      this.editedKeys.add(key);
    }
    if (this.editedKeys.size > 0) this.lookAtEdited.ask();
  }

  /** Records have new keys after a save. @param oldKeys by the new ones. */
  renumber(oldKeys: Uint32Array): void {
    const wanted = new Map(Array.from(this.queue.all, ({ key }) => [key, undefined as RecordKey | undefined]));
    oldKeys.forEach((old, key) => wanted.has(old) && wanted.set(old, key));
    // Records that have been added since the save began are in no file yet, and keep their keys.
    const newKey = (key: RecordKey) => wanted.get(key) ?? (this.options.isThere(key) ? key : undefined);
    this.keeping?.renumbered(newKey);
    const gone = this.queue.renumber(newKey);
    for (const id of gone) this.running.get(id)?.abort.abort();
    this.change();
  }

  /** Settles when all that has become of candidates is kept, whatever happens to this process. */
  async kept(): Promise<void> {
    await this.keeping?.written();
  }

  private addFirst(candidate: Candidate): Candidate {
    this.firsts.add(candidate.id);
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

  private gone(candidates: readonly Candidate[]): void {
    for (const candidate of candidates) {
      this.firsts.delete(candidate.id);
      this.judgements.delete(candidate.id);
      this.options.onRemoved(candidate);
    }
    this.keeping?.removed(candidates.map(({ id }) => id));
  }

  private tell(id: number): void {
    const candidate = this.queue.get(id);
    if (candidate && !this.isClosed) this.options.onCandidate(candidate, this.judgements.get(id));
  }

  /** Says that something has changed, and begins what can be begun now. */
  private change(): void {
    if (this.isClosed) return;
    const isFree = (choice: ModelChoice) =>
      (this.busy.get(laneOf(choice)) ?? 0) < (this.options.concurrency?.(choice) ?? 1);
    for (let next = this.queue.begin(isFree); next; next = this.queue.begin(isFree)) {
      const run: Promise<void> = this.run(next).finally(() => this.runs.delete(run));
      this.runs.add(run);
    }
    this.options.onChange();
  }

  private async run(candidate: Candidate): Promise<void> {
    const { id, choice } = candidate;
    const lane = laneOf(choice);
    const abort = new AbortController();
    this.busy.set(lane, (this.busy.get(lane) ?? 0) + 1);
    this.running.set(id, { abort, isFirst: this.firsts.delete(id) });
    this.tell(id);
    try {
      await this.generate(candidate, abort.signal);
    } finally {
      if (this.running.get(id)?.abort === abort) this.running.delete(id);
      this.busy.set(lane, this.busy.get(lane)! - 1);
      this.change();
    }
  }

  private async generate(candidate: Candidate, signal: AbortSignal): Promise<void> {
    const { id, turn, choice, seed } = candidate;
    const { queue } = this;
    const show = new Throttled(() => this.tell(id), SHOW_INTERVAL);
    const judging = new LiveJudging(
      (text) => this.options.judge({ key: this.queue.get(id)?.key ?? candidate.key, turn, text, isWhole: false }),
      (judgement) => {
        this.judgements.set(id, judgement);
        show.ask();
      },
    );
    const isGone = () => signal.aborted || this.isClosed;
    let failure: Error | undefined;
    try {
      if (!this.options.isThere(candidate.key)) throw new Error('The record has been deleted.');
      const prepared = await this.responder.prepare(choice, candidate.key, turn, signal);
      mustFit(prepared);
      queue.ask(id, prepared.prompt, prepared.record);
      const { text, end } = await this.responder.respond(choice, prepared.prompt, seed, signal, (text) => {
        if (isGone()) return;
        queue.grow(id, text);
        show.ask();
        judging.grow(text);
      });
      if (!isGone()) queue.finish(id, { text, end, time: Date.now() });
    } catch (error) {
      failure = error as Error;
    } finally {
      judging.end();
      show.cancel();
    }
    if (isGone()) return;
    const { isFirst } = this.running.get(id)!;
    this.running.delete(id);
    if (failure) this.fail(id, failure, isFirst);
    else this.succeed(id);
  }

  private succeed(id: number): void {
    this.failuresInARow = 0;
    const candidate = this.queue.get(id);
    if (!candidate) return;
    this.keeping?.became(candidate);
    // What was said of a part of it may stand until the whole has been judged.
    this.tell(id);
    this.judgements.delete(id);
    this.judgement(id).then(() => this.tell(id), () => undefined);
  }

  private fail(id: number, error: Error, isFirst: boolean): void {
    this.responder.forget();
    this.judgements.delete(id);
    const isOfAll = error instanceof GenerationError && MODEL_FAILURES.includes(error.kind);
    const isOfRecord = error instanceof GenerationError && error.kind === 'contextTooSmall';
    if (isOfAll && !isFirst) {
      // It is no fault of this one's: it waits like the others.
      this.queue.postpone(id);
      this.stop(error.message);
    } else {
      this.queue.fail(id, error.message, Date.now());
      this.keeping?.became(this.queue.get(id)!);
      if (!isOfRecord && !isFirst) this.failuresInARow++;
      if (this.failuresInARow >= MOST_FAILURES_IN_A_ROW) {
        this.failuresInARow = 0;
        this.stop(`${MOST_FAILURES_IN_A_ROW} responses in a row have failed, the last one so: ${error.message}`);
      }
    }
    this.tell(id);
  }

  private stop(problem: string): void {
    if (this.queue.counts.waiting === 0) return;
    this.queue.isPaused = true;
    this.problem = problem;
  }

  private remember(id: number, judgement: Judgement): void {
    this.judgements.delete(id);
    this.judgements.set(id, judgement);
    for (const oldest of this.judgements.keys()) {
      if (this.judgements.size <= MOST_JUDGEMENTS) break;
      this.judgements.delete(oldest);
    }
  }

  private keepEdited(): void {
    if (this.editedKeys.size === 0 || this.isClosed) return;
    this.keeping?.edited([...this.editedKeys]);
    this.editedKeys.clear();
  }
}

/** How many records are added before others are let in. */
const STEP = 1_000;

function* stepsOf<T>(all: Iterable<T>): Iterable<T[]> {
  let step: T[] = [];
  for (const each of all) {
    step.push(each);
    if (step.length < STEP) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}

/** Any, of those that all backends take. */
function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
