import { ref } from 'lit/directives/ref.js';

const BUTTONS = 'vscode-button';

/**
 * For the element of a toolbar: one tab stop for its buttons, which the arrow keys, Home and End move between, as
 * WAI-ARIA's toolbar pattern has it. A text field in the toolbar stays a tab stop of its own: arrows move its caret.
 */
export function rovingFocus(): unknown {
  return ref(start);
}

function start(toolbar: Element | undefined): void {
  if (toolbar instanceof HTMLElement) new RovingFocus(toolbar).start();
}

class RovingFocus {
  /** Had the focus last: the tab stop, also again after it has been disabled for a while. */
  private last: HTMLElement | undefined;

  constructor(private readonly toolbar: HTMLElement) {}

  start(): void {
    const { toolbar } = this;
    toolbar.addEventListener('keydown', (event) => this.onKeydown(event));
    toolbar.addEventListener('focusin', (event) => this.onFocus(event));
    // Buttons come, go and are disabled, and are left out where there is no room for them.
    const changes = new MutationObserver(() => this.refresh());
    changes.observe(toolbar, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    new ResizeObserver(() => this.refresh()).observe(toolbar);
    this.refresh();
  }

  private refresh(): void {
    const buttons = this.buttons();
    const stop = this.last && buttons.includes(this.last) ? this.last : buttons[0];
    for (const button of this.toolbar.querySelectorAll<HTMLElement>(BUTTONS)) {
      button.tabIndex = button === stop ? 0 : -1;
    }
  }

  private buttons(): HTMLElement[] {
    return [...this.toolbar.querySelectorAll<HTMLElement>(BUTTONS)].filter(
      (button) => !button.hasAttribute('disabled') && button.checkVisibility(),
    );
  }

  private onFocus({ target }: FocusEvent): void {
    const button = (target as HTMLElement).closest<HTMLElement>(BUTTONS);
    if (!button) return;
    this.last = button;
    this.refresh();
  }

  private onKeydown(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const index = buttons.indexOf((event.target as HTMLElement).closest<HTMLElement>(BUTTONS) ?? this.toolbar);
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
