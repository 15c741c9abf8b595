/**
 * Typed calls between a thread and the one that started it. A call answers once, with a value or an error,
 * may report progress on the way, and can be aborted.
 */

/** The calls a thread serves: each takes one argument and a context, and answers with a value or a promise. */
export type Handlers = Record<string, (argument: never, context: CallContext<never>) => unknown>;

export interface CallContext<Event> {
  /** Aborted when the caller has lost interest. A handler that loops must `await breathe()` now and then to notice. */
  readonly signal: AbortSignal;
  emit(event: Event, transfer?: readonly ArrayBuffer[]): void;
}

type ArgumentOf<H> = H extends (argument: infer A, ...rest: never[]) => unknown ? A : never;
type AnswerOf<H> = H extends (...args: never[]) => infer R ? Awaited<R> : never;
type EventOf<H> = H extends (argument: never, context: CallContext<infer E>) => unknown ? E : never;

export interface CallOptions<Event> {
  readonly signal?: AbortSignal;
  /**
   * After an abort, waits for what the handler makes of it, where it matters whether the abort came too late or what has
   * to be put in order first. Otherwise the call rejects at once.
   */
  readonly awaitAnswer?: boolean;
  readonly onEvent?: (event: Event) => void;
}

interface Call {
  readonly kind: 'call';
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}
interface Abort {
  readonly kind: 'abort';
  readonly id: number;
}
type ToThread = Call | Abort;

/** A thread may also call the one that started it, over the same port. */
type Message = ToThread | FromThread;

type FromThread =
  | { readonly kind: 'event'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ThrownError };

/** What is left of an error that was thrown in another thread. */
interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** What kind of error, where its class says: `ENOENT`, `changed`. */
  readonly code?: string;
}

/** What both a `Worker` and a `MessagePort` offer. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Answers calls that arrive at `port` with `handlers`. */
export function serve(port: Port, handlers: Handlers): void {
  const running = new Map<number, AbortController>();

  const answer = async ({ id, method, argument }: Call) => {
    const controller = new AbortController();
    running.set(id, controller);
    const context: CallContext<unknown> = {
      signal: controller.signal,
      emit: (event, transfer) => port.postMessage({ kind: 'event', id, event } satisfies FromThread, transfer),
    };
    try {
      const handler = handlers[method] as (argument: unknown, context: CallContext<unknown>) => unknown;
      port.postMessage({ kind: 'ok', id, value: await handler(argument, context) } satisfies FromThread);
    } catch (error) {
      const thrown: ThrownError = error instanceof Error ? error : new Error(String(error));
      const { name, message, stack, code } = thrown;
      port.postMessage({ kind: 'error', id, error: { name, message, stack, code } } satisfies FromThread);
    } finally {
      running.delete(id);
    }
  };

  port.on('message', (received) => {
    const message = received as Message;
    if (message.kind === 'call') void answer(message);
    else if (message.kind === 'abort') running.get(message.id)?.abort();
  });
}

/** The calling side of `serve`. */
export class Remote<H> {
  private nextId = 0;
  private readonly pending = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void; onEvent?: (event: never) => void }
  >();
  private failure: Error | undefined;

  constructor(private readonly port: Port) {
    port.on('message', (message) => this.receive(message as Message));
  }

  /** @throws AbortError when `signal` is aborted; otherwise whatever the handler threw, by name and message. */
  call<M extends keyof H & string>(
    method: M,
    argument: ArgumentOf<H[M]>,
    { signal, awaitAnswer = false, onEvent }: CallOptions<EventOf<H[M]>> = {},
  ): Promise<AnswerOf<H[M]>> {
    if (this.failure) return Promise.reject(this.failure);
    if (signal?.aborted) return Promise.reject(abortError());
    const id = this.nextId++;
    return new Promise<AnswerOf<H[M]>>((resolve, reject) => {
      const onAbort = () => {
        this.port.postMessage({ kind: 'abort', id } satisfies ToThread);
        if (awaitAnswer) return;
        this.pending.delete(id);
        reject(abortError());
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      this.pending.set(id, {
        resolve: (value) => (settled(), resolve(value)),
        reject: (error) => (settled(), reject(error)),
        onEvent,
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.port.postMessage({ kind: 'call', id, method, argument } satisfies ToThread);
    });
  }

  /** Rejects every call under way and to come: the thread is gone. */
  fail(error: Error): void {
    this.failure = error;
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }

  private receive(message: Message): void {
    if (message.kind === 'call' || message.kind === 'abort') return;
    const call = this.pending.get(message.id);
    if (!call) return;
    if (message.kind === 'event') {
      call.onEvent?.(message.event as never);
      return;
    }
    this.pending.delete(message.id);
    if (message.kind === 'ok') call.resolve(message.value as never);
    else call.reject(Object.assign(new Error(message.error.message), message.error));
  }
}

/** Lets waiting messages in: an abort, another call. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function abortError(): Error {
  return Object.assign(new Error('Cancelled'), { name: 'AbortError' });
}

export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
