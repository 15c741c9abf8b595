import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FindQuery } from '../src/dataset/findQuery';
import type { EditorState, ReplaceRow, ReplaceState } from '../src/protocol/toWebview';
import { changedText, type ChangeList, type InclusionChange } from './changeList';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { fieldChoices, NO_QUERY, querySwitches, switchForKey } from './queryControls';
import type { RowPages } from './rowPages';
import { shownChange } from './shownChange';
import { describeTextField, type TextField } from './toolkit';

type Scope = ReplaceState['scope'];

/**
 * The region "Replace": what to look for, what to put there, and every change before it is made.
 * Emits `replace-close`, and `change-open` (detail: the record's row in the preview).
 */
@customElement('paddock-replace')
export class ReplacePanel extends PageElement {
  @property({ attribute: false }) editor!: EditorState;
  @property({ attribute: false }) pages!: RowPages<ReplaceRow>;
  @property({ attribute: false }) format!: Format;

  @state() private typed: FindQuery = NO_QUERY;
  @state() private replacement = '';
  @state() private scope: Scope = 'all';
  @state() private activeRow = 0;
  /** The changes are being made. */
  @state() private isApplying = false;
  @query('section') private section!: HTMLElement | null;
  @query('.replace-find') private findField!: TextField;
  @query('.replace-with') private replaceField!: TextField;
  @query('paddock-changes') private list!: ChangeList | null;

  override connectedCallback(): void {
    super.connectedCallback();
    const { replace, find, selection, filters } = this.editor;
    this.typed = replace?.query ?? find?.query ?? this.typed;
    this.replacement = replace?.replacement ?? '';
    this.scope = replace?.scope ?? (selection.count > 1 ? 'selected' : filters.length > 0 ? 'shown' : 'all');
  }

  override focus(): void {
    const { list, section } = this;
    if (this.isOfMany) {
      if (list) void list.updateComplete.then(() => list.focus());
      else section?.focus();
      return;
    }
    const field = this.editor.replace?.corrections ? this.replaceField : this.findField;
    field?.control.focus();
    field?.control.select();
  }

  /** Asks for what a text of responses is to be replaced by. */
  lookFor(text: string): void {
    this.typed = { ...NO_QUERY, text, matchCase: true, wholeWord: true, field: 'response' };
    this.replacement = '';
    this.scope = 'all';
    this.replaceField.control.focus();
  }

  protected override firstUpdated(): void {
    describeTextField(this.findField, 'Find text');
    describeTextField(this.replaceField, 'Replacement');
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const previous = changed.get('editor')?.replace;
    const { replace } = this.editor;
    if (!changed.has('editor')) return;
    if (replace?.corrections && !sameCorrections(previous, replace)) this.take(replace);
    if (previous === undefined) return;
    if (replace === undefined || replace.error) {
      const isMade = this.isApplying && replace === undefined;
      this.isApplying = false;
      if (isMade) this.emit('replace-close');
    }
  }

  /** Corrections come from beyond the panel, also while it is open. */
  private take({ query, replacement, scope }: ReplaceState): void {
    this.typed = query;
    this.replacement = replacement;
    this.scope = scope;
    this.activeRow = 0;
  }

