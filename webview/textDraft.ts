import { Echoes } from './echoes';
import { fromTextArea, toTextArea } from './lineEndings';

/** Milliseconds between two posts of what is typed. */
const PAUSE = 250;
/** UTF-16 units that may be posted in a millisecond on average: texts of megabytes are posted less often. */
const UNITS_PER_MS = 400;

export interface DraftChannel {
  /** Posts the whole text. */
  send(text: string, draft: number): void;
  /** A number that no other draft has. */
  nextDraft(): number;
  /** Whether a text may be posted yet: JSON that is half written may not. */
  isSendable?(text: string): boolean;
}

/**
 * What is typed into one text box, on its way to the editor: the first key at once, so that the file is marked as
 * changed, the rest from time to time. Drafts with one number are one step of undo.
 */
export class TextDraft {
  /** As typed, with the line endings that the text has. */
  text: string;
  /** An input method is at work: nothing is posted, and nothing that comes disturbs it. */
  isComposing = false;
  private begun: string;
  /** The text in the record, as far as is known. */
  private saved: string | undefined;
  private draft: number | undefined;
  private isUnsent = false;
  private endedAt = -1;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private readonly echoes = new Echoes<string>();

  constructor(
    text: string,
    private readonly channel: DraftChannel,
  ) {
    this.text = this.begun = this.saved = text;
  }

  /** What the text area holds. */
  get shown(): string {
    return toTextArea(this.text);
  }

  /** Whether the text differs from what the draft began with. */
  get isChanged(): boolean {
    return this.text !== this.begun;
  }

  /** Whether all that was typed has been posted and has come back in the record. */
  get isSettled(): boolean {
    return !this.isUnsent && this.text === this.saved;
  }

  /** @param shown the text area's whole text. */
  typed(shown: string): void {
    const text = shown === toTextArea(this.begun) ? this.begun : fromTextArea(shown, this.text);
    if (text === this.text) return;
    this.text = text;
    this.isUnsent = true;
    if (this.pause === undefined) this.send();
  }

  /** Posts what has not been posted. */
  flush(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    this.send();
  }

  /** Goes back to the text that the draft began with. @returns the draft to be taken back, when any of it was posted. */
  revert(): number | undefined {
    const { draft } = this;
    clearTimeout(this.pause);
    this.pause = undefined;
    this.draft = undefined;
    this.text = this.begun;
    this.isUnsent = false;
    if (draft !== undefined) this.echoes.sent(this.begun);
    return draft;
  }

  /**
   * The editor does not go on with this draft: what is typed from now on begins another.
   * @param request the last one that was made: what answers it, or one before it, may be older than the end.
   */
  ended(draft: number, request: number): void {
    if (draft !== this.draft) return;
    this.draft = undefined;
    this.endedAt = request;
    this.begun = this.text;
    this.saved = undefined;
  }

  /**
   * To be called with the record's text whenever the record comes anew.
   * @param request which has brought it.
   * @returns whether it is another one than was typed or known, and is the text now.
   */
  received(text: string, request: number): boolean {
    if (this.echoes.take(text) || text === this.text) {
      this.saved = text;
      return false;
    }
    if (text === this.saved || request <= this.endedAt || this.isUnsent || this.isComposing) return false;
    this.text = this.begun = this.saved = text;
    this.draft = undefined;
    return true;
  }

  /** The text known here that begins with `start` and is `length` units long. */
  known(start: string, length: number): string | undefined {
    const isSought = (text: string | undefined) => isWhole(text, start, length);
    if (isSought(this.text)) return this.text;
    return this.echoes.find(isSought) ?? (isSought(this.saved) ? this.saved : undefined);
  }

  private send(): void {
    if (!this.isUnsent || this.isComposing || this.channel.isSendable?.(this.text) === false) return;
    this.isUnsent = false;
    if (this.draft === undefined && !this.isChanged) return;
    this.draft ??= this.channel.nextDraft();
    this.echoes.sent(this.text);
    this.channel.send(this.text, this.draft);
    this.pause = setTimeout(() => {
      this.pause = undefined;
      this.send();
    }, Math.max(PAUSE, this.text.length / UNITS_PER_MS));
  }
}

/** Whether `text` may be the whole of a text that begins with `start` and is `length` units long. */
export function isWhole(text: string | undefined, start: string, length: number): boolean {
  return text?.length === length && text.startsWith(start);
}
