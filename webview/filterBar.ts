import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Filter } from '../src/protocol/fromWebview';
import type { Facets, QueueState } from '../src/protocol/toWebview';
import { filterWords } from './filterOptions';
import type { Format } from './format';
import { PageElement } from './pageElement';
import './filterMenu';
import type { FilterMenu } from './filterMenu';
import './selectionBar';

/** The row of filters in force. Emits `filter-change` (detail: all filters that shall hold). */
@customElement('paddock-filters')
export class FilterBar extends PageElement {
  @property({ attribute: false }) filters: readonly Filter[] = [];
  @property({ attribute: false }) facets: Facets | undefined;
  /** Candidates of the dataset. */
  @property({ attribute: false }) queue: QueueState | undefined;
  @property({ attribute: false }) format!: Format;
  /** Records that pass the filters. */
  @property({ type: Number }) shown = 0;

  /** Records that are selected. */
  @property({ type: Number }) selected = 0;

  @state() private isMenuOpen = false;
  @query('.add-filter') private button!: HTMLElement;
  @query('paddock-filter-menu') private menu!: FilterMenu | null;

  protected override render(): TemplateResult {
    const { filters, format, shown } = this;
    return html`<div class="filters">
      <span class="filters-word quiet" aria-hidden="true">Filters:</span>
      <ul class="chips" aria-label="Filters">
        ${filters.map((filter, index) => this.renderChip(filterWords(filter, format), index))}
      </ul>
      <div class="menu-anchor" @focusout=${this.onFocusOut}>
        <vscode-button
          class="add-filter"
          aria-label="Add filter"
          appearance="icon"
          .ariaHaspopup=${'listbox'}
          .ariaExpanded=${String(this.isMenuOpen)}
          @click=${this.toggleMenu}
          ><span class="codicon codicon-add" aria-hidden="true"></span>filter</vscode-button
        >
        ${this.isMenuOpen
          ? html`<paddock-filter-menu
              .facets=${this.facets}
              .queue=${this.queue}
              .filters=${filters}
              .format=${format}
              @menu-close=${this.closeMenu}
            ></paddock-filter-menu>`
          : nothing}
      </div>
      ${filters.length > 1
        ? html`<vscode-button aria-label="Clear all filters" appearance="icon" @click=${() => this.emit('filter-change', [])}
            >Clear all</vscode-button
          >`
        : nothing}
      <span class="space"></span>
      ${this.selected > 1
        ? html`<paddock-selection .count=${this.selected} .format=${format}></paddock-selection>`
        : nothing}
      <span class="shown-count quiet">${format.number(shown)} record${shown === 1 ? '' : 's'} shown</span>
    </div>`;
  }

  private renderChip(words: string, index: number): TemplateResult {
    return html`<li class="chip">
      <span class="chip-words" title=${words}>${words}</span>
      <button
        type="button"
        aria-label="Remove filter ${words}"
        title="Remove filter"
        @click=${() => this.removeFilter(index)}
      >
        <span class="codicon codicon-close" aria-hidden="true"></span>
      </button>
    </li>`;
  }

  private removeFilter(index: number): void {
    this.emit(
      'filter-change',
      this.filters.filter((_, other) => other !== index),
    );
    this.button.focus();
  }

  private async toggleMenu(): Promise<void> {
    this.isMenuOpen = !this.isMenuOpen;
    await this.updateComplete;
    await this.menu?.updateComplete;
    this.menu?.focus();
  }

  private closeMenu(): void {
    this.isMenuOpen = false;
    this.button.focus();
  }

  private onFocusOut({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) this.isMenuOpen = false;
  }
}
