import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FindQuery } from '../src/dataset/findQuery';
import type { FindState } from '../src/protocol/toWebview';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { fieldChoices, NO_QUERY, querySwitches, switchForKey, type QuerySwitch } from './queryControls';
import { describeTextField, type TextField } from './toolkit';

const TYPING_PAUSE_MS = 250;

/**
 * Find in records. Emits `find-leave` (Escape), `find-filter` (detail: the query to filter by) and `find-step`, when
 * the editor is to select a match.
 */
@customElement('paddock-find')
export class FindBox extends PageElement {
  @property({ attribute: false }) find: FindState | undefined;
  /** The record's fields, which a search can be narrowed to. */
  @property({ attribute: false }) fields: readonly string[] = [];
  @property({ attribute: false }) format!: Format;

  /** What is in the controls; the editor's query follows after a pause in typing. */
  @state() private typed: FindQuery = NO_QUERY;
  @query('vscode-text-field') private field!: TextField;
  /** The query that the editor has, as JSON. */
  private sent = 'null';
  private pause: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.field.control.focus();
    this.field.control.select();
  }

  protected override firstUpdated(): void {
    describeTextField(this.field, 'Find', 'searchbox');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A page made anew takes over the search that is under way.
    const { find } = this;
    if (!changed.has('find') || !find || changed.get('find') || this.typed.text) return;
    this.typed = find.query;
    this.sent = JSON.stringify(find.query);
  }

  protected override render(): TemplateResult {
    const { find, typed } = this;
    const hasMatches = find !== undefined && find.records > 0;
    const choices = fieldChoices(this.fields);
    return html`<div class="find" role="search" aria-label="Find in records">
      <vscode-text-field
        class=${find?.error ? 'invalid' : ''}
        placeholder="Find"
        maxlength="10000"
        title=${find?.error ?? nothing}
        .value=${typed.text}
        .ariaInvalid=${find?.error ? 'true' : null}
        @input=${this.onInput}
        @keydown=${this.onKeydown}
      >
        <span slot="end" class="find-switches"
          >${querySwitches(typed, (key) => this.toggle(key))}</span
        >
      </vscode-text-field>
      <vscode-dropdown
        class="find-field"
        aria-label="Find in field"
        title="Find in field: ${choices.find(([value]) => value === typed.field)?.[1] ?? typed.field}"
        .value=${typed.field}
        @change=${this.onFieldChange}
      >
        ${choices.map(
          ([value, label]) => html`<vscode-option .value=${value} ?selected=${value === typed.field}>${label}</vscode-option>`,
        )}
      </vscode-dropdown>
      <span class="find-count quiet">${this.countWords()}</span>
      ${iconButton({
        label: 'Previous match',
        icon: 'arrow-up',
        shortcut: 'Shift+F3',
        isDisabled: !hasMatches,
        onClick: () => this.step(-1),
      })}
      ${iconButton({
        label: 'Next match',
        icon: 'arrow-down',
        shortcut: 'F3',
        isDisabled: !hasMatches,
        onClick: () => this.step(1),
      })}
      ${iconButton({
        label: 'Filter to matching records',
        icon: 'list-filter',
        isDisabled: !hasMatches,
        onClick: () => this.emit('find-filter', typed),
      })}
      ${find?.error ? html`<div class="find-error" role="alert">${find.error}</div>` : nothing}
    </div>`;
  }

  private countWords(): string {
    const { find } = this;
    if (!find || find.error) return '';
    const { records, current, done } = find;
    const all = this.format.number(records) + (done ? '' : '+');
    if (records === 0) return done ? 'No results' : 'Finding…';
    return current > 0 ? `${this.format.number(current)} of ${all}` : `${all} record${records === 1 ? '' : 's'}`;
  }

  private onInput(): void {
    this.typed = { ...this.typed, text: this.field.value };
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.search(), TYPING_PAUSE_MS);
  }

  private onFieldChange({ target }: Event): void {
    this.change({ field: (target as HTMLElement & { value: string }).value });
  }

  private toggle(key: QuerySwitch): void {
    this.change({ [key]: !this.typed[key] });
  }

  private change(part: Partial<FindQuery>): void {
    this.typed = { ...this.typed, ...part };
    this.search();
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.typed = { ...this.typed, text: '' };
      this.search();
      this.emit('find-leave');
    } else {
      const pressed = switchForKey(event);
      if (!pressed) return;
      event.preventDefault();
      // VS Code would open the menu with this letter.
      event.stopPropagation();
      this.toggle(pressed);
    }
  }

  /** Goes to the next or previous match, where something is searched for. */
  step(direction: 1 | -1): void {
    this.search();
    if (!this.typed.text) return;
    this.emit('find-step');
    post({ type: 'step', to: 'match', direction });
  }

  /** Sends what was typed, unless the editor has it already. */
  private search(): void {
    clearTimeout(this.pause);
    const query = this.typed.text ? this.typed : null;
    if (JSON.stringify(query) === this.sent) return;
    this.sent = JSON.stringify(query);
    if (query) this.emit('find-step');
    post({ type: 'find', query });
  }
}
