/** Asks for one thing at a time; of all that is asked for while an answer is awaited, only the last is sent. */
export class LatestRequest<Key> {
  private inFlight: number | undefined;
  private waiting: { readonly key: Key } | undefined;

  constructor(
    private readonly send: (request: number, key: Key) => void,
    private readonly nextRequest: () => number,
  ) {}

  ask(key: Key): void {
    if (this.inFlight !== undefined) {
      this.waiting = { key };
      return;
    }
    this.inFlight = this.nextRequest();
    this.send(this.inFlight, key);
  }

  /** To be called with every answer and failure. @returns whether it settles what was asked here. */
  settle(request: number): boolean {
    if (request !== this.inFlight) return false;
    this.inFlight = undefined;
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) this.ask(waiting.key);
    return true;
  }
}
