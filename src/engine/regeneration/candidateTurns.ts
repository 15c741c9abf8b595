import type { ContentChanges, Edit } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Candidate } from '../../generation/candidate';
import type { CandidateQueue } from '../../generation/candidateQueue';
import { NO_TURN } from '../../schema/turnPlaces';
import type { EditStep } from '../datasetEdits';
import type { DatasetSession } from '../datasetSession';
import type { EditedContent } from '../followTurns';

/** A candidate that belongs to another turn of its record now, or to none. */
export interface MovedCandidate {
  readonly id: number;
  readonly key: RecordKey;
  /** The turn that it belonged to. */
  readonly from: number;
}

export interface CandidateTurnsOptions {
  readonly session: Pick<DatasetSession, 'followTurns'>;
  readonly queue: CandidateQueue;
  onMoved(moves: readonly MovedCandidate[]): void;
  /** Its response is gone, and it with it, until that comes back. */
  onGone(candidate: Candidate): void;
}

/** Has candidates stay with their responses as turns are added to records and removed, also by undo. */
export class CandidateTurns {
  /** Settles when candidates are where all edits so far have put their responses. */
  followed: Promise<void> = Promise.resolve();
  /** By edit and id: the turns before it. */
  private readonly before = new WeakMap<Edit, ReadonlyMap<number, number>>();
  /** Those whose responses are gone. */
  private readonly gone = new Map<number, Candidate>();
  /** Of records whose turns have moved since the last save, by id: the turns that the candidates had in the file. */
  private readonly inFile = new Map<RecordKey, Map<number, number>>();

  constructor(private readonly options: CandidateTurnsOptions) {}

  /** Records have been edited, or an edit has been undone or made again. */
  follow(edit: Edit, how: EditStep): void {
    // What goes on with an edit is the same turn's text.
    const isGoingOn = how === 'edit' && this.before.has(edit);
    const places = edit.contents && !isGoingOn ? this.placesIn(edit.contents) : [];
    if (places.length === 0) return;
    if (how === 'edit') this.before.set(edit, new Map());
    const change = (at: number): EditedContent => {
      const { keys, before, after } = edit.contents!;
      const [from, to] = how === 'undo' ? [after, before] : [before, after];
      return { key: keys[at], before: from[at], after: to[at] };
    };
    this.inTurn(async () => {
      const turns = await this.options.session.followTurns(places.map(change));
      // A save may have given the records other keys meanwhile.
      places.forEach((at, place) => this.move(edit, edit.contents!.keys[at], turns[place], how === 'undo'));
    });
  }

  /** All that was edited since the last save is taken back. */
  revert(): void {
    this.inTurn(() => {
      for (const [key, turns] of this.inFile) {
        const all = [...this.options.queue.ofRecord(key), ...this.goneFrom(key)];
        this.putAll(all.map((candidate) => ({ candidate, to: turns.get(candidate.id) ?? NO_TURN })));
      }
      this.inFile.clear();
    });
  }

  /** The file holds what has been edited. */
  saved(): void {
    this.inTurn(() => this.inFile.clear());
  }

  /** Records have other keys. */
  renumber(newKey: (key: RecordKey) => RecordKey | undefined): void {
    for (const [id, candidate] of [...this.gone]) {
      const key = newKey(candidate.key);
      if (key === undefined) this.gone.delete(id);
      else this.gone.set(id, { ...candidate, key });
    }
  }

  /** Those whose responses are gone. */
  get away(): readonly Candidate[] {
    return [...this.gone.values()];
  }

  /** Takes a candidate that was kept, which may be one whose response is gone. */
  restore(candidate: Candidate): void {
    if (candidate.turn === NO_TURN && !isDecided(candidate)) this.gone.set(candidate.id, candidate);
    else this.options.queue.restore(candidate);
  }

  /** Where a candidate's response is in other contents of its record. @returns it as it is now. */
  remember(id: number, turnIn: ReadonlyMap<number, number>): Candidate | undefined {
    const away = this.gone.get(id);
    if (!away) return this.options.queue.remember(id, turnIn);
    this.gone.set(id, { ...away, turnIn });
    return this.gone.get(id);
  }

  private move(edit: Edit, key: RecordKey, places: Int32Array, isUndone: boolean): void {
    const { queue } = this.options;
    const there = queue.ofRecord(key);
    const before = this.before.get(edit) ?? new Map<number, number>();
    const turnOf = ({ id, turn }: Candidate) => (isUndone ? before.get(id) : undefined) ?? places[turn] ?? NO_TURN;
    const moves = there.map((candidate) => ({ candidate, to: turnOf(candidate) })).filter(({ candidate, to }) => candidate.turn !== to);
    const back = isUndone ? this.goneFrom(key).filter(({ id }) => before.has(id)) : [];
    if (moves.length === 0 && back.length === 0) return;
    if (!this.inFile.has(key)) this.inFile.set(key, new Map(there.map(({ id, turn }) => [id, turn])));
    if (!isUndone) this.before.set(edit, new Map([...before, ...there.map(({ id, turn }) => [id, turn] as const)]));
    this.putAll([...moves, ...back.map((candidate) => ({ candidate, to: before.get(candidate.id)! }))]);
  }

  private putAll(moves: readonly { readonly candidate: Candidate; readonly to: number }[]): void {
    for (const { candidate, to } of moves) this.put(candidate.id, to);
    this.options.onMoved(moves.map(({ candidate: { id, key, turn } }) => ({ id, key, from: turn })));
  }

  /** A candidate is of another turn now, or of none. What has been decided about stays known. */
  private put(id: number, turn: number): void {
    const { queue, onGone } = this.options;
    const away = this.gone.get(id);
    if (away && turn !== NO_TURN) {
      this.gone.delete(id);
      queue.restore({ ...away, turn });
      return;
    }
    const candidate = queue.get(id);
    if (!candidate) return;
    if (turn !== NO_TURN || isDecided(candidate)) return queue.move(id, turn);
    queue.remove(id);
    this.gone.set(id, { ...candidate, turn });
    onGone(candidate);
  }

  /** The places, among what an edit changes, of records with candidates that may belong to other turns now. */
  private placesIn({ keys, before, after }: ContentChanges): number[] {
    const awayFrom = new Set(Array.from(this.gone.values(), ({ key }) => key));
    const places = this.options.queue.placesOf(keys);
    if (awayFrom.size > 0) keys.forEach((key, at) => awayFrom.has(key) && places.push(at));
    return [...new Set(places)].filter((at) => before[at] !== 0 && after[at] !== 0 && before[at] !== after[at]);
  }

  private goneFrom(key: RecordKey): Candidate[] {
    return [...this.gone.values()].filter((candidate) => candidate.key === key);
  }

  private inTurn(work: () => Promise<void> | void): void {
    // A dataset that has been closed has nothing to follow.
    this.followed = this.followed.then(work).catch(() => undefined);
  }
}

/** Its turn does not matter to the user any more. */
function isDecided({ state }: Candidate): boolean {
  return state === 'accepted' || state === 'rejected';
}
