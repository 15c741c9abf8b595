/** Work that is asked for often and done at most every so many milliseconds, the last time after it was last asked for. */
export class Throttled {
  private timer: NodeJS.Timeout | undefined;
  private isDue = false;

  constructor(
    private readonly work: () => void,
    private readonly interval: number,
  ) {}

  /** Does it at once, or when enough time has passed since the last time. */
  ask(): void {
    this.isDue = true;
    if (!this.timer) this.go();
  }

  /** What was asked for and has not been done will not be. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isDue = false;
  }

  private go(): void {
    this.timer = undefined;
    if (!this.isDue) return;
    this.isDue = false;
    this.timer = setTimeout(() => this.go(), this.interval);
    this.work();
  }
}
