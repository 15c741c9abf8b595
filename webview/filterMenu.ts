import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Filter } from '../src/protocol/fromWebview';
import type { Facets, QueueState } from '../src/protocol/toWebview';
import { filterOptions, toggleFilter, type FilterOption } from './filterOptions';
import type { Format } from './format';
import { PageElement } from './pageElement';

/**
 * What can be filtered by, as in VS Code's quick pick: typing narrows the list, Enter adds or removes.
 * Emits `filter-change` and `menu-close`.
 */
@customElement('paddock-filter-menu')
export class FilterMenu extends PageElement {
  @property({ attribute: false }) facets: Facets | undefined;
  /** Candidates of the dataset. */
  @property({ attribute: false }) queue: QueueState | undefined;
  @property({ attribute: false }) filters: readonly Filter[] = [];
  @property({ attribute: false }) format!: Format;

  @state() private typed = '';
  @state() private current = 0;
  @query('.menu-field') private field!: HTMLInputElement;

  override focus(): void {
    this.field.focus();
  }

  protected override updated(): void {
    this.querySelector('.menu-option.current')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const options = this.options();
    const current = Math.min(this.current, options.length - 1);
    return html`<div class="menu">
      <input
        class="menu-field"
        type="text"
        role="combobox"
        aria-label="Filter by"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls="filter-options"
        aria-activedescendant=${current < 0 ? nothing : `filter-option-${current}`}
        placeholder="Type to narrow, or text to look for"
        maxlength="10000"
        spellcheck="false"
        autocomplete="off"
        .value=${this.typed}
        @input=${this.onInput}
        @keydown=${this.onKeydown}
      />
      <div id="filter-options" class="menu-options" role="listbox" aria-label="Filters to add" aria-multiselectable="true" tabindex="-1">
        ${options.map((option, index) => this.renderOption(option, index, index === current, options[index - 1]?.group))}
      </div>
      ${this.facets
        ? nothing
        : html`<p class="menu-hint quiet">Check the dataset to filter by verdict and language.</p>`}
    </div>`;
  }

  private renderOption(
    option: FilterOption,
    index: number,
    isCurrent: boolean,
    previousGroup: string | undefined,
  ): TemplateResult {
    const { group, label, count, active } = option;
    return html`${group === previousGroup ? nothing : html`<div class="menu-group" role="presentation">${group}</div>`}
      <div
        class=${isCurrent ? 'menu-option current' : 'menu-option'}
        id="filter-option-${index}"
        role="option"
        aria-selected=${active}
        aria-description=${count === undefined ? nothing : this.format.number(count)}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.toggle(option)}
      >
        <span class="codicon ${active ? 'codicon-check' : ''}" aria-hidden="true"></span>
        <span class="for-screen-readers">${group}:</span>
        <span class="menu-label">${label}</span>
        ${count === undefined ? nothing : html`<span class="quiet" aria-hidden="true">${this.format.number(count)}</span>`}
      </div>`;
  }

  private options(): FilterOption[] {
    return filterOptions(this.typed, this.facets, this.filters, this.format, this.queue);
  }

  private toggle(option: FilterOption): void {
    this.emit('filter-change', toggleFilter(this.filters, option));
    if (option.filter.kind === 'text') this.emit('menu-close');
  }

  private onInput(): void {
    this.typed = this.field.value;
    this.current = 0;
  }

  private onKeydown(event: KeyboardEvent): void {
    const options = this.options();
    const last = options.length - 1;
    const current = Math.min(this.current, last);
    switch (event.key) {
      case 'ArrowDown':
        this.current = current >= last ? 0 : current + 1;
        break;
      case 'ArrowUp':
        this.current = current <= 0 ? last : current - 1;
        break;
      case 'Enter':
        if (options[current]) this.toggle(options[current]);
        break;
      case 'Escape':
        this.emit('menu-close');
        break;
      default:
        return;
    }
    event.preventDefault();
  }
}
