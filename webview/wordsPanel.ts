import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Filter, WordListName } from '../src/protocol/fromWebview';
import type { EditorState, UnknownWordRow } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import type { Format } from './format';
import { nextRequest, post, requestSuggestions, requestUnknownWords } from './host';
import { iconButton } from './iconButton';
import './menuButton';
import { PageElement } from './pageElement';
import { rovingFocus } from './rovingFocus';
import { RowPages } from './rowPages';
import { rangeBetween, toggleRow, type RowRanges } from './rowRanges';
import type { RowSelect } from './selectableList';
import './suggestionMenu';
import type { SuggestionMenu } from './suggestionMenu';
import { describeTextField, type TextField } from './toolkit';
import './wordList';
import type { WordList } from './wordList';
import { acceptItems, dictionaryGroups } from './wordListItems';

/** Words that one message may bring, or correct. */
const MOST_ASKED = 500;
const MOST_ACCEPTED = 10_000;
const MOST_CORRECTED = 1000;

/**
 * The region "Unknown words": all words that no dictionary knows, to be accepted, corrected, or looked at where they
 * stand. Emits `words-close`, `word-show` (detail: the filter for it), and what the suggestions do.
 */
@customElement('paddock-unknown-words')
export class WordsPanel extends PageElement {
  @property({ attribute: false }) editor!: EditorState;
  @property({ attribute: false }) format!: Format;

  @state() private language: LanguageTag | undefined;
  /** What the words must contain. */
  @state() private typed = '';
  /** How many words there are of what is asked for; absent until it is known. */
  @state() private total: number | undefined;
  @state() private selectedRows: RowRanges = [];
  @state() private activeRow = -1;
  private anchorRow = 0;
  /** Suggestions for many words are being gathered. */
  @state() private isGathering = false;
  @query('.words-filter') private field!: TextField | null;
  @query('paddock-words') private list!: WordList | null;
  @query('paddock-suggestions') private suggestions!: SuggestionMenu | null;

  private readonly pages = new RowPages<UnknownWordRow>(
    (request, start, count) => post({ type: 'unknownWords', request, ...this.asked, start, count }),
    nextRequest,
  );

  /** Lists the words of a language, or of all. */
  show(language: LanguageTag | undefined): void {
    if (language !== this.language) this.ask({ language });
    this.focus();
  }

  override focus(): void {
    const { list } = this;
    if (list) void list.updateComplete.then(() => list.focus());
    else this.querySelector<HTMLElement>('section')?.focus();
  }

  /** @returns whether the rows were asked for here */
  receive(request: number, rows: readonly UnknownWordRow[], total: number): boolean {
    if (!this.pages.receive(request, rows)) return false;
    this.total = total;
    if (this.activeRow < 0 && total > 0) this.select({ row: 0, how: 'only' });
    this.list?.requestUpdate();
    return true;
  }

  /** @returns whether the request was made here */
  fail(request: number): boolean {
    return this.pages.fail(request);
  }

  /** Words may have come or gone. */
  invalidate(): void {
    // How many there are comes with a row, of which there was none.
    this.total ||= undefined;
    this.pages.invalidate();
  }

  protected override updated(): void {
    // It comes with the first check.
    if (this.field) describeTextField(this.field, 'Filter words');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('editor');
    // What has been told during a check is no answer at its end.
    if (before && isChecking(before) && !isChecking(this.editor)) this.invalidate();
    const last = (this.total ?? 0) - 1;
    if (this.total !== undefined && this.activeRow > last) this.select({ row: last, how: 'only' });
  }

  protected override render(): TemplateResult {
    const { spelling } = this.editor.summary ?? {};
    return html`<section class="panel words-panel" aria-label="Unknown words" tabindex="-1" @keydown=${this.onKeydown}>
      <header class="panel-header">
        <h2>Unknown words</h2>
        ${this.total === undefined || this.isUntold
          ? nothing
          : html`<span class="quiet" role="status">${this.format.number(this.total)}</span>`}
        <span class="space"></span>
        <paddock-menu-button label="Dictionaries" icon="book" .groups=${dictionaryGroups(this.editor.wordLists)}></paddock-menu-button>
        ${iconButton({ label: 'Close', icon: 'close', shortcut: 'Escape', onClick: () => this.emit('words-close') })}
      </header>
      ${spelling ? this.renderWords() : this.renderUnchecked()}
    </section>`;
  }

