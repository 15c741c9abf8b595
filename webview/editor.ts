import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { FindQuery } from '../src/dataset/findQuery';
import type { Filter } from '../src/protocol/fromWebview';
import type { EditorState, RecordDetail, RecordKey, ReplaceRow, Row, ToWebview } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import { changeFailed, draftEnded, flushDrafts } from './drafts';
import { fileBanners, noRecords } from './fileNotices';
import './filterBar';
import { isFilterKnown, sameFilters } from './filterOptions';
import { FocusKeeper } from './focusKeeper';
import { createFormat, type Format } from './format';
import { failAnswer, loadState, nextRequest, post, receiveAnswer, saveState } from './host';
import type { LanguagePair } from './languageMatrix';
import './listPane';
import type { ListPane } from './listPane';
import { PageElement } from './pageElement';
import { keepSelectAll, pageKeyOf } from './pageKeys';
import { PaneArrangement } from './paneArrangement';
import { PlaceToRestore } from './placeToRestore';
import './recordDetail';
import type { RecordPane } from './recordDetail';
import { RecordSelection } from './recordSelection';
import { RowPages } from './rowPages';
import './sash';
import type { Placement } from './savedState';
import type { RowSelect } from './selectableList';
import { setProperties } from './setProperties';
import { ShownRecord, type Entry } from './shownRecord';
import './statusLine';
import type { StatusLine } from './statusLine';
import './summary';
import type { SummaryDialog } from './summary';
import './toolbar';
import type { Toolbar } from './toolbar';

/** The whole page: holds what the editor says, and wires its parts to each other and to the editor. */
@customElement('paddock-editor')
export class Editor extends PageElement {
  @state() private editor: EditorState | undefined;
  private format: Format = createFormat('en');
  private readonly saved = loadState();

  private readonly pages = new RowPages<Row>(
    (request, start, count) => post({ type: 'rows', request, start, count }),
    nextRequest,
  );
  private readonly selection = new RecordSelection({
    rowAt: (row) => this.pages.row(row),
    tell: (key, how) => post({ type: 'select', key, how }),
    activated: ({ key }) => this.showActive(key),
    changed: () => this.requestUpdate(),
  });
  private readonly shown = new ShownRecord((request, key) => post({ type: 'record', request, key }), nextRequest);
  private readonly place = new PlaceToRestore(this.saved, {
    goTo: (position) => post({ type: 'goTo', position }),
    scrollTo: (topRow) => void this.updateComplete.then(() => this.list?.scrollToRow(topRow)),
  });
  private readonly panes = new PaneArrangement(this, this.saved.layout, () => this.remember());
  private readonly focusKeeper = new FocusKeeper(() => this.focusRecords());

  /** The filters have changed: bring the active record back into view when its new place is known. */
  private isRevealDue = false;
  /** The records with a word have been asked for: the first of them is shown when they have come. */
  private isFirstAwaited = false;
  /** The page has asked for a match: the record that is revealed next is that match's. */
  private isMatchAwaited = false;

