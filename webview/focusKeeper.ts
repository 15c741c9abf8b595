/**
 * Gives the keyboard back to where it was. When VS Code takes the focus out of the page (palette, Go to record, F6)
 * and returns it, it returns it to the page as a whole, where no key does anything. So does the browser with the focus
 * of a button that is disabled by what it has done.
 */
export class FocusKeeper {
  private last: HTMLElement | undefined;
  private readonly disabling = new MutationObserver(() => this.restore());

  /** @param focusUsual puts the focus where it belongs when no element has had it, or the one that had it is gone. */
  constructor(private readonly focusUsual: () => void) {}

  connect(): void {
    document.addEventListener('focusin', this.onFocusIn);
    window.addEventListener('focus', this.restore);
    this.disabling.observe(document, { subtree: true, attributeFilter: ['disabled'] });
  }

  disconnect(): void {
    document.removeEventListener('focusin', this.onFocusIn);
    window.removeEventListener('focus', this.restore);
    this.disabling.disconnect();
  }

  /** Does nothing while an element has the focus, or something outside the page has it. */
  readonly restore = (): void => {
    if (!this.isFocusLost) return;
    if (this.last?.isConnected && !isDisabled(this.last)) this.last.focus({ preventScroll: true });
    if (this.isFocusLost) this.focusUsual();
  };

  private get isFocusLost(): boolean {
    const { activeElement } = document;
    if (!document.hasFocus()) return false;
    return activeElement === null || activeElement === document.body || isDisabled(activeElement);
  }

  private readonly onFocusIn = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && target !== document.body) this.last = target;
  };
}

function isDisabled(element: Element): boolean {
  return element.hasAttribute('disabled');
}