  /** Which words are unknown is told at the end of the check. */
  private get isUntold(): boolean {
    return this.total === 0 && isChecking(this.editor);
  }

  /** Why no word is listed. */
  private get absence(): string {
    if (this.isUntold) return 'The spelling is being checked…';
    if (this.total === undefined) return 'Loading…';
    return this.isNarrowed ? 'No unknown word passes the filter.' : 'No unknown words.';
  }

  private renderUnchecked(): TemplateResult {
    return html`<div class="empty">
      Check the spelling to see the words that no dictionary knows.
      <vscode-button
        ?disabled=${isChecking(this.editor)}
        @click=${() => post({ type: 'command', command: 'checkSpelling' })}
        >Check Spelling</vscode-button
      >
    </div>`;
  }

  private renderWords(): TemplateResult {
    const { total, format } = this;
    return html`<div class="panel-line">
        <vscode-text-field
          class="words-filter"
          placeholder="Filter words"
          maxlength="200"
          .value=${this.typed}
          @input=${() => this.ask({ typed: this.field!.value })}
          @keydown=${this.onFieldKeydown}
        ></vscode-text-field>
        ${this.renderLanguages()}
      </div>
      <paddock-words
        .pages=${this.pages}
        .format=${format}
        .shown=${total ?? 1}
        .activeRow=${this.activeRow}
        .selectedRows=${this.selectedRows}
        @word-select=${({ detail }: CustomEvent<RowSelect>) => this.select(detail)}
        @word-select-all=${() => this.selectAll()}
        @word-open=${() => this.showRecords()}
        @word-correct=${() => this.correct()}
      ></paddock-words>
      ${total ? nothing : html`<div class="empty over-words">${this.absence}</div>`}
      ${this.renderActions()}
      <paddock-suggestions .wordLists=${this.editor.wordLists} .format=${format}></paddock-suggestions>`;
  }

  private renderLanguages(): TemplateResult {
    const languages = (this.editor.summary?.spelling?.languages ?? []).filter(({ unknown }) => unknown > 0);
    return html`<vscode-dropdown
      class="panel-choice"
      aria-label="Language"
      title="Language"
      .value=${this.language ?? ''}
      @change=${({ target }: Event) => this.ask({ language: (target as HTMLSelectElement).value || undefined })}
    >
      <vscode-option .value=${''} ?selected=${this.language === undefined}>All languages</vscode-option>
      ${languages.map(({ language }) =>
        language === undefined
          ? nothing
          : html`<vscode-option .value=${language} ?selected=${language === this.language}
              >${this.format.language(language)}</vscode-option
            >`,
      )}
    </vscode-dropdown>`;
  }

  private renderActions(): TemplateResult {
    const count = this.selectedCount;
    const accept = acceptItems(this.editor.wordLists, (where) => void this.accept(where));
    return html`<div class="panel-footer" role="toolbar" aria-label="Selected words" ${rovingFocus()}>
      <span class="selected-count" role="status">${this.format.number(count)} selected</span>
      <span class="space"></span>
      <paddock-menu-button
        label="Add to dictionary"
        word="Add to dictionary"
        icon="chevron-down"
        .isDisabled=${count === 0}
        .groups=${[{ items: accept }]}
      ></paddock-menu-button>
      <vscode-button appearance="secondary" ?disabled=${count === 0} @click=${() => this.accept('ignored')}>Ignore</vscode-button>
      <vscode-button
        appearance="secondary"
        ?disabled=${count === 0 || count > MOST_CORRECTED || this.isGathering}
        @click=${() => this.correct()}
        >Replace…</vscode-button
      >
      <vscode-button appearance="secondary" ?disabled=${count !== 1} @click=${() => this.showRecords()}
        >Show records</vscode-button
      >
    </div>`;
  }

