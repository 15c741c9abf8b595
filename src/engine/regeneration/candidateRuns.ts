import { isModelFailure } from '../../generation/backend';
import type { Candidate } from '../../generation/candidate';
import { type CandidateQueue, laneOf } from '../../generation/candidateQueue';
import type { ModelChoice } from '../../generation/modelChoice';
import { FailureStreak } from './failureStreak';

export interface CandidateRunsOptions {
  readonly queue: CandidateQueue;
  /** How many responses a choice's backend is asked for at once. */
  concurrency(choice: ModelChoice): number;
  /** Settles when the candidate is whole. */
  generate(candidate: Candidate, signal: AbortSignal): Promise<void>;
  onBegin(id: number): void;
  onWhole(id: number): void;
  /** It has failed, or waits again where the model is at fault. */
  onFailure(id: number): void;
  /** Another one can be begun. */
  onFree(): void;
}

/** Runs a queue: has the candidates that come next generated, as many at once as their backends take. */
export class CandidateRuns {
  /** Why the queue has paused by itself; for people. */
  problem: string | undefined;
  /** By the ids of the candidates. */
  private readonly running = new Map<number, AbortController>();
  /** How many each lane has. */
  private readonly busy = new Map<string, number>();
  private readonly ends = new Set<Promise<void>>();
  private readonly failures = new FailureStreak();

  constructor(private readonly options: CandidateRunsOptions) {}

  /** Of the candidates that are being generated. */
  get ids(): number[] {
    return [...this.running.keys()];
  }

  has(id: number): boolean {
    return this.running.has(id);
  }

  /** Begins what can be begun now. */
  begin(): void {
    const { queue, concurrency } = this.options;
    const isFree = (choice: ModelChoice) => (this.busy.get(laneOf(choice)) ?? 0) < concurrency(choice);
    for (let next = queue.begin(isFree); next; next = queue.begin(isFree)) {
      const end: Promise<void> = this.run(next.candidate, next.isFirst).finally(() => this.ends.delete(end));
      this.ends.add(end);
    }
  }

  /** What is being generated waits again. @returns its ids. */
  pause(): number[] {
    const { queue } = this.options;
    const { ids } = this;
    queue.isPaused = true;
    for (const id of ids) {
      queue.postpone(id);
      this.stop(id);
    }
    return ids;
  }

  /** Nothing is begun until `begin`. */
  resume(): void {
    this.options.queue.isPaused = false;
    this.problem = undefined;
    this.failures.end();
  }

  /** What comes of it is dropped, and not told. */
  stop(id: number): void {
    this.running.get(id)?.abort();
  }

  /** Settles when nothing is being generated any more. */
  async ended(): Promise<void> {
    await Promise.all(this.ends);
  }

  private async run(candidate: Candidate, isFirst: boolean): Promise<void> {
    const { id, choice } = candidate;
    const { generate, onBegin, onWhole, onFree } = this.options;
    const lane = laneOf(choice);
    const abort = new AbortController();
    this.busy.set(lane, (this.busy.get(lane) ?? 0) + 1);
    this.running.set(id, abort);
    onBegin(id);
    const failure = await generate(candidate, abort.signal).then(() => undefined, (error: Error) => error);
    // One that was stopped may have been begun again meanwhile.
    if (this.running.get(id) === abort) this.running.delete(id);
    this.busy.set(lane, this.busy.get(lane)! - 1);
    if (!abort.signal.aborted) {
      if (failure) {
        this.fail(id, failure, isFirst);
      } else {
        this.failures.end();
        onWhole(id);
      }
    }
    onFree();
  }

  /** @param isFirst it was asked for by itself: whoever did that is told, and the others wait no longer for it. */
  private fail(id: number, failure: Error, isFirst: boolean): void {
    const { queue, onFailure } = this.options;
    // Where the model is at fault it is no fault of this one's: it waits like the others.
    if (isModelFailure(failure) && !isFirst) queue.postpone(id);
    else queue.fail(id, failure.message, Date.now());
    const problem = isFirst ? undefined : this.failures.add(failure);
    if (problem !== undefined && queue.counts.waiting > 0) {
      queue.isPaused = true;
      this.problem = problem;
    }
    onFailure(id);
  }
}
