import type { RecordKey } from '../dataset/edits/recordKey';
import type { Keys } from '../dataset/edits/recordOrder';
import type { GenerationEnd } from './backend';
import { ACCEPTABLE, type Candidate, CANDIDATE_STATES, type CandidateState } from './candidate';
import type { ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';

/** A response to be generated. */
export interface WantedCandidate {
  readonly key: RecordKey;
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly choice: ModelChoice;
  readonly seed: number;
}

/** What has become of a candidate that is whole. */
export interface GeneratedResponse {
  readonly text: string;
  readonly end: GenerationEnd;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/** A candidate that is to be generated now. */
export interface BegunCandidate {
  readonly candidate: Candidate;
  /** Whether it was asked for by itself. */
  readonly isFirst: boolean;
}

/**
 * The candidates of a dataset: which wait, in which order, and what has become of the others. Each call takes the same
 * time however many there are, but for those that concern all of them. What a call does not fit the state of its
 * candidate for changes nothing.
 */
export class CandidateQueue {
  /** Only candidates that were asked for one by one come next while it is. */
  isPaused = false;
  /** Grows when candidates come, go or get another state; not as their texts grow. */
  version = 0;
  private nextId = 1;
  /** In the order of their ids. */
  private readonly candidates = new Map<number, Candidate>();
  /** In the order of their ids. */
  private readonly byRecord = new Map<RecordKey, number[]>();
  private readonly lanes = new Map<string, Lane>();
  private readonly records = perState(() => new Map<RecordKey, number>());
  private readonly numbers = perState(() => 0);

  /** How many candidates are at each state; those that were accepted or rejected and then forgotten still count. */
  get counts(): Readonly<Record<CandidateState, number>> {
    return this.numbers;
  }

  get size(): number {
    return this.candidates.size;
  }

  /** In the order in which they have come. */
  get all(): Iterable<Candidate> {
    return this.candidates.values();
  }

  get(id: number): Candidate | undefined {
    return this.candidates.get(id);
  }

  /** A record's candidates, oldest first. */
  ofRecord(key: RecordKey): Candidate[] {
    return (this.byRecord.get(key) ?? []).map((id) => this.candidates.get(id)!);
  }

  /** The places, among some records, of those that have candidates. */
  placesOf(keys: Keys): number[] {
    const places: number[] = [];
    if (this.byRecord.size === 0) return places;
    for (let at = 0; at < keys.length; at++) if (this.byRecord.has(keys[at])) places.push(at);
    return places;
  }

  /** The keys of the records with a candidate at one of these states, ascending. */
  keysAt(states: readonly CandidateState[]): Uint32Array {
    const [first, ...others] = new Set(states);
    if (first === undefined) return new Uint32Array();
    const keys = others.length === 0 ? this.records[first].keys() : new Set([first, ...others].flatMap((state) => [...this.records[state].keys()]));
    return Uint32Array.from(keys).sort();
  }

  /** Whether a record has a candidate at one of these states. */
  has(key: RecordKey, states: readonly CandidateState[]): boolean {
    return states.some((state) => this.records[state].has(key));
  }

  /**
   * Adds a candidate that waits after all others.
   * @param isFirst it was asked for by itself: it waits before those that were not, and comes next even while paused.
   */
  add(wanted: WantedCandidate, isFirst = false): Candidate {
    const { key, turn, choice, seed } = wanted;
    const candidate: Candidate = { id: this.nextId, key, turn, choice, seed, state: 'waiting', text: '' };
    this.take(candidate, isFirst);
    return candidate;
  }

  /** Adds a candidate that is whole already. @param record the `contentHash` of the record. */
  addReady({ key, turn, choice, seed }: WantedCandidate, generated: GeneratedResponse, record: number): Candidate {
    const candidate: Candidate = { id: this.nextId, key, turn, choice, seed, state: 'ready', ...generated, record };
    this.take(candidate, false);
    return candidate;
  }

  /** Takes a candidate that has been one before, with its id; one that was being generated waits again. */
  restore(before: Candidate): void {
    if (this.candidates.has(before.id)) return;
    this.take(before.state === 'generating' ? asWaiting(before) : before, false);
  }

  /** Whether the same is being generated or waits to be. */
  isAwaited({ key, turn, choice }: Pick<WantedCandidate, 'key' | 'turn' | 'choice'>): boolean {
    if (!this.has(key, ['waiting', 'generating'])) return false;
    const name = JSON.stringify(choice);
    return this.ofRecord(key).some(
      (other) =>
        other.turn === turn &&
        (other.state === 'waiting' || other.state === 'generating') &&
        JSON.stringify(other.choice) === name,
    );
  }

  /** Begins the candidate that comes next. @param isFree whether what would generate it has nothing else to do. */
  begin(isFree: (choice: ModelChoice) => boolean): BegunCandidate | undefined {
    for (const isFirst of this.isPaused ? [true] : [true, false]) {
      for (const lane of this.lanes.values()) {
        const line = isFirst ? lane.firsts : lane.others;
        const next = line.first((id) => this.waiting(id));
        if (!next || !isFree(next.choice)) continue;
        line.shift();
        const candidate = this.change(next.id, ['waiting'], (waiting) => ({ ...waiting, state: 'generating' }))!;
        return { candidate, isFirst };
      }
    }
    return undefined;
  }

  /** What is asked is known. @param record the `contentHash` of the record. */
  ask(id: number, prompt: Prompt, record: number): void {
    this.change(id, ['generating'], (candidate) => ({ ...candidate, prompt, record }));
  }

  /** @param text as far as it has come. */
  grow(id: number, text: string): void {
    this.change(id, ['generating'], (candidate) => ({ ...candidate, text }));
  }

  finish(id: number, generated: GeneratedResponse): void {
    this.change(id, ['generating'], (candidate) => ({ ...candidate, ...generated, state: 'ready' }));
  }

  /** What has come of it is dropped. @param error one sentence for people. */
  fail(id: number, error: string, time: number): void {
    this.change(id, ['generating'], (candidate) => ({ ...candidate, text: '', error, time, state: 'failed' }));
  }

  /** What was being generated waits again, before those that were not asked for by themselves. */
  postpone(id: number): void {
    const candidate = this.change(id, ['generating'], asWaiting);
    if (candidate) this.lane(candidate.choice).others.unshift(id);
  }

  /** @param text what the user has made of it. @returns the candidate as accepted. */
  accept(id: number, text?: string): Candidate | undefined {
    return this.change(id, ACCEPTABLE, ({ typed: _, ...candidate }) => ({
      ...candidate,
      state: 'accepted',
      text: text ?? candidate.text,
      isEdited: text !== undefined && text !== candidate.text,
    }));
  }

  /** One that was accepted has been taken out of the record again. */
  takeBack(id: number): void {
    this.change(id, ['accepted'], ({ isEdited: _, ...candidate }) => ({
      ...candidate,
      state: candidate.supersededBy === undefined ? 'ready' : 'superseded',
    }));
  }

  /** What the user has made of its text. @param text absent where that has been taken back. @returns it as it is now. */
  type(id: number, text: string | undefined): Candidate | undefined {
    return this.change(id, ACCEPTABLE, ({ typed: _, ...candidate }) => ({
      ...candidate,
      ...(text !== undefined && text !== candidate.text && { typed: text }),
    }));
  }

  /** A candidate has been accepted: the others of its response need no decision any more. @returns them. */
  supersede(by: number): Candidate[] {
    const accepted = this.candidates.get(by);
    if (accepted?.state !== 'accepted') return [];
    const others = this.ofRecord(accepted.key).filter(({ id, turn }) => id !== by && turn === accepted.turn);
    return others.flatMap(({ id }) => {
      return this.change(id, ['ready'], (other) => ({ ...other, state: 'superseded', supersededBy: by })) ?? [];
    });
  }

  /** Those that a candidate has superseded, which stands in no record any more, are to be decided about again. @returns them. */
  bringBack(by: number): Candidate[] {
    const superseded = [...this.records.superseded.keys()].flatMap((key) => this.ofRecord(key));
    return superseded.flatMap(({ id, supersededBy }) => {
      if (supersededBy !== by) return [];
      return this.change(id, ['superseded'], ({ supersededBy: _, ...other }) => ({ ...other, state: 'ready' })) ?? [];
    });
  }

  /** Its text is dropped. One that has failed goes the same way. */
  reject(id: number): void {
    this.change(id, [...ACCEPTABLE, 'failed'], ({ id, key, turn, choice, seed }) => ({ id, key, turn, choice, seed, state: 'rejected', text: '' }));
  }

  /** Another candidate like this one, to be generated first; one that has failed goes. */
  again(id: number, seed: number): Candidate | undefined {
    const before = this.candidates.get(id);
    if (!before) return undefined;
    if (before.state === 'failed') this.remove(id);
    return this.add({ ...before, seed }, true);
  }

  /** Its response is another one of the record's turns now. */
  move(id: number, turn: number): void {
    this.change(id, CANDIDATE_STATES, (candidate) => ({ ...candidate, turn }));
  }

  /** Where its response is in other contents of the record. */
  remember(id: number, turnIn: ReadonlyMap<number, number>): Candidate | undefined {
    return this.change(id, CANDIDATE_STATES, (candidate) => ({ ...candidate, turnIn }));
  }

  /** It is as if it had never been; that of a decision stays counted. */
  remove(id: number): Candidate | undefined {
    const candidate = this.candidates.get(id);
    if (!candidate) return undefined;
    const { key, state } = candidate;
    this.candidates.delete(id);
    const others = this.byRecord.get(key)!.filter((other) => other !== id);
    if (others.length > 0) this.byRecord.set(key, others);
    else this.byRecord.delete(key);
    this.count(candidate, -1);
    if (state === 'accepted' || state === 'rejected') this.numbers[state]++;
    this.version++;
    return candidate;
  }

  /** Removes all that wait. @returns their ids. */
  removeWaiting(): number[] {
    const ids = Array.from(this.candidates.values()).flatMap(({ id, state }) => (state === 'waiting' ? [id] : []));
    for (const id of ids) this.remove(id);
    this.lanes.clear();
    return ids;
  }

  /** Records have other keys. @param newKey `undefined` for one that is no more. @returns the candidates that went with it. */
  renumber(newKey: (key: RecordKey) => RecordKey | undefined): number[] {
    const gone: number[] = [];
    const before = [...this.byRecord];
    this.byRecord.clear();
    for (const state of CANDIDATE_STATES) this.records[state].clear();
    for (const [key, ids] of before) {
      const moved = newKey(key);
      if (moved !== undefined) this.byRecord.set(moved, ids);
      for (const id of ids) {
        const candidate = this.candidates.get(id)!;
        if (moved === undefined) {
          gone.push(id);
          this.candidates.delete(id);
          this.numbers[candidate.state]--;
        } else {
          this.candidates.set(id, { ...candidate, key: moved });
          this.countRecord(moved, candidate.state, 1);
        }
      }
    }
    this.version++;
    return gone;
  }

  private take(candidate: Candidate, isFirst: boolean): void {
    const { id, key, state, choice } = candidate;
    this.nextId = Math.max(this.nextId, id + 1);
    this.candidates.set(id, candidate);
    const others = this.byRecord.get(key);
    if (others) others.push(id);
    else this.byRecord.set(key, [id]);
    this.count(candidate, 1);
    if (state === 'waiting') {
      const { firsts, others } = this.lane(choice);
      (isFirst ? firsts : others).push(id);
    }
    this.version++;
  }

  private change(
    id: number,
    from: readonly CandidateState[],
    become: (candidate: Candidate) => Candidate,
  ): Candidate | undefined {
    const before = this.candidates.get(id);
    if (!before || !from.includes(before.state)) return undefined;
    const after = become(before);
    this.candidates.set(id, after);
    if (after.state === before.state) return after;
    this.count(before, -1);
    this.count(after, 1);
    this.version++;
    return after;
  }

  private waiting(id: number): Candidate | undefined {
    const candidate = this.candidates.get(id);
    return candidate?.state === 'waiting' ? candidate : undefined;
  }

  private lane(choice: ModelChoice): Lane {
    const name = laneOf(choice);
    let lane = this.lanes.get(name);
    if (!lane) this.lanes.set(name, (lane = { firsts: new Line(), others: new Line() }));
    return lane;
  }

  private count({ key, state }: Candidate, by: 1 | -1): void {
    this.numbers[state] += by;
    this.countRecord(key, state, by);
  }

  private countRecord(key: RecordKey, state: CandidateState, by: 1 | -1): void {
    const records = this.records[state];
    const count = (records.get(key) ?? 0) + by;
    if (count > 0) records.set(key, count);
    else records.delete(key);
  }
}

/** What generates one candidate after the other: each server, and the process of ours. */
export function laneOf({ backend, server }: ModelChoice): string {
  return server === undefined ? backend : `${backend} ${server}`;
}

/** The ids of those that wait for one backend, in their order, and of some that wait no more. */
interface Lane {
  /** Those that were asked for by themselves. */
  readonly firsts: Line;
  readonly others: Line;
}

/** Numbers in a row that go at its beginning, without moving the others. */
class Line {
  private ids: number[] = [];
  private from = 0;

  push(id: number): void {
    this.ids.push(id);
  }

  unshift(id: number): void {
    if (this.from > 0) this.ids[--this.from] = id;
    else this.ids.unshift(id);
  }

  shift(): void {
    this.from++;
  }

  /** What is found for the first that anything is found for; those before it go. */
  first<T>(find: (id: number) => T | undefined): T | undefined {
    for (; this.from < this.ids.length; this.from++) {
      const found = find(this.ids[this.from]);
      if (found !== undefined) return found;
    }
    this.ids = [];
    this.from = 0;
    return undefined;
  }
}

function asWaiting({ id, key, turn, turnIn, choice, seed }: Candidate): Candidate {
  return { id, key, turn, ...(turnIn && { turnIn }), choice, seed, state: 'waiting', text: '' };
}

function perState<T>(make: () => T): Record<CandidateState, T> {
  return Object.fromEntries(CANDIDATE_STATES.map((state) => [state, make()])) as Record<CandidateState, T>;
}
