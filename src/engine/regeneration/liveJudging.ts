/** Texts are judged as they grow no more often than this, in milliseconds, and no more than a fifth of the time. */
const LEAST_PAUSE = 300;
const PAUSES_PER_JUDGING = 4;

/** Judges a text as it grows: always the latest, one after the other. */
export class LiveJudging<Judgement> {
  private latest: string | undefined;
  private isJudging = false;
  private hasEnded = false;

  /** @param take is given what is said of a text, unless it has ended meanwhile. */
  constructor(
    private readonly judge: (text: string) => Promise<Judgement>,
    private readonly take: (judgement: Judgement) => void,
  ) {}

  grow(text: string): void {
    this.latest = text;
    if (!this.isJudging) void this.go();
  }

  /** What has not been judged will not be. */
  end(): void {
    this.hasEnded = true;
  }

  private async go(): Promise<void> {
    this.isJudging = true;
    while (this.latest !== undefined && !this.hasEnded) {
      const text = this.latest;
      this.latest = undefined;
      const began = performance.now();
      try {
        const judgement = await this.judge(text);
        if (!this.hasEnded) this.take(judgement);
      } catch {
        // Of the whole text it is said why it cannot be judged.
      }
      await pause(Math.max(LEAST_PAUSE, PAUSES_PER_JUDGING * (performance.now() - began)));
    }
    this.isJudging = false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
