import type { VerdictStore } from '../checks/verdictStore';
import { Pace } from '../threads/pace';

/** Flags misspelled responses by the baseline of the dataset as it is now. @throws AbortError when `signal` is aborted. */
export async function judgeSpelling(verdicts: VerdictStore, signal?: AbortSignal): Promise<void> {
  const pace = new Pace();
  const steps = verdicts.judgeSpelling()[Symbol.iterator]();
  while (!steps.next().done) {
    await pace.keep();
    signal?.throwIfAborted();
  }
}
