import type { WorkProgress } from '../engine/datasetSession';
import type { Progress } from '../protocol/toWebview';
import { progressDetail, type ProgressUnit, WorkRate } from './progressText';

export interface LongWorkOptions {
  readonly task: Progress['task'];
  /** "Checking spelling" */
  readonly label: string;
  /** How many records there are to work on, or whatever is worked on, as far as is known. */
  readonly of: number;
  /** What is done before how far the work is can be told: "Loading language model". */
  readonly beginning?: string;
  readonly unit?: ProgressUnit;
  /** Puts in order what is left when the work is cancelled, unless other work has taken its place. */
  readonly onCancelled?: () => Promise<void>;
}

/** Work on a dataset that takes its time, one piece at once: it shows its progress, and can be cancelled. */
export class LongWork {
  progress: Progress | undefined;
  private running: AbortController | undefined;

  /** @param onChange progress has been made, or the work has ended. */
  constructor(private readonly onChange: () => void) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Whether it is still wanted. */
  get isWanted(): boolean {
    return this.running !== undefined && !this.running.signal.aborted;
  }

  cancel(): void {
    this.running?.abort();
  }

  /** Says what the work has come to, where how far that is cannot be told. */
  say(label: string): void {
    if (!this.progress) return;
    this.progress = { task: this.progress.task, label, detail: '' };
    this.onChange();
  }

  /** Cancels what is under way, and does this instead. @returns false when it was cancelled itself. */
  async run(
    { task, label, of, beginning, unit, onCancelled }: LongWorkOptions,
    work: (signal: AbortSignal, show: (progress: WorkProgress) => void) => Promise<void>,
  ): Promise<boolean> {
    this.cancel();
    const controller = new AbortController();
    this.running = controller;
    const rate = new WorkRate();
    const show = (progress: WorkProgress) => {
      const detail = progressDetail(progress, rate, unit);
      const done = progress.of === 0 ? 1 : progress.done / progress.of;
      this.progress = { task, label, done, detail };
      this.onChange();
    };
    if (beginning === undefined) {
      show({ done: 0, of });
    } else {
      this.progress = { task, label, detail: beginning };
      this.onChange();
    }
    try {
      await work(controller.signal, show);
      return true;
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      if (this.running === controller) await onCancelled?.();
      return false;
    } finally {
      if (this.running === controller) {
        this.running = undefined;
        this.progress = undefined;
      }
      this.onChange();
    }
  }
}
