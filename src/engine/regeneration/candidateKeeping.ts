import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Candidate } from '../../generation/candidate';
import type { CandidateQueue } from '../../generation/candidateQueue';
import type { CandidateFile } from '../../generation/candidateStorage';
import { withHash } from '../../generation/keptCandidates';
import { Pace } from '../../threads/pace';
import { Throttled } from '../../threads/throttled';
import { NO_TURN } from '../../schema/turnPlaces';
import type { DatasetSession } from '../datasetSession';
import type { CandidateTurns, MovedCandidate } from './candidateTurns';

/** What has become of the candidates that were kept. */
export interface FoundCandidates {
  readonly found: number;
  /** Candidates whose records are no more. */
  readonly lost: number;
}

/** What is typed in candidates is kept so often, in milliseconds. */
const TYPED_INTERVAL = 500;
/** How many records' hashes are asked for at once. */
const STEP = 1_000;
/** What could not be written is tried again so often, in milliseconds. */
const RETRY_INTERVAL = 10_000;
/** Records that have been edited are looked at together, after so many milliseconds. */
const EDITED_INTERVAL = 500;

const NOTHING: readonly number[] = [];

/**
 * Keeps the candidates of a dataset in a file, one thing that has become of them after the other. Where that fails, they
 * are there as long as the dataset is open, and it is tried again now and then.
 */
export class CandidateKeeping {
  /** Of each record with candidates: hashes of what it has held. */
  private hashes = new Map<RecordKey, readonly number[]>();
  private readonly editedKeys = new Set<RecordKey>();
  private readonly lookAtEdited = new Throttled(() => this.keepEdited(), EDITED_INTERVAL);
  private last: Promise<void> = Promise.resolve();
  private isBegun = false;
  /** Ids of candidates in which the user has typed since that was kept. */
  private readonly typedIn = new Set<number>();
  private readonly keepTyped = new Throttled(() => this.writeTyped(), TYPED_INTERVAL);
  private retry: NodeJS.Timeout | undefined;
  private hasFailed = false;
  private isClosing = false;

  /** @param onFailure is told why nothing is kept any more, and of nothing when all is kept again. */
  constructor(
    private readonly session: DatasetSession,
    private readonly queue: CandidateQueue,
    private readonly turns: CandidateTurns,
    private readonly file: CandidateFile,
    private readonly onFailure: (failure: Error | undefined) => void = () => {},
  ) {}

  /** Puts the candidates that were kept into the queue, with their records as they are called now. */
  open(): Promise<FoundCandidates> {
    const { candidates, hashes } = this.file.kept;
    this.tellFailure();
    if (candidates.length === 0) return Promise.resolve({ found: 0, lost: 0 });
    return this.inTurn(async () => {
      await this.session.indexed;
      // Of a file that is empty just now, or cannot be read, nothing is known.
      if (this.session.index.count === 0) return { found: 0, lost: 0 };
      const before = [...hashes.keys()];
      const wanted = { hashes: before.map((key) => hashes.get(key)!), keys: Uint32Array.from(before) };
      const keys = await this.session.findContents(wanted);
      const now = new Map<RecordKey, RecordKey>();
      before.forEach((key, at) => {
        if (keys[at] < 0) return;
        now.set(key, keys[at]);
        this.hashes.set(keys[at], (hashes.get(key) ?? NOTHING).reduce(withHash, this.hashes.get(keys[at]) ?? NOTHING));
      });
      const accepted = new Set(candidates.flatMap(({ id, state }) => (state === 'accepted' ? [id] : [])));
      // What was accepted in their stead has been saved: nothing can bring them back.
      const isOver = ({ state, supersededBy }: Candidate) => state === 'superseded' && !accepted.has(supersededBy!);
      const left = candidates.filter((candidate) => !isOver(candidate));
      const found = left.filter(({ key }) => now.has(key));
      const pace = new Pace();
      const turned = await this.hashesNow(found.flatMap(({ key, turnIn }) => (turnIn ? [now.get(key)!] : [])));
      for (const candidate of found) {
        const key = now.get(candidate.key)!;
        this.turns.restore(this.asIn(turned.get(key), { ...candidate, key }));
        await pace.keep();
      }
      await this.rewrite();
      return { found: found.length, lost: left.length - found.length };
    });
  }

