import { html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import './actionMenu';
import type { ActionMenu, MenuGroup } from './actionMenu';
import { PageElement } from './pageElement';

/** A button with an icon that opens a menu. */
@customElement('paddock-menu-button')
export class MenuButton extends PageElement {
  @property() label = '';
  /** Name of a codicon. */
  @property() icon = 'ellipsis';
  /** Seen beside the icon. */
  @property() word = '';
  @property({ type: Boolean }) isDisabled = false;
  @property({ attribute: false }) groups: readonly MenuGroup[] = [];

  @state() private isOpen = false;
  @query('vscode-button') private button!: HTMLElement;
  @query('paddock-menu') private menu!: ActionMenu;
  /** What had the focus before the menu, when that was not the button. */
  private origin: HTMLElement | undefined;

  protected override render(): TemplateResult {
    return html`<vscode-button
        aria-label=${this.label}
        appearance="icon"
        title=${this.label}
        ?disabled=${this.isDisabled}
        .ariaHaspopup=${'menu'}
        .ariaExpanded=${String(this.isOpen)}
        @mousedown=${this.onMouseDown}
        @click=${() => (this.isOpen ? this.menu.close() : this.open('first'))}
        @keydown=${this.onKeydown}
        >${this.word}<span class="codicon codicon-${this.icon}" aria-hidden="true"></span
      ></vscode-button>
      <paddock-menu label=${this.label} .groups=${this.groups} @menu-close=${this.onMenuClose}></paddock-menu>`;
  }

  private open(at: 'first' | 'last'): void {
    this.isOpen = true;
    void this.menu.open({ anchor: () => this.button.getBoundingClientRect(), align: 'right', at });
  }

  private onMenuClose({ detail: isFocusToReturn }: CustomEvent<boolean>): void {
    this.isOpen = false;
    if (isFocusToReturn) (this.origin?.isConnected ? this.origin : this.button).focus({ preventScroll: true });
    this.origin = undefined;
  }

  /** The button takes no focus from a text area that the menu is about. */
  private onMouseDown(event: MouseEvent): void {
    const { activeElement } = document;
    if (!this.isOpen) this.origin = activeElement instanceof HTMLTextAreaElement ? activeElement : undefined;
    // Nor from its open menu, which would close and be opened again by the click.
    if (this.origin || this.isOpen) event.preventDefault();
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    this.open(event.key === 'ArrowDown' ? 'first' : 'last');
  }
}
