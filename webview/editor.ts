import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { FindQuery } from '../src/dataset/findQuery';
import type { Filter } from '../src/protocol/fromWebview';
import type { EditorState, RecordDetail, RecordKey, ReplaceRow, Row, Selection, ToWebview } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import { changeFailed, draftEnded, flushDrafts } from './drafts';
import { Echoes } from './echoes';
import './filterBar';
import { sameFilters } from './filterOptions';
import { FocusKeeper } from './focusKeeper';
import { createFormat, type Format } from './format';
import { failAnswer, loadState, nextRequest, post, receiveAnswer, saveState } from './host';
import { isPrimary, letterOf } from './keys';
import type { LanguagePair } from './languageMatrix';
import { LatestRequest } from './latestRequest';
import './listPane';
import type { ListPane } from './listPane';
import { PageElement } from './pageElement';
import './recordDetail';
import type { Aim, RecordPane } from './recordDetail';
import { RowPages } from './rowPages';
import { includesRow, rangeBetween, toggleRow, type RowRanges } from './rowRanges';
import { DEFAULT_SHARE } from './sash';
import type { PaneLayout, Placement } from './savedState';
import type { RowSelect, SelectHow } from './selectableList';
import { setProperties } from './setProperties';
import './statusLine';
import type { StatusLine } from './statusLine';
import './summary';
import type { SummaryDialog } from './summary';
import './toolbar';
import type { Toolbar } from './toolbar';

/** CSS pixels: narrower pages put the record below the list, unless the user has chosen. */
const NARROW = 800;

/** The record that is shown in full, and that keys start from. */
interface ActiveRecord {
  readonly key: RecordKey;
  /** Its place in the list as filtered; -1 when the filters hide it. */
  readonly row: number;
}

/** The whole page: holds what the editor says and what is selected, and hands both to its parts. */
@customElement('paddock-editor')
export class Editor extends PageElement {
  @state() private editor: EditorState | undefined;
  @state() private record: RecordDetail | undefined;
  /** Which it has come with. */
  @state() private request = 0;
  @state() private recordFailure: string | undefined;
  @state() private active: ActiveRecord | undefined;
  @state() private selectedRows: RowRanges = [];
  /** Where a range of selected rows begins. */
  private anchorRow: number | undefined;
  private readonly selections = new Echoes<RecordKey>();
  @state() private layout: PaneLayout = { share: DEFAULT_SHARE };
  @state() private isNarrow = false;

  private readonly saved = loadState();
  /** What is still to be put back as it was before the page was made anew. */
  private positionToRestore = this.saved.position;
  /** The editor has been asked to go to a position. */
  private isGoing = false;
  private topRowToRestore = this.saved.topRow;
  /** A row of the list that is gone to, but has not come yet: it will be the selection. */
  @state() private awaitedRow: { readonly row: number; readonly how: SelectHow } | undefined;
  /** The filters have changed: bring the selected record back into view when its new place is known. */
  private isRevealDue = false;
  /** The records with a word have been asked for: the first of them is shown when they have come. */
  private isFirstAwaited = false;
  /** The page has asked for a match: the record that is revealed next is that match's. */
  private isMatchAwaited = false;
  /** The response is to be edited of a record that has yet to come. */
  private isEditAwaited = false;
  /** What to bring into view in the record that is awaited, also when it is the one shown now. */
  private aim: Aim | undefined;
  private format: Format = createFormat('en');
  private readonly focusKeeper = new FocusKeeper(() => this.focusRecords());

  private readonly pages = new RowPages<Row>(
    (request, start, count) => post({ type: 'rows', request, start, count }),
    nextRequest,
  );
  private readonly recordRequest = new LatestRequest<RecordKey>(
    (request, key) => post({ type: 'record', request, key }),
    nextRequest,
  );

  @query('paddock-list') private list!: ListPane | null;
  @query('paddock-record') private pane!: RecordPane | null;
  @query('paddock-toolbar') private toolbar!: Toolbar | null;
  @query('paddock-status') private status!: StatusLine | null;
  @query('paddock-summary') private summary!: SummaryDialog | null;

  private readonly resize = new ResizeObserver(() => (this.isNarrow = this.clientWidth < NARROW));