  @query('paddock-list') private list!: ListPane | null;
  @query('paddock-record') private pane!: RecordPane | null;
  @query('paddock-toolbar') private toolbar!: Toolbar | null;
  @query('paddock-status') private status!: StatusLine | null;
  @query('paddock-summary') private summary!: SummaryDialog | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', keepSelectAll);
    window.addEventListener('message', this.onMessage);
    window.addEventListener('keydown', this.onKeydown);
    window.addEventListener('pagehide', flushDrafts);
    document.addEventListener('visibilitychange', flushDrafts);
    this.focusKeeper.connect();
    post({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', keepSelectAll);
    window.removeEventListener('message', this.onMessage);
    window.removeEventListener('keydown', this.onKeydown);
    window.removeEventListener('pagehide', flushDrafts);
    document.removeEventListener('visibilitychange', flushDrafts);
    this.focusKeeper.disconnect();
  }

  /** The list comes with the first records: it has the focus then, if the page has. */
  protected override updated(): void {
    this.focusKeeper.restore();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { editor, format } = this;
    if (!editor) return nothing;
    return html`
      <h1 class="for-screen-readers">${editor.fileName}</h1>
      <paddock-toolbar
        .editor=${editor}
        .format=${format}
        .placement=${this.panes.placement}
        @find-leave=${this.focusRecords}
        @find-step=${() => (this.isMatchAwaited = true)}
        @find-filter=${({ detail }: CustomEvent<FindQuery>) => this.addTextFilter(detail)}
        @summary-open=${() => this.summary?.open()}
        @words-open=${() => void this.list?.openWords()}
        @placement-change=${({ detail }: CustomEvent<Placement>) => this.panes.change({ placement: detail })}
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
      ${fileBanners(editor)} ${editor.total === 0 ? noRecords(editor) : this.renderPanes(editor)}
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

  private renderPanes(editor: EditorState): TemplateResult {
    const { filters, summary } = editor;
    const { format, selection, shown } = this;
    const { placement, layout } = this.panes;
    return html`<div class="panes ${placement}" ${setProperties({ '--list-share': `${layout.share * 100}%` })}>
      <paddock-list
        .editor=${editor}
        .format=${format}
        .pages=${this.pages}
        .activeRow=${selection.activeRow}
        .selectedRows=${selection.rows}
        @row-select=${({ detail }: CustomEvent<RowSelect>) => selection.goToRow(detail.row, detail.how)}
        @row-edit=${() => this.enterRecord('edit')}
        @row-open=${() => this.enterRecord('read')}
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
        @share-change=${({ detail }: CustomEvent<number>) => this.panes.change({ share: detail })}
      ></paddock-sash>
      <paddock-record
        .record=${shown.record}
        .isBehind=${shown.isBehind}
        .request=${shown.request}
        .failure=${shown.failure}
        .format=${format}
        .lineByLine=${editor.lineByLine}
        .shown=${editor.shown}
        .wordLists=${editor.wordLists}
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

  private readonly onMessage = ({ data }: MessageEvent<ToWebview>): void => {
    if (receiveAnswer(data)) return;
    switch (data.type) {
      case 'state':
        this.receiveState(data.state);
        break;
      case 'rows':
        if (this.pages.receive(data.request, data.rows)) this.rowsArrived();
        break;
      case 'record':
        this.receiveRecord(data.request, data.record);
        break;
      case 'unknownWords':
      case 'replaceRows':
      case 'comparisonRows':
        this.list?.receive(data);
        break;
      case 'candidate':
        this.pane?.receiveCandidate(data);
        break;
      case 'failed':
        this.receiveFailure(data.request, data.message);
        break;
      case 'changed':
        this.pages.invalidate();
        this.list?.invalidate();
        this.shown.refresh();
        break;
      case 'reveal':
        this.revealRecord(data.key, data.row);
        break;
      case 'focus':
        this.focusPart(data.target);
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
    if (!previous) this.restoreFilters(next);
    else if (!sameFilters(previous.filters, next.filters)) this.filtersChanged();
    this.place.restore(next);
    this.selection.receive(next.selection, previous?.selection.key);
    const { active, isAwaitingRow } = this.selection;
    if (!active) this.shown.clear();
    if (!active && !isAwaitingRow && !this.place.isRecordAwaited && next.shown > 0) this.selection.goToRow(0);
  }

  /** What a check has found is gone with the editor; filters by it would hide every record. */
  private restoreFilters(next: EditorState): void {
    const filters = (this.saved.filters ?? []).filter((filter) => isFilterKnown(filter, next));
    if (filters.length > 0 && next.filters.length === 0) this.setFilters(filters);
  }

  private filtersChanged(): void {
    this.isRevealDue = this.selection.active !== undefined && !this.isFirstAwaited;
    this.selection.awaitRow(this.isFirstAwaited ? 0 : undefined);
    this.isFirstAwaited = false;
    this.pages.invalidate();
    this.shown.refresh();
    this.remember();
  }

  private showActive(key: RecordKey): void {
    this.place.forgetRecord();
    this.shown.want(key);
    this.remember();
  }

  private revealRecord(key: RecordKey, row: number): void {
    const isShown = key === this.selection.active?.key;
    this.place.forgetTopRow();
    this.shown.aimAt(this.isMatchAwaited ? 'match' : 'flagged');
    this.isMatchAwaited = false;
    this.selection.activate(key, row);
    if (isShown) this.shown.refresh();
    if (row >= 0) this.revealRow(row);
    this.focusKeeper.restore();
  }

  private receiveRecord(request: number, record: RecordDetail): void {
    const arrival = this.shown.receive(request, record);
    this.requestUpdate();
    if (!arrival) return;
    const { aim, entry } = arrival;
    this.selection.moveActive(record.row);
    this.remember();
    if (entry) void this.updateComplete.then(() => this.enterRecord(entry));
    if (aim) void this.updateComplete.then(() => this.pane?.showMark(aim));
    if (!this.isRevealDue) return;
    this.isRevealDue = false;
    this.revealRow(Math.max(0, record.row));
  }

  private receiveFailure(request: number, message: string): void {
    if (failAnswer(request, message) || this.pages.fail(request) || this.list?.fail(request)) return;
    if (!this.shown.fail(request, message)) return;
    this.requestUpdate();
    this.showByNewKey();
  }

  private rowsArrived(): void {
    this.list?.refresh();
    this.selection.rowsArrived();
    this.showByNewKey();
  }

  /** A record chosen just as the file was saved or read again was asked for by the key it had before: its row has the new one. */
  private showByNewKey(): void {
    const { active, activeRow } = this.selection;
    if (this.shown.failure === undefined || !active) return;
    const row = this.pages.row(activeRow);
    if (row && row.key !== active.key) this.selection.goToRow(activeRow);
  }

  private stepRow(direction: 1 | -1): void {
    const shown = this.editor?.shown ?? 0;
    if (shown === 0) return;
    const row = Math.min(shown - 1, Math.max(0, this.selection.activeRow + direction));
    this.selection.goToRow(row);
    this.revealRow(row);
  }

  private revealRow(row: number): void {
    void this.updateComplete.then(() => this.list?.reveal(row));
  }

  private enterRecord(entry: Entry): void {
    if (!this.shown.enter(entry)) return;
    if (entry === 'edit') void this.pane?.editResponse();
    else this.pane?.focus();
  }

  private readonly openReplace = ({ detail }: CustomEvent<string>): void => {
    void this.list?.openReplace(detail);
  };

  /** Shows a record that a replacement would change, and lets the keyboard be where it is. */
  private showChange(change: ReplaceRow | undefined): void {
    if (change) this.selection.select(change.key, -1, 'only');
  }

  private focusPart(target: Extract<ToWebview, { type: 'focus' }>['target']): void {
    switch (target) {
      case 'find':
        this.toolbar?.focusFind();
        break;
      case 'replace':
        void this.list?.openReplace();
        break;
      case 'words':
        void this.list?.openWords();
        break;
      case 'comparison':
        void this.list?.openComparison();
        break;
      case 'record':
        this.pane?.focus();
        break;
      case 'candidate':
        void this.pane?.focusCandidate();
        break;
      case 'records':
        this.focusRecords();
        break;
    }
  }

  /** Where there are no records, the first is to be added. */
  private readonly focusRecords = (): void => {
    if (this.list) this.list.focus();
    else this.querySelector<HTMLElement>('.add-first')?.focus();
  };

  private readonly announce = ({ detail }: CustomEvent<string>): void => {
    void this.status?.announce(detail);
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const pressed = pageKeyOf(event);
    if (pressed?.run === 'stepMatch') {
      if (this.toolbar?.stepMatch(pressed.direction)) event.preventDefault();
    } else if (pressed) {
      event.preventDefault();
      const isThere = pressed.run === 'suggest' ? this.pane?.suggest() : this.pane?.stepMistake(pressed.direction);
      if (!isThere) this.sayNothingToCorrect();
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
    if (sameFilters(this.editor?.filters ?? [], [filter])) this.selection.goToRow(0);
    else this.isFirstAwaited = true;
    this.filterOnly(filter);
  }

  private setFilters(filters: readonly Filter[]): void {
    post({ type: 'filter', filters: [...filters] });
  }

  private readonly remember = (): void => {
    saveState({
      position: this.place.position ?? this.shown.record?.position,
      topRow: this.place.topRow ?? this.list?.topRow,
      filters: this.editor?.filters,
      layout: this.panes.layout,
    });
  };
}

const NONE: readonly never[] = [];