  added(candidates: readonly Candidate[]): void {
    this.quietly(async () => {
      await this.look(candidates.map(({ key }) => key).filter((key) => !this.hashes.has(key)));
      await this.write((lines) => {
        for (const candidate of candidates) {
          const hashes = this.hashes.get(candidate.key) ?? NOTHING;
          lines.added(candidate, hashes);
          if (!this.queue.ofRecord(candidate.key).some(({ turnIn }) => turnIn)) continue;
          // Which of the turns that there were before it would belong to, nobody knows.
          const turned = this.turns.remember(candidate.id, new Map(hashes.slice(0, -1).map((hash) => [hash, NO_TURN])));
          if (turned) lines.turned(turned);
        }
      });
    });
  }

  /** A candidate is whole, has failed or is decided. */
  became(candidate: Candidate): void {
    this.quietly(() => this.write((lines) => lines.became(candidate)));
  }

  takenBack(id: number): void {
    this.quietly(() => this.write((lines) => lines.takenBack(id)));
  }

  /** The user types in a candidate. */
  typed({ id }: Candidate): void {
    this.typedIn.add(id);
    this.keepTyped.ask();
  }

  removed(ids: readonly number[]): void {
    if (ids.length > 0) this.quietly(() => this.write((lines) => lines.removed(ids)));
  }

  /** Records with candidates hold something else now. */
  edited(keys: readonly RecordKey[]): void {
    for (const key of keys) this.editedKeys.add(key);
    if (this.editedKeys.size > 0) this.lookAtEdited.ask();
  }

  /** Candidates belong to other turns now: where they belonged in what their records held before stays known. */
  moved(moves: readonly MovedCandidate[]): void {
    this.quietly(async () => {
      const keys = [...new Set(moves.map(({ key }) => key))].filter((key) => this.hashes.has(key));
      const before = new Map(keys.map((key) => [key, this.hashes.get(key)!]));
      await this.look(keys);
      const turned = moves.flatMap(({ id, key, from }) => {
        const held = before.get(key);
        const candidate = held && this.candidate(id);
        if (!candidate) return [];
        const turnIn = new Map([...held.map((hash) => [hash, from] as const), ...(candidate.turnIn ?? [])]);
        turnIn.delete(this.hashes.get(key)!.at(-1)!);
        return this.turns.remember(id, onlyOf(turnIn, this.hashes.get(key)!)) ?? [];
      });
      await this.write((lines) => {
        for (const key of keys) lines.edited(key, this.hashes.get(key)!.at(-1)!);
        for (const candidate of turned) lines.turned(candidate);
      });
    });
  }

  renumbered(newKey: (key: RecordKey) => RecordKey | undefined): void {
    this.quietly(async () => {
      const before = this.hashes;
      this.hashes = new Map();
      for (const [key, hashes] of before) {
        const moved = newKey(key);
        if (moved !== undefined) this.hashes.set(moved, hashes);
      }
      if (this.isBegun) await this.rewrite();
    });
  }

  /** Settles when all of it is with the operating system, and so outlives this process. */
  written(): Promise<void> {
    return this.inTurn(() => this.file.written());
  }

  close(): Promise<void> {
    this.lookAtEdited.cancel();
    this.keepEdited();
    this.keepTyped.cancel();
    this.writeTyped();
    this.isClosing = true;
    clearTimeout(this.retry);
    this.quietly(() => this.rewriteIfFailed());
    return this.inTurn(() => this.file.close(this.isBegun && this.queue.size === 0 && this.turns.away.length === 0));
  }

