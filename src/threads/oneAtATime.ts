/** Work that awaits now and then, and that is not to be begun before what came before it has ended. */
export class OneAtATime {
  private last: Promise<void> = Promise.resolve();

  /** Settles when all that has begun before has ended. @returns a function to be called when this has. */
  async begin(): Promise<() => void> {
    const before = this.last;
    let end = () => {};
    this.last = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  }
}
