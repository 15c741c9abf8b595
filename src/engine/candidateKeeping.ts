import type { RecordKey } from '../dataset/edits/recordKey';
import type { Candidate } from '../generation/candidate';
import type { CandidateQueue } from '../generation/candidateQueue';
import type { CandidateFile } from '../generation/candidateStorage';
import { withHash } from '../generation/keptCandidates';
import { Pace } from '../threads/pace';
import type { DatasetSession } from './datasetSession';

/** What has become of the candidates that were kept. */
export interface FoundCandidates {
  readonly found: number;
  /** Candidates whose records are no more. */
  readonly lost: number;
}

/** How many records' hashes are asked for at once. */
const STEP = 1_000;

const NOTHING: readonly number[] = [];

/**
 * Keeps the candidates of a dataset in a file, one thing that has become of them after the other. It fails silently, for
 * they are there as long as the dataset is open.
 */
export class CandidateKeeping {
  /** Of each record with candidates: hashes of what it has held. */
  private hashes = new Map<RecordKey, readonly number[]>();
  private last: Promise<void> = Promise.resolve();
  private isBegun = false;

  constructor(
    private readonly session: DatasetSession,
    private readonly queue: CandidateQueue,
    private readonly file: CandidateFile,
  ) {}

  /** Puts the candidates that were kept into the queue, with their records as they are called now. */
  open(): Promise<FoundCandidates> {
    const { candidates, hashes } = this.file.kept;
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
      const found = candidates.filter(({ key }) => now.has(key));
      const pace = new Pace();
      for (const candidate of found) {
        this.queue.restore({ ...candidate, key: now.get(candidate.key)! });
        await pace.keep();
      }
      await this.rewrite();
      return { found: found.length, lost: candidates.length - found.length };
    });
  }

  added(candidates: readonly Candidate[]): void {
    this.quietly(async () => {
      await this.look(candidates.map(({ key }) => key).filter((key) => !this.hashes.has(key)));
      await this.write((lines) => {
        for (const candidate of candidates) lines.added(candidate, this.hashes.get(candidate.key) ?? NOTHING);
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

  removed(ids: readonly number[]): void {
    if (ids.length > 0) this.quietly(() => this.write((lines) => lines.removed(ids)));
  }

  /** Records hold something else now. */
  edited(keys: readonly RecordKey[]): void {
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
    return this.inTurn(() => this.file.close(this.isBegun && this.queue.size === 0));
  }

  private async look(keys: readonly RecordKey[]): Promise<void> {
    for (let from = 0; from < keys.length; from += STEP) {
      const some = Uint32Array.from(keys.slice(from, from + STEP));
      const hashes = await this.session.contentHashes(some);
      some.forEach((key, at) => this.hashes.set(key, withHash(this.hashes.get(key) ?? NOTHING, hashes[at])));
    }
  }

  private async write(say: Parameters<CandidateFile['append']>[0]): Promise<void> {
    if (!this.isBegun || this.file.isOutgrown) await this.rewrite();
    else this.file.append(say);
  }

  /** Has what is still to be said already, which then says nothing new. */
  private async rewrite(): Promise<void> {
    this.isBegun = true;
    const known = [...this.queue.all].filter(({ key }) => this.hashes.has(key));
    await this.file.rewrite({ candidates: known, hashes: (key) => this.hashes.get(key)! });
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
