import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EditorState, ReplaceRow, Row, ToWebview } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import './comparisonPanel';
import type { ComparisonPanel } from './comparisonPanel';
import { isFilterKnown } from './filterOptions';
import type { Format } from './format';
import { nextRequest, post } from './host';
import { PageElement } from './pageElement';
import './recordGrid';
import type { RecordGrid } from './recordGrid';
import './replacePanel';
import { sameChanges, type ReplacePanel } from './replacePanel';
import { isLeftToReview } from './reviewWords';
import { RowPages } from './rowPages';
import type { RowRanges } from './rowRanges';
import './wordsPanel';
import type { WordsPanel } from './wordsPanel';

/**
 * The list of records, and what takes its place: the panel for replacing, the unknown words, the comparison of models.
 * Emits `filters-clear` and
 * `change-show` (detail: the `ReplaceRow` to be seen in full), besides what its parts do.
 */
@customElement('paddock-list')
export class ListPane extends PageElement {
  @property({ attribute: false }) editor!: EditorState;
  @property({ attribute: false }) format!: Format;
  @property({ attribute: false }) pages!: RowPages<Row>;
  /** Where the keyboard is, -1 when it is in no row. */
  @property({ type: Number }) activeRow = -1;
  @property({ attribute: false }) selectedRows: RowRanges = [];

  /** Takes the place of the list, and of all else that does. */
  @state() private isReplacing = false;
  @state() private isListingWords = false;
  /** Takes the place of the list, and of the unknown words. */
  @state() private isComparing = false;
  private readonly changePages = new RowPages<ReplaceRow>(
    (request, start, count) => post({ type: 'replaceRows', request, start, count }),
    nextRequest,
  );
  @query('paddock-grid') private grid!: RecordGrid | null;
  @query('paddock-replace') private replacePanel!: ReplacePanel | null;
  @query('paddock-unknown-words') private wordsPanel!: WordsPanel | null;
  @query('paddock-comparison') private comparisonPanel!: ComparisonPanel | null;

  override focus(): void {
    if (this.isReplacing) this.replacePanel?.focus();
    else if (this.isComparing) this.comparisonPanel?.focus();
    else if (this.isListingWords) this.wordsPanel?.focus();
    else this.grid?.focus();
  }

  /** First row on the screen, with a fraction. */
  get topRow(): number | undefined {
    return this.grid?.topRow;
  }

  /** Scrolls as little as brings the whole of the row into view; to the middle where it is far away. */
  async reveal(row: number): Promise<void> {
    await this.updateComplete;
    await this.grid?.updateComplete;
    this.grid?.reveal(row);
  }

  async scrollToRow(row: number): Promise<void> {
    await this.updateComplete;
    await this.grid?.updateComplete;
    this.grid?.scrollToRow(row);
  }

  /** @param text to be replaced. */
  async openReplace(text?: string): Promise<void> {
    if (this.isReplacing && text === undefined) this.replacePanel?.focus();
    this.isReplacing = true;
    if (text === undefined) return;
    await this.updateComplete;
    this.replacePanel?.lookFor(text);
  }

  /** @param language of the words; all when absent. */
  async openWords(language?: LanguageTag): Promise<void> {
    this.isReplacing = false;
    this.isComparing = false;
    this.isListingWords = true;
    await this.updateComplete;
    this.wordsPanel?.show(language);
  }

  /** Goes back from the unknown words to the list. */
  async closeWords(): Promise<void> {
    this.isListingWords = false;
    await this.updateComplete;
    this.focus();
  }

  async openComparison(): Promise<void> {
    this.isReplacing = false;
    this.isComparing = this.editor.comparison !== undefined;
    await this.updateComplete;
    this.focus();
  }

  /** Rows that have come are drawn. */
  refresh(): void {
    this.grid?.requestUpdate();
  }

  /** Rows may have changed, come or gone, but for those of the list itself. */
  invalidate(): void {
    if (this.editor.replace) this.changePages.invalidate();
    this.wordsPanel?.invalidate();
  }

