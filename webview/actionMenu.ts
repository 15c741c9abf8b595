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
  /** Of the label, where it is not the page's own: screen readers say it right. BCP 47. */
  readonly language?: string;
}

/** Items that belong together; a line parts them from the next ones. */
export interface MenuGroup {
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuPlace {
  /** What the menu opens under, or above where there is no room; asked again when the page scrolls. */
  anchor(): DOMRect;
  /** The edge of the anchor that the menu's is in line with. */
  readonly align: 'left' | 'right';
  /** Which item has the focus first. */
  readonly at: 'first' | 'last';
}

/** CSS pixels between menu and window edge. */
const MARGIN = 4;
/** CSS pixels between menu and anchor. */
const GAP = 2;

/**
 * A menu, as VS Code's own: arrows move, a letter jumps, Escape closes. Emits `menu-close` (detail: whether the focus is
 * to go back to where it was; it has gone elsewhere already otherwise).
 */
@customElement('paddock-menu')
export class ActionMenu extends PageElement {
  @property() label = '';
  @property({ attribute: false }) groups: readonly MenuGroup[] = [];
  /** The first items have yet to come: none has the focus until then, so that Enter does not run another one. */
  @property({ type: Boolean }) isWaiting = false;

  @state() private place: MenuPlace | undefined;
  @query('[role=menu]') private menu!: HTMLElement | null;
  private readonly follow = () => this.moveToPlace();

  get isOpen(): boolean {
    return this.place !== undefined;
  }

  async open(place: MenuPlace): Promise<void> {
    this.place = place;
    await this.updateComplete;
    const { menu } = this;
    if (!menu || this.place !== place) return;
    menu.showPopover();
    this.moveToPlace();
    window.addEventListener('scroll', this.follow, { capture: true, passive: true });
    window.addEventListener('resize', this.follow);
    menu.focus({ preventScroll: true });
    if (!this.isWaiting) this.focusItem();
  }

  close(isFocusToReturn = true): void {
    if (!this.place) return;
    this.place = undefined;
    this.stopFollowing();
    this.emit('menu-close', isFocusToReturn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopFollowing();
    this.place = undefined;
  }

  protected override updated(): void {
    if (!this.menu?.matches(':popover-open')) return;
    this.moveToPlace();
    if (document.activeElement === this.menu && !this.isWaiting) this.focusItem();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.place) return nothing;
    return html`<div
      class="action-menu"
      role="menu"
      aria-label=${this.label}
      popover="manual"
      tabindex="-1"
      @keydown=${this.onKeydown}
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
    const { label, shortcut, isChecked, isDisabled = false, language } = item;
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
      <span class="menu-label"><bdi lang=${language ?? nothing}>${label}</bdi></span>
      ${shortcut ? html`<span class="quiet">${shortcut}</span>` : nothing}
    </div>`;
  }

  private focusItem(): void {
    this.items().at(this.place?.at === 'last' ? -1 : 0)?.focus({ preventScroll: true });
  }

  /** Under the anchor, or above it where there is no room, and within the window. */
  private moveToPlace(): void {
    const { menu, place } = this;
    if (!menu || !place) return;
    const anchor = place.anchor();
    const { width, height } = menu.getBoundingClientRect();
    const below = anchor.bottom + GAP;
    const top = below + height + MARGIN <= innerHeight ? below : anchor.top - GAP - height;
    const left = place.align === 'left' ? anchor.left : anchor.right - width;
    menu.style.setProperty('top', `${within(top, innerHeight - height)}px`);
    menu.style.setProperty('left', `${within(left, innerWidth - width)}px`);
  }

  private stopFollowing(): void {
    window.removeEventListener('scroll', this.follow, { capture: true });
    window.removeEventListener('resize', this.follow);
  }

  private run(item: MenuItem): void {
    if (item.isDisabled) return;
    this.close();
    item.run();
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.action-item:not([aria-disabled])')];
  }

  private onKeydown(event: KeyboardEvent): void {
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
    if (!this.contains(relatedTarget as Node | null)) this.close(false);
  }
}

/** @param most CSS pixels that are left of the window beside the menu. */
function within(position: number, most: number): number {
  return Math.max(MARGIN, Math.min(position, most - MARGIN));
}
