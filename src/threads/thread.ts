import { Worker } from 'node:worker_threads';
import { type CallOptions, type Handlers, Remote, serve } from './rpc';

/**
 * Bound on the memory for new objects: three parts, of which one is in use. With the default, four times as much, a
 * thread is no faster, since its new objects do not stay in the processor's cache.
 */
const YOUNG_MEGABYTES = 12;

/** A worker thread that serves `H`. It keeps the process alive until it is terminated. */
export class Thread<H extends Handlers> {
  readonly remote: Remote<H>;
  private readonly worker: Worker;

  /**
   * @param heapMegabytes bound on the thread's heap: past it the thread fails, not the process.
   * @param services calls that the thread may make in its turn.
   * @param youngMegabytes bound on the memory for new objects: threads that make few of them need less.
   */
  constructor(
    script: string,
    data: unknown,
    heapMegabytes: number,
    services?: Handlers,
    youngMegabytes = YOUNG_MEGABYTES,
  ) {
    this.worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    this.remote = new Remote<H>(this.worker);
    if (services) serve(this.worker, services);
    this.worker.on('error', (error: Error) => this.remote.fail(error));
    this.worker.on('exit', (code) => this.remote.fail(new Error(`The worker thread ended (exit code ${code})`)));
  }

  /** Settles when the thread has ended. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }
}

export type { CallOptions };
