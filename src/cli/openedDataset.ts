import { DatasetSession } from '../engine/datasetSession';
import type { SampledSchemas } from '../engine/sampleSchemas';
import type { Console } from './console';
import { Failure, reasonOf } from './failure';
import { type Input, openInput } from './input';

export interface OpenedDataset {
  readonly session: DatasetSession;
  readonly input: Input;
  readonly sampled: SampledSchemas;
}

export interface OpenOptions {
  readonly console: Console;
  /** The folder of the built programs. */
  readonly programs: string;
  readonly threads: number;
  readonly signal: AbortSignal;
}

const MEGABYTE = 1e6;

/**
 * Opens datasets one after the other and does something with each. One that fails is complained about and does not stop
 * the others.
 * @param use may complain of more than one thing, and go on.
 * @returns the complaints.
 * @throws AbortError when `signal` is aborted.
 */
export async function withEachDataset(
  names: readonly string[],
  options: OpenOptions,
  use: (name: string, dataset: OpenedDataset, complain: (reason: string) => void) => Promise<void>,
): Promise<string[]> {
  const complaints: string[] = [];
  for (const name of names) {
    const complain = (reason: string) => {
      const complaint = `${name}: ${reason}`;
      complaints.push(complaint);
      options.console.complain(complaint);
    };
    try {
      await withDataset(name, options, (dataset) => use(name, dataset, complain));
    } catch (error) {
      if (options.signal.aborted) throw error;
      complain(reasonOf(error));
    }
  }
  return complaints;
}

/**
 * Opens a dataset, indexes it, does something with it, and closes it again whatever happens.
 * @throws Failure, the file system's error, or AbortError when `signal` is aborted.
 */
export async function withDataset<T>(
  name: string,
  { console, programs, threads, signal }: OpenOptions,
  use: (dataset: OpenedDataset) => Promise<T>,
): Promise<T> {
  const input = await openInput(name, console.stdin, signal);
  try {
    console.progress.start('Indexing', name);
    const session: DatasetSession = new DatasetSession(
      { kind: 'file', path: input.path },
      {
        programs,
        threads,
        onIndexed: (bytes) => console.progress.show({ done: bytes / MEGABYTE, of: session.size / MEGABYTE, unit: 'MB' }),
      },
    );
    const close = () => session.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      if (session.problem) throw new Failure(session.problem);
      await session.indexed;
      return await use({ session, input, sampled: await session.sampleSchemas() });
    } finally {
      signal.removeEventListener('abort', close);
      session.close();
    }
  } finally {
    input.dispose();
    console.progress.clear();
  }
}
