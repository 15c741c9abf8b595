/**
 * One tab stop for the buttons of a toolbar, which the arrow keys move between, as WAI-ARIA's toolbar pattern has it.
 * A text field in the toolbar stays a tab stop of its own: arrows move its caret.
 */
export class RovingFocus {
  private current: HTMLElement | undefined;

  constructor(
    private readonly toolbar: HTMLElement,
    private readonly selector: string,
  ) {
    toolbar.addEventListener('keydown', (event) => this.onKeydown(event));
    toolbar.addEventListener('focusin', (event) => this.onFocus(event));
    this.refresh();
  }

  /** To be called when buttons have come, gone, or been disabled. */
  refresh(): void {
    const buttons = this.buttons();
    if (!this.current || !buttons.includes(this.current)) this.current = buttons[0];
    for (const button of this.toolbar.querySelectorAll<HTMLElement>(this.selector)) {
      button.tabIndex = button === this.current ? 0 : -1;
    }
  }

  private buttons(): HTMLElement[] {
    return [...this.toolbar.querySelectorAll<HTMLElement>(this.selector)].filter(
      (button) => !button.hasAttribute('disabled'),
    );
  }

  private onFocus({ target }: FocusEvent): void {
    const button = (target as HTMLElement).closest<HTMLElement>(this.selector);
    if (!button) return;
    this.current = button;
    this.refresh();
  }

  private onKeydown(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const index = buttons.indexOf((event.target as HTMLElement).closest<HTMLElement>(this.selector) ?? this.toolbar);
    if (index < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next: Record<string, number> = {
      ArrowRight: (index + 1) % buttons.length,
      ArrowLeft: (index - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = next[event.key];
    if (target === undefined) return;
    event.preventDefault();
    buttons[target].focus();
  }
}
