/**
 * Gives the keyboard back to where it was. When VS Code takes the focus out of the page (palette, Go to record, F6)
 * and returns it, it returns it to the page as a whole, where no key does anything.
 */
export class FocusKeeper {
  private last: HTMLElement | undefined;

  /** @param focusUsual puts the focus where it belongs when no element has had it, or the one that had it is gone. */
  constructor(private readonly focusUsual: () => void) {}

  connect(): void {
    document.addEventListener('focusin', this.onFocusIn);
    window.addEventListener('focus', this.restore);
  }

  disconnect(): void {
    document.removeEventListener('focusin', this.onFocusIn);
    window.removeEventListener('focus', this.restore);
  }

  /** Does nothing while an element has the focus, or something outside the page has it. */
  readonly restore = (): void => {
    if (!this.isFocusLost) return;
    if (this.last?.isConnected) this.last.focus({ preventScroll: true });
    if (this.isFocusLost) this.focusUsual();
  };

  private get isFocusLost(): boolean {
    const { activeElement } = document;
    return document.hasFocus() && (activeElement === null || activeElement === document.body);
  }

  private readonly onFocusIn = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && target !== document.body) this.last = target;
  };
}