  /** Rows that have come are drawn. */
  refresh(): void {
    this.list?.requestUpdate();
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { editor, typed } = this;
    const error = this.isCurrent ? editor.replace?.error : undefined;
    return html`<section class="panel" aria-label="Replace" tabindex="-1" @keydown=${this.onKeydown}>
      <header class="panel-header">
        <h2>${this.isOfMany ? `Correct ${this.format.number(editor.replace!.corrections!.length)} unknown words` : 'Replace'}</h2>
        <span class="space"></span>
        ${iconButton({ label: 'Close', icon: 'close', shortcut: 'Escape', onClick: () => this.close() })}
      </header>
      <div class="replace-form" ?hidden=${this.isOfMany}>
        <div class="panel-line">
          <vscode-text-field
            class="replace-find ${error ? 'invalid' : ''}"
            placeholder="Find"
            maxlength="10000"
            .value=${typed.text}
            .ariaInvalid=${error ? 'true' : null}
            @input=${() => (this.typed = { ...this.typed, text: this.findField.value })}
            @keydown=${this.onFieldKeydown}
          >
            <span slot="end" class="find-switches"
              >${querySwitches(typed, (key) => (this.typed = { ...typed, [key]: !typed[key] }))}</span
            >
          </vscode-text-field>
          ${this.renderFields()}
        </div>
        ${error ? html`<div class="replace-error" role="alert">${error}</div>` : nothing}
        <div class="panel-line">
          <vscode-text-field
            class="replace-with"
            placeholder=${typed.regex ? 'Replacement, $1 for a group' : 'Replacement'}
            maxlength="100000"
            .value=${this.replacement}
            @input=${() => (this.replacement = this.replaceField.value)}
            @keydown=${this.onFieldKeydown}
          ></vscode-text-field>
          ${this.renderScopes()}
          <vscode-button
            appearance=${this.isCurrent ? 'secondary' : 'primary'}
            ?disabled=${!typed.text || this.isApplying}
            @click=${this.preview}
            >Preview</vscode-button
          >
        </div>
      </div>
      ${editor.replace && !editor.replace.error ? this.renderPreview(editor.replace) : nothing}
    </section>`;
  }

  private renderFields(): TemplateResult {
    return html`<vscode-dropdown
      class="find-field"
      aria-label="Replace in field"
      title="Replace in field"
      .value=${this.typed.field}
      @change=${({ target }: Event) => (this.typed = { ...this.typed, field: valueOf(target) })}
    >
      ${fieldChoices(this.editor.schema.fields).map(
        ([value, words]) =>
          html`<vscode-option .value=${value} ?selected=${value === this.typed.field}>${words}</vscode-option>`,
      )}
    </vscode-dropdown>`;
  }

  private renderScopes(): TemplateResult {
    const { total, shown, selection } = this.editor;
    const scopes: readonly (readonly [Scope, string, number])[] = [
      ['all', 'All records', total],
      ['shown', 'Shown', shown],
      ['selected', 'Selected', selection.count],
    ];
    return html`<vscode-dropdown
      class="panel-choice"
      aria-label="Replace in records"
      title="Replace in records"
      .value=${this.scope}
      @change=${({ target }: Event) => (this.scope = valueOf(target) as Scope)}
    >
      ${scopes.map(
        ([value, words, count]) =>
          html`<vscode-option .value=${value} ?selected=${value === this.scope}
            >${words} (${this.format.number(count)})</vscode-option
          >`,
      )}
    </vscode-dropdown>`;
  }

  private renderPreview({ records, excluded, done }: ReplaceState): TemplateResult {
    const { format } = this;
    const included = records - excluded;
    const all = `${format.number(records)}${done ? '' : '+'} record${records === 1 ? '' : 's'} would change`;
    return html`<div class="replace-summary">
        <label
          ><input
            type="checkbox"
            aria-label="Include all"
            .checked=${excluded === 0 && records > 0}
            .indeterminate=${excluded > 0 && included > 0}
            ?disabled=${records === 0}
            @change=${() => post({ type: 'includeReplace', included: excluded > 0 })}
          />${records === 0 && done ? 'Nothing would change.' : all}</label
        >
        <span class="space"></span>
        ${excluded > 0 ? html`<span class="quiet">${format.number(excluded)} left out</span>` : nothing}
      </div>
      ${records === 0 && done ? nothing : this.renderChanges(records)}
      <footer class="panel-footer">
        ${this.isCurrent ? nothing : html`<span class="quiet">Preview anew to replace with this.</span>`}
        <span class="space"></span>
        <vscode-button
          ?disabled=${!this.isCurrent || !done || included === 0 || this.isApplying}
          @click=${this.apply}
          >Replace in ${format.number(included)} record${included === 1 ? '' : 's'}</vscode-button
        >
      </footer>`;
  }

