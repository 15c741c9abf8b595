/** A response as it comes, in pieces, without what may yet turn out to be a stop string. */
export class ResponseText {
  private held = '';
  private ended = false;
  private readonly stop: readonly string[];

  constructor(stop: readonly string[]) {
    this.stop = stop.filter((text) => text !== '');
  }

  /** Whether a stop string has come; what comes after it does not count. */
  get stopped(): boolean {
    return this.ended;
  }

  /** @returns what is certain to be part of the response, and has not been returned before */
  add(piece: string): string {
    if (this.ended) return '';
    const text = this.held + piece;
    const stopAt = this.stopIn(text);
    this.ended = stopAt !== undefined;
    const certain = stopAt ?? this.certainIn(text);
    this.held = this.ended ? '' : text.slice(certain);
    return text.slice(0, certain);
  }

  /** What was held back, when nothing more comes. */
  finish(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }

  private stopIn(text: string): number | undefined {
    const places = this.stop.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    return places.length > 0 ? Math.min(...places) : undefined;
  }

  /** Up to where no stop string can begin that goes on after the text. */
  private certainIn(text: string): number {
    const longest = Math.max(0, ...this.stop.map((stop) => stop.length - 1));
    for (let at = Math.max(0, text.length - longest); at < text.length; at++) {
      const end = text.slice(at);
      if (this.stop.some((stop) => stop.startsWith(end))) return at;
    }
    return text.length;
  }
}
