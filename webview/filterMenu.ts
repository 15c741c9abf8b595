import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Filter } from '../src/protocol/fromWebview';
import type { Facets, QueueState } from '../src/protocol/toWebview';
import { filterOptions, toggleFilter, type FilterOption } from './filterOptions';
import type { Format } from './format';
import { PageElement } from './pageElement';
import { describeTextField, type TextField } from './toolkit';

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
  @query('vscode-text-field') private field!: TextField;

  override focus(): void {
    this.field.control.focus();
  }

  protected override firstUpdated(): void {
    const { field } = this;
    describeTextField(field, 'Filter by', 'combobox');
    field.control.setAttribute('aria-expanded', 'true');
    field.control.setAttribute('aria-autocomplete', 'list');
    field.control.ariaControlsElements = [this.querySelector('[role=listbox]')!];
  }

  protected override updated(): void {
    const current = this.querySelector('.menu-option.current');
    current?.scrollIntoView({ block: 'nearest' });
    // An element, not an id: the input lies in the toolkit's shadow tree, the options outside.
    this.field.control.ariaActiveDescendantElement = current;
  }

  protected override render(): TemplateResult {
    const options = this.options();
    const current = Math.min(this.current, options.length - 1);
    return html`<div class="menu">
      <vscode-text-field
        placeholder="Type to narrow, or text to look for"
        maxlength="10000"
        .value=${this.typed}
        @input=${this.onInput}
        @keydown=${this.onKeydown}
      ></vscode-text-field>
      <div class="menu-options" role="listbox" aria-label="Filters to add" aria-multiselectable="true" tabindex="-1">
        ${options.map((option, index) => this.renderOption(option, index === current, options[index - 1]?.group))}
      </div>
      ${this.facets
        ? nothing
        : html`<p class="menu-hint quiet">Check the dataset to filter by verdict and language.</p>`}
    </div>`;
  }

  private renderOption(option: FilterOption, isCurrent: boolean, previousGroup: string | undefined): TemplateResult {
    const { group, label, count, active } = option;
    return html`${group === previousGroup ? nothing : html`<div class="menu-group" role="presentation">${group}</div>`}
      <div
        class=${isCurrent ? 'menu-option current' : 'menu-option'}
        role="option"
        aria-selected=${active}
        aria-label="${group}: ${label}"
        aria-description=${count === undefined ? nothing : this.format.number(count)}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.toggle(option)}
      >
        <span class="codicon ${active ? 'codicon-check' : ''}" aria-hidden="true"></span>
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
