import { Pace } from './pace';

/**
 * Does work step by step, and has a thread that others wait for let them in between.
 * @returns what the work returns.
 * @throws the signal's reason when it is aborted: the work is then left where it is.
 */
export async function inSlices<T>(work: Generator<void, T, void>, signal?: AbortSignal): Promise<T> {
  const pace = new Pace();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pace.keep();
    signal?.throwIfAborted();
  }
}