  receive(message: Extract<ToWebview, { type: 'replaceRows' | 'unknownWords' | 'comparisonRows' }>): void {
    if (message.type === 'comparisonRows') return void this.comparisonPanel?.receive(message.request, message.rows);
    if (message.type === 'unknownWords') this.wordsPanel?.receive(message.request, message.words, message.total);
    else if (this.changePages.receive(message.request, message.rows)) this.replacePanel?.refresh();
  }

  /** @returns whether the request was made here */
  fail(request: number): boolean {
    const panels = [this.wordsPanel, this.comparisonPanel];
    return this.changePages.fail(request) || panels.some((panel) => panel?.fail(request));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('editor')) return;
    const { comparison, replace } = this.editor;
    if (comparison?.time !== changed.get('editor')?.comparison?.time) this.isComparing = comparison !== undefined;
    const previous = changed.get('editor')?.replace;
    if (!replace) return;
    if (!previous) this.isReplacing = true;
    if (!sameChanges(previous, replace)) this.changePages.invalidate();
  }

  protected override render(): TemplateResult {
    const { editor, format, isReplacing, isListingWords, isComparing } = this;
    const isListHidden = isReplacing || isListingWords || isComparing;
    return html`${isReplacing ? this.renderReplace() : nothing} ${isListingWords ? this.renderUnknownWords() : nothing}
      ${isComparing ? this.renderComparison() : nothing}
      <paddock-grid
        ?hidden=${isListHidden}
        .pages=${this.pages}
        .format=${format}
        .shown=${editor.shown}
        .total=${editor.total}
        .activeRow=${this.activeRow}
        .selectedRows=${this.selectedRows}
      ></paddock-grid>
      ${editor.shown === 0 && !isListHidden ? this.renderNothing() : nothing}`;
  }

  private renderNothing(): TemplateResult {
    const { editor } = this;
    const { filters, progress, generation } = editor;
    const isReviewed = filters.some(({ kind }) => kind === 'candidate') && !isLeftToReview(generation.queue);
    const isUnchecked = filters.some((filter) => filter.kind !== 'candidate' && !isFilterKnown(filter, editor));
    const words = isReviewed ? 'All candidates have been reviewed.' : 'No record passes the filters.';
    return html`<div class="empty over-list">
      ${progress.some(({ task }) => task === 'find') ? 'Finding…' : isUnchecked ? 'These records have not been checked.' : words}
      ${isUnchecked
        ? html`<vscode-button @click=${() => post({ type: 'command', command: 'checkEverything' })}>Check</vscode-button>`
        : nothing}
      ${filters.length > 0
        ? html`<vscode-button appearance="secondary" @click=${() => this.emit('filters-clear')}>Clear filters</vscode-button>`
        : nothing}
    </div>`;
  }

  private renderReplace(): TemplateResult {
    return html`<paddock-replace
      .editor=${this.editor}
      .pages=${this.changePages}
      .format=${this.format}
      @replace-close=${this.closeReplace}
      @change-open=${({ detail }: CustomEvent<number>) => this.emit('change-show', this.changePages.row(detail))}
    ></paddock-replace>`;
  }

  private renderUnknownWords(): TemplateResult {
    return html`<paddock-unknown-words
      ?hidden=${this.isReplacing || this.isComparing}
      .editor=${this.editor}
      .format=${this.format}
      @words-close=${() => void this.closeWords()}
    ></paddock-unknown-words>`;
  }

  private renderComparison(): TemplateResult | typeof nothing {
    const { comparison, generation } = this.editor;
    if (!comparison) return nothing;
    return html`<paddock-comparison
      ?hidden=${this.isReplacing}
      .comparison=${comparison}
      .format=${this.format}
      .modelInForce=${generation.model?.name ?? ''}
      .unavailable=${generation.unavailable ?? ''}
      @comparison-close=${() => void this.closeComparison()}
    ></paddock-comparison>`;
  }

  /** Goes back to what was there before; what is generated for it goes on. */
  private async closeComparison(): Promise<void> {
    this.isComparing = false;
    post({ type: 'closeComparison' });
    await this.updateComplete;
    this.focus();
  }

  private async closeReplace(): Promise<void> {
    this.isReplacing = false;
    await this.updateComplete;
    this.focus();
  }
}
