import { parentPort, workerData } from 'node:worker_threads';
import { indexRecords, scanLines } from '../dataset/indexRecords';
import type { SharedIndex } from '../dataset/recordIndex';
import { openSource, type SourceLocation } from '../dataset/source';
import { breathe, type CallContext, serve } from '../threads/rpc';
import { Thread } from '../threads/thread';

/**
 * The thread that indexes a dataset, and another like it that helps with a large one. They have a program of their own:
 * that of the other threads takes several times as long to start, and what is found here is the first that anyone waits
 * for.
 */

export interface IndexThreadData {
  readonly location: SourceLocation;
}

export interface IndexProgress {
  readonly index: SharedIndex;
  readonly bytes: number;
}

/** Smaller files are indexed before a helper has gained what its start costs. */
const HELPED_BYTES = 1 << 30;
const HELPER_HEAP_MEGABYTES = 256;

const { location } = workerData as IndexThreadData;
const source = openSource(location);

const handlers = {
  async index(_: undefined, { signal, emit }: CallContext<IndexProgress>): Promise<SharedIndex> {
    let helper: Thread<IndexHandlers> | undefined;
    const startHelper = async () => {
      const { remote } = (helper = new Thread<IndexHandlers>(__filename, workerData, HELPER_HEAP_MEGABYTES));
      // Answered when it has started.
      await remote.call('scan', { start: 0, end: 0 });
      return (start: number, end: number) => remote.call('scan', { start, end });
    };
    try {
      const complete = await indexRecords(source, {
        onProgress: (growing, bytes) => emit({ index: growing.share(), bytes }),
        signal,
        breathe,
        startHelper: source.size >= HELPED_BYTES ? startHelper : undefined,
      });
      return complete.share();
    } finally {
      await helper?.terminate();
    }
  },

  /** See `scanLines`. */
  scan({ start, end }: { start: number; end: number }): Float64Array {
    return scanLines(source, start, end);
  },
};

export type IndexHandlers = typeof handlers;

if (!parentPort) throw new Error('indexThread runs in a worker thread only.');
serve(parentPort, handlers);