  private get asked(): { readonly language?: LanguageTag; readonly contains?: string } {
    const { language } = this;
    const contains = this.typed.trim();
    return { ...(language !== undefined && { language }), ...(contains && { contains }) };
  }

  private get isNarrowed(): boolean {
    return this.language !== undefined || this.typed.trim() !== '';
  }

  private get selectedCount(): number {
    return this.selectedRows.reduce((count, [first, last]) => count + last - first + 1, 0);
  }

  /** Lists other words, from the first one. */
  private ask(change: { readonly language?: LanguageTag | undefined; readonly typed?: string }): void {
    if ('language' in change) this.language = change.language;
    if (change.typed !== undefined) this.typed = change.typed;
    this.activeRow = -1;
    this.selectedRows = [];
    this.invalidate();
    this.list?.scrollToRow(0);
  }

  private select({ row, how }: RowSelect): void {
    this.activeRow = row;
    if (how !== 'range') this.anchorRow = row;
    if (row < 0) this.selectedRows = [];
    else if (how === 'only') this.selectedRows = [[row, row]];
    else if (how === 'toggle') this.selectedRows = toggleRow(this.selectedRows, row);
    else this.selectedRows = rangeBetween(this.anchorRow, row);
  }

  private selectAll(): void {
    if (this.total) this.selectedRows = [[0, this.total - 1]];
  }

  /** The selected words, also those that were never on the screen. */
  private async selected(): Promise<UnknownWordRow[]> {
    const words: UnknownWordRow[] = [];
    for (const [first, last] of this.selectedRows) {
      for (let row = first; row <= last; ) {
        const known = this.pages.row(row);
        const rows = known ? [known] : await requestUnknownWords(this.asked, row, Math.min(MOST_ASKED, last - row + 1));
        if (rows.length === 0) return words;
        words.push(...rows);
        row += rows.length;
      }
    }
    return words;
  }

  private async accept(where: WordListName | 'ignored'): Promise<void> {
    const words = (await this.selected()).map(({ language, word }) => ({ language, word }));
    // The words after them move up to where the first of them was.
    this.select({ row: this.selectedRows[0]?.[0] ?? -1, how: 'only' });
    for (let start = 0; start < words.length; start += MOST_ACCEPTED) {
      post({ type: 'acceptWords', words: words.slice(start, start + MOST_ACCEPTED), where });
    }
    this.list?.focus();
  }

  /** Offers what one word may be replaced by everywhere; of several, previews the best suggestions. */
  private correct(): void {
    if (this.selectedCount > 1) return void this.correctAll();
    const { activeRow, list, suggestions } = this;
    const row = this.pages.row(activeRow);
    if (!row || !list) return;
    suggestions?.open({
      mistake: { kind: 'unknownWord', word: row.word, language: row.language, start: 0, end: row.word.length },
      written: row.example?.word ?? row.word,
      place: () => list.placeOf(activeRow),
      isRightToLeft: false,
      closed: (isFocusToReturn) => isFocusToReturn && list.focus(),
    });
  }

  private async correctAll(): Promise<void> {
    this.isGathering = true;
    const words = await this.selected();
    const suggested = await Promise.all(
      words.map(async ({ language, word }) => {
        const [correction] = await requestSuggestions(language, word).catch(() => []);
        return correction === undefined ? [] : [{ language, word, correction }];
      }),
    );
    this.isGathering = false;
    const corrections = suggested.flat();
    if (corrections.length > 0) post({ type: 'previewCorrections', corrections });
    else this.emit('announce', 'There are no suggestions for these words.');
  }

  private showRecords(): void {
    const row = this.pages.row(this.activeRow);
    if (!row) return;
    const filter: Filter = { kind: 'unknownWord', language: row.language, word: row.word };
    this.emit('word-show', filter);
  }

  private onFieldKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    this.list?.focus();
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.emit('words-close');
  }
}

function isChecking({ progress }: EditorState): boolean {
  return progress.some(({ task }) => task === 'check');
}
