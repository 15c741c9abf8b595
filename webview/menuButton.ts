import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PageElement } from './pageElement';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** As it is shown: "Alt+↑". */
  readonly shortcut?: string;
  /** For one of several choices: whether it is the one in force. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
}

/** Items that belong together; a line parts them from the next ones. */
export interface MenuGroup {
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

/** CSS pixels between menu and window edge. */
const MARGIN = 4;

/** A button with an icon that opens a menu, as VS Code's own do: arrows move, a letter jumps, Escape closes. */
@customElement('paddock-menu-button')
export class MenuButton extends PageElement {
  @property() label = '';
  /** Name of a codicon. */
  @property() icon = 'ellipsis';
  @property({ attribute: false }) groups: readonly MenuGroup[] = [];

  @state() private isOpen = false;
  @query('vscode-button') private button!: HTMLElement;
  @query('[role=menu]') private menu!: HTMLElement | null;
  /** What had the focus before the menu, when that was not the button. */
  private origin: HTMLElement | undefined;

  protected override render(): TemplateResult {
    return html`<vscode-button
        aria-label=${this.label}
        appearance="icon"
        title=${this.label}
        .ariaHaspopup=${'menu'}
        .ariaExpanded=${String(this.isOpen)}
        @mousedown=${this.onButtonMouseDown}
        @click=${() => (this.isOpen ? this.close() : this.open('first'))}
        @keydown=${this.onButtonKeydown}
        ><span class="codicon codicon-${this.icon}" aria-hidden="true"></span
      ></vscode-button>
      ${this.isOpen ? this.renderMenu() : nothing}`;
  }

  private renderMenu(): TemplateResult {
    return html`<div
      class="action-menu"
      role="menu"
      aria-label=${this.label}
      popover="manual"
      tabindex="-1"
      @keydown=${this.onMenuKeydown}
      @focusout=${this.onFocusOut}
    >
      ${this.groups
        .filter(({ items }) => items.length > 0)
        .map((group, index) => this.renderGroup(group, index))}
    </div>`;
  }

  private renderGroup({ label, items }: MenuGroup, index: number): TemplateResult {
    const entries = items.map((item) => this.renderItem(item));
    return html`${index > 0 ? html`<div class="action-separator" role="separator"></div>` : nothing}
    ${label === undefined
      ? entries
      : html`<div role="group" aria-label=${label}>
          <div class="menu-group" aria-hidden="true">${label}</div>
          ${entries}
        </div>`}`;
  }

  private renderItem(item: MenuItem): TemplateResult {
    const { label, shortcut, isChecked, isDisabled = false } = item;
    return html`<div
      class="action-item"
      role=${isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked=${isChecked ?? nothing}
      aria-disabled=${isDisabled ? 'true' : nothing}
      aria-label=${label}
      aria-keyshortcuts=${shortcut ?? nothing}
      tabindex="-1"
      @mousemove=${({ currentTarget }: Event) => (currentTarget as HTMLElement).focus({ preventScroll: true })}
      @click=${() => this.run(item)}
    >
      <span class="codicon ${isChecked ? 'codicon-check' : ''}" aria-hidden="true"></span>
      <span class="menu-label">${label}</span>
      ${shortcut ? html`<span class="quiet">${shortcut}</span>` : nothing}
    </div>`;
  }

  private async open(at: 'first' | 'last'): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    const { menu } = this;
    if (!menu) return;
    menu.showPopover();
    this.place(menu);
    this.items().at(at === 'first' ? 0 : -1)?.focus();
  }

  /** Under the button, or above it where there is no room, and within the window. */
  private place(menu: HTMLElement): void {
    const anchor = this.button.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const below = anchor.bottom + 2;
    const top = below + height + MARGIN <= innerHeight ? below : Math.max(MARGIN, anchor.top - 2 - height);
    const left = Math.max(MARGIN, Math.min(anchor.right - width, innerWidth - width - MARGIN));
    menu.style.setProperty('top', `${top}px`);
    menu.style.setProperty('left', `${left}px`);
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    (this.origin?.isConnected ? this.origin : this.button).focus({ preventScroll: true });
    this.origin = undefined;
  }

  private run(item: MenuItem): void {
    if (item.isDisabled) return;
    this.close();
    item.run();
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.action-item:not([aria-disabled])')];
  }

  /** The button takes no focus from a text area that the menu is about. */
  private onButtonMouseDown(event: MouseEvent): void {
    const { activeElement } = document;
    this.origin = activeElement instanceof HTMLTextAreaElement ? activeElement : undefined;
    if (this.origin) event.preventDefault();
  }

  private onButtonKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    void this.open(event.key === 'ArrowDown' ? 'first' : 'last');
  }

  private onMenuKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.items();
    const current = items.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = {
      ArrowDown: (current + 1) % items.length,
      ArrowUp: (Math.max(0, current) - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (event.key in moves) items[moves[event.key]]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') items[current]?.click();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else if (event.key.length === 1) this.jumpTo(event.key, items, current);
    event.preventDefault();
    event.stopPropagation();
  }

  private jumpTo(letter: string, items: readonly HTMLElement[], current: number): void {
    const after = [...items.slice(current + 1), ...items.slice(0, current + 1)];
    const start = letter.toLocaleLowerCase();
    after.find(({ ariaLabel }) => ariaLabel?.toLocaleLowerCase().startsWith(start))?.focus();
  }

  private onFocusOut({ relatedTarget }: FocusEvent): void {
    if (!this.isOpen || this.contains(relatedTarget as Node | null)) return;
    this.isOpen = false;
    this.origin = undefined;
  }
}