  private renderChanges(records: number): TemplateResult {
    return html`<paddock-changes
        .pages=${this.pages}
        .format=${this.format}
        .shown=${records}
        .activeRow=${Math.min(this.activeRow, records - 1)}
        @change-select=${({ detail }: CustomEvent<number>) => (this.activeRow = detail)}
        @change-include=${({ detail }: CustomEvent<InclusionChange>) => post({ type: 'includeReplace', ...detail })}
      ></paddock-changes>
      ${records > 0 ? this.renderActive() : nothing}`;
  }

  /** Every change in the record that the list's keys are at. */
  private renderActive(): TemplateResult | typeof nothing {
    const row = this.pages.row(this.activeRow);
    if (!row) return nothing;
    const number = this.format.number(row.position + 1);
    return html`<ol class="replace-record" aria-label="Changes in record ${number}" tabindex="0">
      ${row.changes.map(
        (change) =>
          html`<li>
            <span class="quiet change-where">${change.where}</span
            ><span class="change-text" dir="auto">${changedText(shownChange(change))}</span>
          </li>`,
      )}
      ${row.more > 0 ? html`<li class="quiet">and ${this.format.number(row.more)} more in record ${number}</li>` : nothing}
    </ol>`;
  }

  /** Whether many words are corrected at once, each by its own correction: the controls say nothing then. */
  private get isOfMany(): boolean {
    return (this.editor.replace?.corrections?.length ?? 0) > 1;
  }

  /** Whether the preview is of what is in the controls now. */
  private get isCurrent(): boolean {
    const { replace } = this.editor;
    if (!replace) return false;
    const { query, replacement, scope } = replace;
    return sameQuery(this.typed, query) && replacement === this.replacement && scope === this.scope;
  }

  private readonly preview = (): void => {
    if (!this.typed.text) return;
    this.activeRow = 0;
    const { corrections, query } = this.editor.replace ?? {};
    // Another correction of the same word.
    if (corrections?.length === 1 && this.replacement && this.scope === 'all' && sameQuery(this.typed, query!)) {
      post({ type: 'previewCorrections', corrections: [{ ...corrections[0], correction: this.replacement }] });
      return;
    }
    post({ type: 'previewReplace', query: this.typed, replacement: this.replacement, scope: this.scope });
  };

  private apply(): void {
    this.isApplying = true;
    post({ type: 'applyReplace' });
  }

  private close(): void {
    post({ type: 'closeReplace' });
    this.emit('replace-close');
  }

  private onFieldKeydown(event: KeyboardEvent): void {
    const pressed = switchForKey(event);
    if (pressed) this.typed = { ...this.typed, [pressed]: !this.typed[pressed] };
    else if (event.key === 'Enter' && !event.isComposing) this.preview();
    else return;
    event.preventDefault();
    // VS Code would open the menu with a switch's letter.
    event.stopPropagation();
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }
}

/** Whether two states of a preview list the same changes, of those that both list. */
export function sameChanges(a: ReplaceState | undefined, b: ReplaceState): boolean {
  const listed = ({ query, replacement, corrections, scope, excluded }: ReplaceState) =>
    [query, replacement, corrections, scope, excluded];
  return a !== undefined && JSON.stringify(listed(a)) === JSON.stringify(listed(b));
}

function sameCorrections(a: ReplaceState | undefined, b: ReplaceState): boolean {
  return JSON.stringify(a?.corrections) === JSON.stringify(b.corrections);
}

function sameQuery(a: FindQuery, b: FindQuery): boolean {
  return (Object.keys(a) as (keyof FindQuery)[]).every((key) => a[key] === b[key]);
}

function valueOf(target: EventTarget | null): string {
  return (target as HTMLElement & { value: string }).value;
}