  private keepEdited(): void {
    if (this.editedKeys.size === 0) return;
    const keys = [...this.editedKeys];
    this.editedKeys.clear();
    this.quietly(async () => {
      const known = keys.filter((key) => this.hashes.has(key));
      const before = known.map((key) => this.hashes.get(key));
      await this.look(known);
      await this.write((lines) => {
        known.forEach((key, at) => {
          const hashes = this.hashes.get(key)!;
          if (hashes !== before[at]) lines.edited(key, hashes[hashes.length - 1]);
        });
      });
    });
  }

  private writeTyped(): void {
    const typed = [...this.typedIn].flatMap((id) => this.queue.get(id) ?? []);
    this.typedIn.clear();
    if (typed.length > 0) this.quietly(() => this.write((lines) => typed.forEach((candidate) => lines.typed(candidate))));
  }

  private candidate(id: number): Candidate | undefined {
    return this.queue.get(id) ?? this.turns.away.find((candidate) => candidate.id === id);
  }

  /** A candidate as it belongs to what its record holds now. @param hash of that; absent where its turn is the same in all. */
  private asIn(hash: number | undefined, candidate: Candidate): Candidate {
    const { turn: last, turnIn } = candidate;
    const turn = hash === undefined ? undefined : turnIn?.get(hash);
    if (hash === undefined || turn === undefined) return candidate;
    const others = new Map([...(this.hashes.get(candidate.key) ?? NOTHING).map((other) => [other, last] as const), ...(turnIn ?? [])]);
    others.delete(hash);
    return { ...candidate, turn, turnIn: others };
  }

  private async hashesNow(keys: readonly RecordKey[]): Promise<ReadonlyMap<RecordKey, number>> {
    const hashes = await this.session.contentHashes(Uint32Array.from(keys));
    return new Map(keys.map((key, at) => [key, hashes[at]]));
  }

  private async look(keys: readonly RecordKey[]): Promise<void> {
    for (let from = 0; from < keys.length; from += STEP) {
      const some = Uint32Array.from(keys.slice(from, from + STEP));
      const hashes = await this.session.contentHashes(some);
      some.forEach((key, at) => this.hashes.set(key, withHash(this.hashes.get(key) ?? NOTHING, hashes[at])));
    }
  }

  private async write(say: Parameters<CandidateFile['append']>[0]): Promise<void> {
    // What is said while it fails will be told by what there is then.
    if (this.file.isMendable) return;
    if (!this.isBegun || this.file.isOutgrown) return this.rewrite();
    this.file.append(say);
    await this.file.written();
    this.tellFailure();
  }

  private async rewriteIfFailed(): Promise<void> {
    this.retry = undefined;
    if (this.file.isMendable) await this.rewrite();
  }

  /** Has what is still to be said already, which then says nothing new. */
  private async rewrite(): Promise<void> {
    this.isBegun = true;
    const known = [...this.queue.all, ...this.turns.away].filter(({ key }) => this.hashes.has(key));
    await this.file.rewrite({ candidates: known, hashes: (key) => this.hashes.get(key)! });
    this.tellFailure();
  }

  private tellFailure(): void {
    const { failure, isMendable } = this.file;
    if (this.isClosing) return;
    if (isMendable) this.retry ??= setTimeout(() => this.quietly(() => this.rewriteIfFailed()), RETRY_INTERVAL);
    if (this.hasFailed === (failure !== undefined)) return;
    this.hasFailed = failure !== undefined;
    this.onFailure(failure);
  }

  private quietly(work: () => Promise<void>): void {
    // What cannot be read or written is not kept.
    this.inTurn(work).catch(() => undefined);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.then(() => undefined, () => undefined);
    return done;
  }
}

/** What is known of contents that are still known themselves. */
function onlyOf(turnIn: ReadonlyMap<number, number>, hashes: readonly number[]): Map<number, number> {
  return new Map([...turnIn].filter(([hash]) => hashes.includes(hash)));
}
