/** The same is not said again for so long, in milliseconds, where nobody may have asked for it. */
const SILENCE = 30_000;

/**
 * Tells what is news from what has just been said. With auto save a save that cannot be made fails with every edit, and
 * whenever the focus goes elsewhere: also as a button of the message itself is pressed, which must then still be there.
 */
export class Repetition {
  private said: { readonly message: string; readonly time: number } | undefined;

  /**
   * Whether a message is to be said; it then counts as said.
   * @param isAsked the user has asked for what it is about, and waits for an answer.
   * @param now in milliseconds.
   */
  isNews(message: string, isAsked: boolean, now = Date.now()): boolean {
    const { said } = this;
    if (!isAsked && said?.message === message && now - said.time < SILENCE) return false;
    this.said = { message, time: now };
    return true;
  }

  /** What it was about is over: the same would be news. */
  forget(): void {
    this.said = undefined;
  }
}
