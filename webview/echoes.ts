/** What was sent to the editor and will come back from it, in the same order though not all of it. Tells it from news. */
export class Echoes<T> {
  private awaited: T[] = [];

  sent(value: T): void {
    this.awaited.push(value);
  }

  /** To be called with what comes. @returns whether it was sent; what was sent before it will not come any more. */
  take(value: T): boolean {
    const at = this.awaited.indexOf(value);
    this.awaited = this.awaited.slice(at + 1);
    return at >= 0;
  }

  find(isSought: (value: T) => boolean): T | undefined {
    return this.awaited.find(isSought);
  }
}
