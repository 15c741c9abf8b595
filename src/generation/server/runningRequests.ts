/** The requests of a backend that run: each ends with its caller's signal, and all of them with the backend. */
export class RunningRequests {
  private readonly running = new Set<AbortController>();

  get count(): number {
    return this.running.size;
  }

  /**
   * As `run`, for what comes piece by piece; ended, too, by whoever stops listening.
   * @throws the signal's reason when it is aborted
   */
  async *stream<T, R>(signal: AbortSignal, work: (signal: AbortSignal) => AsyncGenerator<T, R>): AsyncGenerator<T, R> {
    const request = this.begin(signal);
    try {
      return yield* work(request.signal);
    } catch (error) {
      request.signal.throwIfAborted();
      throw error;
    } finally {
      request.end();
    }
  }

  /** @returns the signal for one request, and what is to be called when it has ended, whichever way: it leaves nothing running. */
  private begin(signal: AbortSignal): { readonly signal: AbortSignal; end(): void } {
    signal.throwIfAborted();
    const controller = new AbortController();
    const abort = () => controller.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.running.add(controller);
    return {
      signal: controller.signal,
      end: () => {
        signal.removeEventListener('abort', abort);
        this.running.delete(controller);
        controller.abort();
      },
    };
  }

  /** @throws the signal's reason when it is aborted */
  async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const request = this.begin(signal);
    try {
      return await work(request.signal);
    } catch (error) {
      request.signal.throwIfAborted();
      throw error;
    } finally {
      request.end();
    }
  }

  abortAll(): void {
    for (const controller of this.running) {
      controller.abort(new DOMException('The backend was closed.', 'AbortError'));
    }
  }
}