  override connectedCallback(): void {
    super.connectedCallback();
    this.layout = this.saved.layout ?? this.layout;
    this.addEventListener('keydown', keepSelectAll);
    window.addEventListener('message', this.onMessage);
    window.addEventListener('keydown', this.onKeydown);
    window.addEventListener('pagehide', flushDrafts);
    document.addEventListener('visibilitychange', flushDrafts);
    this.focusKeeper.connect();
    this.resize.observe(this);
    post({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.onMessage);
    window.removeEventListener('keydown', this.onKeydown);
    window.removeEventListener('pagehide', flushDrafts);
    document.removeEventListener('visibilitychange', flushDrafts);
    this.focusKeeper.disconnect();
    this.resize.disconnect();
  }

  /** The list comes with the first records: it has the focus then, if the page has. */
  protected override updated(): void {
    this.focusKeeper.restore();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { editor, format, placement } = this;
    if (!editor) return nothing;
    return html`
      <paddock-toolbar
        .editor=${editor}
        .format=${format}
        .placement=${placement}
        @find-leave=${this.focusRecords}
        @find-step=${() => (this.isMatchAwaited = true)}
        @find-filter=${({ detail }: CustomEvent<FindQuery>) => this.addTextFilter(detail)}
        @summary-open=${() => this.summary?.open()}
        @words-open=${() => void this.list?.openWords()}
        @placement-change=${({ detail }: CustomEvent<Placement>) => this.setLayout({ placement: detail })}
      ></paddock-toolbar>
      <paddock-filters
        .filters=${editor.filters}
        .facets=${editor.facets}
        .queue=${editor.generation.queue}
        .format=${format}
        .shown=${editor.shown}
        .selected=${editor.selection.count}
        @filter-change=${({ detail }: CustomEvent<Filter[]>) => this.setFilters(detail)}
      ></paddock-filters>
      ${editor.error && editor.total > 0
        ? html`<div class="banner" role="alert">
            <span class="codicon codicon-error" aria-hidden="true"></span>${editor.error}
          </div>`
        : nothing}
      ${editor.readOnly
        ? html`<div class="banner info" role="status">
            <span class="codicon codicon-lock" aria-hidden="true"></span>${editor.readOnly}
          </div>`
        : nothing}
      ${editor.total === 0 ? this.renderNothing(editor) : this.renderPanes(editor)}
      <paddock-status
        .progress=${editor.progress}
        .check=${editor.check}
        .isSpelled=${editor.summary?.spelling !== undefined}
        .queue=${editor.generation.queue}
        .format=${format}
      ></paddock-status>
      <paddock-summary
        .summary=${editor.summary}
        .time=${editor.check?.time}
        .format=${format}
        @language-choose=${({ detail }: CustomEvent<string>) => this.filterOnly({ kind: 'expected', languages: [detail] })}
        @languages-choose=${({ detail: { instruction, found } }: CustomEvent<LanguagePair>) =>
          this.filterOnly({ kind: 'languages', instruction: [...instruction], found: [...found] })}
        @words-open=${({ detail }: CustomEvent<LanguageTag | undefined>) => void this.list?.openWords(detail)}
        @language-expect=${({ detail }: CustomEvent<string>) => post({ type: 'expectLanguage', language: detail })}
      ></paddock-summary>
    `;
  }

  private renderNothing({ error, progress }: EditorState): TemplateResult | typeof nothing {
    if (error) {
      return html`<div class="empty" role="alert">
        <span class="codicon codicon-error" aria-hidden="true"></span>${error}
      </div>`;
    }
    const isIndexing = progress.some(({ task }) => task === 'index');
    return html`<div class="empty">${isIndexing ? 'Indexing…' : 'This file has no records.'}</div>`;
  }

  private renderPanes(editor: EditorState): TemplateResult {
    const { shown, lineByLine, filters, wordLists, summary } = editor;
    const { format, placement, layout } = this;
    return html`<div class="panes ${placement}" ${setProperties({ '--list-share': `${layout.share * 100}%` })}>
      <paddock-list
        .editor=${editor}
        .format=${format}
        .pages=${this.pages}
        .activeRow=${this.activeRow}
        .selectedRows=${this.selectedRows}
        @row-select=${({ detail }: CustomEvent<RowSelect>) => this.goToRow(detail.row, detail.how)}
        @row-edit=${this.editResponse}
        @row-open=${() => this.pane?.focus()}
        @list-scroll=${this.remember}
        @filters-clear=${this.clearFilters}
        @replace-open=${this.openReplace}
        @change-show=${({ detail }: CustomEvent<ReplaceRow | undefined>) => this.showChange(detail)}
        @word-show=${({ detail }: CustomEvent<Filter>) => this.showWord(detail)}
        @announce=${this.announce}
      ></paddock-list>
      <paddock-sash
        .placement=${placement}
        .share=${layout.share}
        @share-change=${({ detail }: CustomEvent<number>) => this.setLayout({ share: detail })}
      ></paddock-sash>
      <paddock-record
        .record=${this.record}
        .isBehind=${this.isBehind}
        .request=${this.request}
        .failure=${this.recordFailure}
        .format=${format}
        .lineByLine=${lineByLine}
        .shown=${shown}
        .wordLists=${wordLists}
        .generation=${editor.generation}
        .notChecked=${summary?.spelling?.notChecked ?? NONE}
        .wantedWord=${filters.find(({ kind }) => kind === 'unknownWord')}
        @replace-open=${this.openReplace}
        @row-step=${({ detail }: CustomEvent<1 | -1>) => this.stepRow(detail)}
        @row-leave=${this.focusRecords}
        @announce=${this.announce}
      ></paddock-record>
    </div>`;
  }

  /** Place in the list, -1 when there is no active record or the filters hide it. */
  private get activeRow(): number {
    return this.awaitedRow?.row ?? this.active?.row ?? -1;
  }

  private get placement(): Placement {
    return this.layout.placement ?? (this.isNarrow ? 'below' : 'beside');
  }

  private readonly onMessage = ({ data }: MessageEvent<ToWebview>): void => {
    switch (data.type) {
      case 'state':
        this.receiveState(data.state);
        break;
      case 'rows':
        if (this.pages.receive(data.request, data.rows)) this.rowsArrived();
        break;
      case 'record':
        if (this.recordRequest.settle(data.request)) this.receiveRecord(data.record, data.request);
        break;
      case 'turnText':
      case 'rawText':
        receiveAnswer(data.request, data.text);
        break;
      case 'prompt':
        receiveAnswer(data.request, data);
        break;
      case 'candidate':
        this.pane?.receiveCandidate(data);
        break;
      case 'examined':
        receiveAnswer(data.request, data.problems);
        break;
      case 'suggestions':
        receiveAnswer(data.request, data.suggestions);
        break;
      case 'unknownWords':
        if (!receiveAnswer(data.request, data.words)) this.list?.receive(data);
        break;
      case 'replaceRows':
      case 'comparisonRows':
        this.list?.receive(data);
        break;
      case 'failed':
        this.receiveFailure(data.request, data.message);
        break;
      case 'changed':
        this.pages.invalidate();
        this.list?.invalidate();
        if (this.active) this.recordRequest.ask(this.active.key);
        break;
      case 'reveal':
        this.revealRecord(data.key, data.row);
        break;
      case 'focus':
        if (data.target === 'find') this.toolbar?.focusFind();
        else if (data.target === 'replace') void this.list?.openReplace();
        else if (data.target === 'words') void this.list?.openWords();
        else if (data.target === 'comparison') void this.list?.openComparison();
        else if (data.target === 'record') this.pane?.focus();
        else if (data.target === 'candidate') void this.pane?.focusCandidate();
        else this.focusRecords();
        break;
      case 'draftEnded':
        draftEnded(data.draft);
        break;
      case 'changeFailed':
        changeFailed(data.draft, data.message);
        void this.status?.announce(data.message);
        break;
      case 'announce':
        void this.status?.announce(data.message);
        break;
    }
  };

  private receiveState(next: EditorState): void {
    const previous = this.editor;
    if (previous?.locale !== next.locale) this.format = createFormat(next.locale);
    this.editor = next;
    if (!previous) {
      // What a check has found is gone with the editor; filters by it would hide every record.
      const filters = (this.saved.filters ?? []).filter((filter) => isKnown(filter, next));
      if (filters.length > 0 && next.filters.length === 0) this.setFilters(filters);
    } else if (!sameFilters(previous.filters, next.filters)) {
      this.isRevealDue = this.active !== undefined && !this.isFirstAwaited;
      this.awaitedRow = this.isFirstAwaited ? { row: 0, how: 'only' } : undefined;
      this.isFirstAwaited = false;
      this.pages.invalidate();
      if (this.active) this.recordRequest.ask(this.active.key);
      this.remember();
    }
    this.restore(next);
    this.receiveSelection(next.selection, previous?.selection.key);
    const isAwaiting = this.isGoing || this.awaitedRow !== undefined || this.positionToRestore !== undefined;
    if (!this.active && !isAwaiting && next.shown > 0) this.goToRow(0);
  }

  /** What comes may be older than what has been selected here since. */
  private receiveSelection({ key, rows }: Selection, previousKey: RecordKey | undefined): void {
    if (key === undefined) {
      if (previousKey === undefined) return;
      this.active = undefined;
      this.record = undefined;
      this.selectedRows = [];
      return;
    }
    const isOwn = this.selections.take(key);
    if (key !== this.active?.key) {
      if (isOwn || key === previousKey) return;
      const [range] = rows;
      this.show(key, rows.length === 1 && range[0] === range[1] ? range[0] : -1);
    }
    this.selectedRows = rows;
  }

  /** Puts selection and scroll position back, as soon as the records they point to are known. */
  private restore({ total, shown, progress, selection }: EditorState): void {
    const isIndexing = progress.some(({ task }) => task === 'index');
    const position = this.positionToRestore;
    if (position !== undefined && (position < total || !isIndexing)) {
      this.positionToRestore = undefined;
      // The editor may have outlived the page, and knows better then.
      if (position < total && selection.key === undefined) {
        this.isGoing = true;
        post({ type: 'goTo', position });
      }
    }
    const topRow = this.topRowToRestore;
    if (topRow !== undefined && (topRow < shown || !isIndexing)) {
      this.topRowToRestore = undefined;
      void this.updateComplete.then(() => this.list?.scrollToRow(topRow));
    }
  }

  private revealRecord(key: RecordKey, row: number): void {
    this.topRowToRestore = undefined;
    this.aim = this.isMatchAwaited ? 'match' : 'flagged';
    this.isMatchAwaited = false;
    const isAnother = key !== this.active?.key;
    this.show(key, row);
    if (!isAnother) this.recordRequest.ask(key);
    if (row >= 0) this.revealRow(row);
    this.focusKeeper.restore();
  }

  /** Whether the record in the pane is still the one that was selected before. */
  private get isBehind(): boolean {
    return this.record !== undefined && this.active !== undefined && this.record.key !== this.active.key;
  }

  private readonly editResponse = (): void => {
    this.isEditAwaited = this.isBehind;
    if (!this.isBehind) void this.pane?.editResponse();
  };

  private receiveRecord(record: RecordDetail, request: number): void {
    const isAnother = record.key !== this.record?.key;
    this.record = record;
    this.request = request;
    this.recordFailure = undefined;
    if (record.key !== this.active?.key) return;
    this.active = { key: record.key, row: record.row };
    this.remember();
    if (this.isEditAwaited) void this.updateComplete.then(() => this.editResponse());
    if (isAnother || this.aim) {
      const aim = this.aim ?? 'flagged';
      this.aim = undefined;
      void this.updateComplete.then(() => this.pane?.showMark(aim));
    }
    if (!this.isRevealDue) return;
    this.isRevealDue = false;
    this.revealRow(Math.max(0, record.row));
  }

  private receiveFailure(request: number, message: string): void {
    if (failAnswer(request, message) || this.pages.fail(request) || this.list?.fail(request)) return;
    if (this.recordRequest.settle(request)) {
      this.record = undefined;
      this.recordFailure = message;
      this.showByNewKey();
    }
  }

  private rowsArrived(): void {
    this.list?.refresh();
    const { awaitedRow } = this;
    if (awaitedRow && this.pages.row(awaitedRow.row)) this.goToRow(awaitedRow.row, awaitedRow.how);
    this.showByNewKey();
  }

  /** A record chosen just as the file was saved or read again was asked for by the key it had before: its row has the new one. */
  private showByNewKey(): void {
    if (this.recordFailure === undefined || !this.active) return;
    const row = this.pages.row(this.activeRow);
    if (row && row.key !== this.active.key) this.goToRow(this.activeRow);
  }

  /** Selects a row of the list; one that has not come yet, as soon as it has. */
  private goToRow(index: number, how: SelectHow = 'only'): void {
    const row = this.pages.row(index);
    if (row) this.select(row.key, index, how);
    else this.awaitedRow = { row: index, how };
  }

  private stepRow(direction: 1 | -1): void {
    const shown = this.editor?.shown ?? 0;
    if (shown === 0) return;
    const row = Math.min(shown - 1, Math.max(0, this.activeRow + direction));
    this.goToRow(row);
    this.revealRow(row);
  }

  /** Selects a record and tells the editor, which then steps, finds and edits from there. */
  private select(key: RecordKey, row: number, how: SelectHow): void {
    const isOnly = this.selectedRows.length === 1 && this.selectedRows[0][0] === this.selectedRows[0][1];
    const isSelected = key === this.active?.key && how === 'only' && isOnly && includesRow(this.selectedRows, row);
    this.show(key, row);
    if (how !== 'range') this.anchorRow = row;
    // Until the editor says so.
    if (how === 'only') this.selectedRows = row < 0 ? [] : [[row, row]];
    else if (how === 'toggle') this.selectedRows = toggleRow(this.selectedRows, row);
    else this.selectedRows = rangeBetween(this.anchorRow ?? row, row);
    if (isSelected) return;
    this.selections.sent(key);
    post({ type: 'select', key, how });
  }

  private show(key: RecordKey, row: number): void {
    this.awaitedRow = undefined;
    this.positionToRestore = undefined;
    this.isGoing = false;
    const isAnother = key !== this.active?.key;
    if (isAnother) this.isEditAwaited = false;
    this.active = { key, row };
    if (isAnother || this.recordFailure) this.recordRequest.ask(key);
    this.remember();
  }

  private revealRow(row: number): void {
    void this.updateComplete.then(() => this.list?.reveal(row));
  }

  private readonly openReplace = ({ detail }: CustomEvent<string>): void => {
    void this.list?.openReplace(detail);
  };

  /** Shows a record that a replacement would change, and lets the keyboard be where it is. */
  private showChange(change: ReplaceRow | undefined): void {
    if (change) this.select(change.key, -1, 'only');
  }

  private readonly focusRecords = (): void => {
    this.list?.focus();
  };

  private readonly announce = ({ detail }: CustomEvent<string>): void => {
    void this.status?.announce(detail);
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const { key, shiftKey, altKey } = event;
    const direction = shiftKey ? -1 : 1;
    if (key === 'F3' && !event.ctrlKey && !altKey && !event.metaKey) {
      if (this.toolbar?.stepMatch(direction)) event.preventDefault();
    } else if (key === '.' && isPrimary(event) && !altKey && !shiftKey) {
      event.preventDefault();
      if (!this.pane?.suggest()) this.sayNothingToCorrect();
    } else if (key === 'F8' && altKey && !isPrimary(event)) {
      event.preventDefault();
      if (!this.pane?.stepMistake(direction)) this.sayNothingToCorrect();
    }
  };

  private sayNothingToCorrect(): void {
    const isChecked = this.editor?.summary?.spelling !== undefined;
    const message = isChecked
      ? 'There is nothing to correct in this record.'
      : 'The spelling has not been checked yet: run Check Everything first.';
    void this.status?.announce(message);
  }

  private readonly clearFilters = (): void => {
    this.setFilters([]);
    this.focusRecords();
  };

  private addTextFilter(text: FindQuery): void {
    const filters = this.editor?.filters ?? [];
    this.setFilters([...filters, { kind: 'text', query: text }]);
  }

  private filterOnly(filter: Filter): void {
    this.setFilters([filter]);
    void this.list?.closeWords();
  }

  /** Shows the first record that has a word. */
  private showWord(filter: Filter): void {
    if (sameFilters(this.editor?.filters ?? [], [filter])) this.goToRow(0);
    else this.isFirstAwaited = true;
    this.filterOnly(filter);
  }

  private setFilters(filters: readonly Filter[]): void {
    post({ type: 'filter', filters: [...filters] });
  }

  private setLayout(change: Partial<PaneLayout>): void {
    this.layout = { ...this.layout, ...change };
    this.remember();
  }

  private readonly remember = (): void => {
    saveState({
      position: this.positionToRestore ?? this.record?.position,
      topRow: this.topRowToRestore ?? this.list?.topRow,
      filters: this.editor?.filters,
      layout: this.layout,
    });
  };
}

const NONE: readonly never[] = [];

/** Whether there has been a check of what is filtered by. */
function isKnown({ kind }: Filter, { facets, generation }: EditorState): boolean {
  if (kind === 'candidate') return generation.queue !== undefined;
  if (kind === 'misspelled' || kind === 'unknownWord' || kind === 'textProblem') return facets?.misspelled !== undefined;
  return kind === 'text' || facets !== undefined;
}

/** Select All in a text box is the browser's. VS Code would do it once more, when typing may have gone on already. */
function keepSelectAll(event: KeyboardEvent): void {
  const [target] = event.composedPath();
  const isTextBox = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  if (isTextBox && isPrimary(event) && !event.shiftKey && letterOf(event) === 'a') event.stopPropagation();
}
