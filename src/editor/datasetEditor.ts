import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { VerdictStore } from '../checks/verdictStore';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import type { Edit } from '../dataset/edits/editedDataset';
import type { FindQuery } from '../dataset/findQuery';
import type { DatasetEdits } from '../engine/datasetEdits';
import { type Filter, type FromWebview, parseFromWebview } from '../protocol/fromWebview';
import { parseLanguage } from '../schema/languageTag';
import type { RecordDetail, Row, Summary, ToWebview } from '../protocol/toWebview';
import type { DatasetDocument, RecordsEdited } from './datasetDocument';
import { CandidateMessages, generationState } from './generation/candidateMessages';
import { ComparisonMessages } from './generation/comparisonMessages';
import { Drafts } from './drafts';
import { facetsOf, rowOf, summaryOf, withoutAccepted } from './editorView';
import { filterRecords } from './recordFilter';
import { RecordList } from './recordList';
import { RecordReplace, type ReplaceScope } from './recordReplace';
import { RecordSearch } from './recordSearch';
import { RecordSelection } from './recordSelection';
import { WordMessages } from './wordMessages';

/** At most this often are the page and the filtered list brought up to date while work goes on, in milliseconds. */
const REFRESH_INTERVAL = 100;
/** More than there are keys. */
const KEYS = 2 ** 32;

type Request = Extract<FromWebview, { request: number }>;

/** One view of a dataset: what it filters, finds and has selected, and its page. */
export class DatasetEditor {
  private filters: readonly Filter[] = [];
  private list: RecordList;
  private filterRun = 0;
  /** How long filtering took last, in milliseconds. */
  private filterTime = 0;
  /** The searches of the filters by text, by their queries. */
  private readonly textFilters = new Map<string, RecordSearch>();
  private search: RecordSearch | undefined;
  private replace: RecordReplace | undefined;
  private readonly selection = new RecordSelection();
  /** Where the record shown in full was in the list when the page was last told. */
  private leadRow = 0;
  /** How many selected records stood before it there. */
  private selectedBeforeLead = 0;
  /** Counts the times that records have got other keys, by a save or a file read anew: the page's keys are of one of these times. */
  private era = 0;
  /** The record that is being worked on: it stays in the list though it passes the filters no more. */
  private kept: RecordKey | undefined;
  private readonly drafts: Drafts;
  private readonly words: WordMessages;
  private readonly candidates: CandidateMessages;
  private readonly comparison: ComparisonMessages;
  /** Of the candidates that filters by them were made with. */
  private candidatesVersion = 0;
  private refreshing: NodeJS.Timeout | undefined;
  private recordsStale = false;
  private counted: { verdicts: VerdictStore; version: number; summary: Summary } | undefined;
  private disposed = false;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(
    readonly document: DatasetDocument,
    readonly panel: vscode.WebviewPanel,
  ) {
    this.list = new RecordList(document.dataset.order);
    this.drafts = new Drafts(document, (message) => this.post(message));
    this.words = new WordMessages(document);
    this.candidates = new CandidateMessages(document);
    this.comparison = new ComparisonMessages(document, (key) => this.reveal(key), (message) => this.announce(message));
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      document.onDidChangeState(() => this.refreshSoon(this.candidatesChanged())),
      document.onDidChangeCandidate(({ key, ...change }) => this.post({ type: 'candidate', key: this.pageKey(key), ...change })),
      document.models.onDidChange(() => this.refreshSoon(false)),
      document.onDidChangeRecords(() => this.refreshSoon(true)),
      document.onDidEditRecords((edited) => this.followEdit(edited)),
      document.onDidRenumber((oldKeys) => this.renumber(oldKeys)),
      document.onDidReload(() => this.startAfresh()),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.refreshing);
    this.drafts.dispose();
    this.search?.end();
    this.replace?.end();
    for (const search of this.textFilters.values()) search.end();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  focus(target: 'find' | 'records' | 'replace' | 'record' | 'words' | 'candidate' | 'comparison'): void {
    if (this.disposed) return;
    this.panel.reveal();
    this.post({ type: 'focus', target });
  }

  /** Selects a record and scrolls to it. */
  reveal(key: RecordKey): void {
    this.select(key, 'only');
    const row = this.list.rowOf(key);
    this.post({ type: 'reveal', key: this.pageKey(key), row });
    if (row < 0) this.announce(`Record ${this.order.positionOf(key) + 1} is hidden by the filters.`);
  }

  /** Selects the record at a position of the dataset, the last one where it has fewer. */
  goTo(position: number): void {
    if (this.recordCount > 0) this.reveal(this.order.keyAt(Math.min(position, this.recordCount - 1)));
  }

  /**
   * Selects the next record that is flagged, matches what is searched for, or has a candidate to be accepted or
   * rejected, going round at the end.
   */
  step(to: 'flagged' | 'match' | 'candidate', direction: 1 | -1): void {
    if (to === 'candidate') return this.stepToCandidate(direction);
    if (to === 'flagged' && !this.document.checks.verdicts) {
      this.announce('Nothing has been checked yet: run Check Everything first.');
      return;
    }
    const from = this.selectedPosition;
    const next = to === 'flagged' ? this.nextFlagged(direction) : this.search?.next(from, direction);
    if (next === undefined) this.announce(to === 'flagged' ? 'No flagged records in the list.' : 'No matches.');
    else this.reveal(next);
  }

  setFilters(filters: readonly Filter[]): void {
    if (this.disposed) return;
    this.filters = filters;
    this.kept = undefined;
    const queries = new Map<string, FindQuery>();
    for (const filter of filters) if (filter.kind === 'text') queries.set(nameOf(filter), filter.query);
    for (const [key, search] of this.textFilters) {
      if (queries.has(key)) continue;
      search.end();
      this.textFilters.delete(key);
    }
    for (const [key, query] of queries) {
      if (!this.textFilters.has(key)) this.textFilters.set(key, this.searchFor(query, () => this.refreshSoon(true)));
    }
    void this.applyFilters();
  }

  get recordCount(): number {
    return this.order.count;
  }

  /** Of the record shown in full; -1 when there is none. */
  get selectedPosition(): number {
    return this.selection.lead === undefined ? -1 : this.order.positionOf(this.selection.lead);
  }

  /** The selected records that are listed, in order; the one shown in full where the filters hide all of them. */
  get selectedKeys(): Uint32Array {
    const listed = this.selection.listed(this.list);
    if (listed.length > 0 || this.selectedPosition < 0) return listed;
    return Uint32Array.of(this.selection.lead!);
  }

  /** The records in the list, in order. */
  get listedKeys(): Uint32Array {
    return this.list.keys();
  }

  /** All records, in order. */
  get allKeys(): Uint32Array {
    return this.order.keys(0, this.recordCount);
  }

  get isFiltered(): boolean {
    return this.filters.length > 0;
  }

  /** The record shown in full. */
  get lead(): RecordKey | undefined {
    return this.selection.lead;
  }

  /** Brings the record that is shown in full into view in the list. */
  showLead(): void {
    const { lead } = this.selection;
    if (lead !== undefined) this.post({ type: 'reveal', key: this.pageKey(lead), row: this.list.rowOf(lead) });
  }

  /** Says something aloud, in the status line. */
  announce(message: string): void {
    this.post({ type: 'announce', message });
  }

  /** Edits the dataset and selects what the edit leaves to look at. */
  async edit(
    make: (edits: DatasetEdits) => Promise<Edit | undefined>,
    toSelect?: (edit: Edit) => RecordKey | undefined,
  ): Promise<Edit | undefined> {
    const edit = await this.document.edit(make);
    const key = edit && toSelect?.(edit);
    if (key !== undefined) {
      // A new record is worked on first, and stands in the list whatever is filtered by.
      this.kept = key;
      if (this.isFiltered) await this.applyFilters();
      this.reveal(key);
    }
    return edit;
  }

  private get order() {
    return this.document.dataset.order;
  }

  private receive(message: unknown): void {
    const parsed = parseFromWebview(message);
    if (!parsed) {
      console.warn('Paddock: the page sent a message that is not of its protocol.');
    } else if ('request' in parsed) {
      void this.answer(parsed);
    } else {
      this.handle(parsed);
    }
  }

  /** What the page calls a record: a key that is still told apart after a save has given it to another record. */
  private pageKey(key: RecordKey): number {
    return this.era * KEYS + key;
  }

  /** @throws Error when the record has got another key since the page was told of it. */
  private keyOf(pageKey: number): RecordKey {
    if (Math.floor(pageKey / KEYS) !== this.era) throw new Error('The records have just been saved or read again: try again.');
    return pageKey % KEYS;
  }

  private handle(message: Exclude<FromWebview, Request>): void {
    switch (message.type) {
      case 'ready':
        this.postState();
        // The page may have begun after a record was to be revealed.
        if (this.selection.lead !== undefined) this.reveal(this.selection.lead);
        return;
      case 'select':
        if (Math.floor(message.key / KEYS) === this.era) this.select(message.key % KEYS, message.how);
        return;
      case 'selectAll':
        if (this.list.count > 0) this.selection.all(this.list);
        return this.postState();
      case 'goTo':
        return this.goTo(message.position);
      case 'change':
        return this.drafts.change(() => this.keyOf(message.key), message.change, message.draft);
      case 'revertDraft':
        return this.drafts.revert(message.draft);
      case 'previewReplace':
        return this.previewReplace(message.query, message.replacement, message.scope);
      case 'includeReplace':
        return this.replace?.include(message.row, message.included);
      case 'applyReplace':
        return void this.applyReplace();
      case 'closeReplace':
        return this.closeReplace();
      case 'previewCorrections':
        return void this.previewCorrections(message);
      case 'acceptWords':
      case 'forbidWords':
        return void this.words.decide(message);
      case 'filter':
        return this.setFilters(message.filters);
      case 'find':
        return this.find(message.query);
      case 'expectLanguage':
        return void this.expectLanguage(message.language);
      case 'step':
        return this.step(message.to, message.direction);
      case 'regenerate':
        if (Math.floor(message.key / KEYS) !== this.era) return;
        void vscode.commands.executeCommand('paddock.regenerate', { key: message.key % KEYS, turn: message.turn });
        return;
      case 'againCandidate':
      case 'cancelCandidate':
      case 'editCandidate':
      case 'acceptCandidate':
      case 'rejectCandidate':
      case 'queue':
        return void this.candidates.decide(message);
      case 'continueComparison':
      case 'showCompared':
      case 'takeCompared':
      case 'useCompared':
      case 'exportComparison':
      case 'closeComparison':
        return void this.comparison.handle(message);
      case 'cancel':
        return this.cancel(message.task);
      case 'command':
        void vscode.commands.executeCommand(`paddock.${message.command}`);
        return;
    }
  }

  private async expectLanguage(language: string): Promise<void> {
    const expected = parseLanguage(language);
    if (expected === undefined) return;
    await this.document.chooseExpectedLanguage(expected);
    await vscode.commands.executeCommand('paddock.checkLanguage');
  }

  private cancel(task: Extract<FromWebview, { type: 'cancel' }>['task']): void {
    if (task === 'check') this.document.checks.cancel();
    if (task === 'find') this.search?.cancel();
    if (task === 'replace') this.replace?.end();
    if (task === 'save') this.document.cancelSave();
    if (task === 'generate') this.document.candidates.cancelAll();
    if (task === 'compare') this.document.comparison.pause();
  }

  private async answer(message: Request): Promise<void> {
    const { request } = message;
    const { session } = this.document;
    try {
      switch (message.type) {
        case 'rows': {
          const rows = await this.rows(message.start, message.count);
          return this.post({ type: 'rows', request, start: message.start, rows });
        }
        case 'record':
          return this.post({ type: 'record', request, record: await this.record(this.keyOf(message.key)) });
        case 'turnText':
          return this.post({ type: 'turnText', request, text: await session.turnText(this.keyOf(message.key), message.turn) });
        case 'rawText':
          return this.post({ type: 'rawText', request, text: await session.rawText(this.keyOf(message.key)) });
        case 'examine':
          return this.post({ type: 'examined', request, problems: await session.examine(message.text) });
        case 'suggestions':
        case 'unknownWords':
          return this.post(await this.words.answer(message));
        case 'prompt':
          return this.post({ type: 'prompt', request, ...(await this.candidates.prompt(this.keyOf(message.key), message)) });
        case 'comparisonRows': {
          const { start, count } = message;
          return this.post({ type: 'comparisonRows', request, start, rows: this.document.comparison.rows(start, count) });
        }
        case 'replaceRows': {
          const changes = (await this.replace?.rows(message.start, message.count)) ?? [];
          const rows = changes.map((row) => ({ ...row, key: this.pageKey(row.key) }));
          return this.post({ type: 'replaceRows', request, start: message.start, rows });
        }
      }
    } catch (error) {
      this.post({ type: 'failed', request, message: (error as Error).message });
    }
  }

  private async rows(start: number, count: number): Promise<Row[]> {
    const { session, dataset, checks } = this.document;
    const keys = Array.from(this.list.keys(start, Math.min(start + count, this.list.count)));
    const texts = await session.rows(keys.map((key) => ({ key, response: checks.verdicts?.verdict(key)?.turn })));
    return texts.map((text, at) => ({
      ...rowOf(text, checks.verdicts, keys[at]),
      key: this.pageKey(keys[at]),
      position: dataset.order.positionOf(keys[at]),
      edited: this.editedMark(keys[at]),
      candidate: this.document.candidates.rowState(keys[at]),
    }));
  }

  private async record(key: RecordKey): Promise<RecordDetail> {
    const { session, dataset, checks } = this.document;
    // While a check is under way, a record that it has not come to is judged by itself.
    const judge = checks.canJudge && (checks.isRunning || (checks.verdicts?.has(key) ?? false));
    const [record, matches, candidates] = await Promise.all([
      session.record({ key, judge, locale: vscode.env.language }),
      this.search?.matches(key) ?? [],
      this.document.candidates.details(key),
    ]);
    const position = dataset.order.positionOf(key);
    const lineByLine = session.index.container === 'lines';
    return {
      ...record,
      key: this.pageKey(key),
      position,
      line: lineByLine ? position + 1 : isAdded(key) ? undefined : session.index.line(key),
      turns: record.turns.map((turn, at) => ({
        ...turn,
        matches: matches[at] ?? [],
        candidates: candidates.get(at) ?? [],
        spelling: turn.spelling && withoutAccepted(turn.spelling, this.document.spelling.accepted),
      })),
      row: this.list.rowOf(key),
      edited: this.editedMark(key),
    };
  }

  private editedMark(key: RecordKey): Row['edited'] {
    if (isAdded(key)) return 'added';
    return this.document.dataset.overlay.has(key) ? 'changed' : undefined;
  }

  private select(key: RecordKey, how: 'only' | 'toggle' | 'range'): void {
    if (this.order.positionOf(key) < 0) return;
    if (how === 'range') this.selection.range(key, this.list);
    else this.selection[how](key);
    if (this.kept !== undefined && this.kept !== key) {
      this.kept = undefined;
      this.refreshSoon(true);
    }
    this.postState();
  }

  private find(query: FindQuery | null): void {
    this.search?.end();
    this.search = undefined;
    if (query && query.text !== '') {
      const from = Math.max(0, this.selectedPosition);
      let begun = false;
      let shown = false;
      this.search = this.searchFor(query, (search) => {
        const next = search.firstFrom(from);
        if (!shown && next !== undefined && this.search === search) {
          shown = true;
          this.reveal(next);
        }
        // From now on the search can tell where a record matches.
        this.refreshSoon(!begun);
        begun = true;
      });
    }
    this.post({ type: 'changed' });
    this.postState();
  }

  private searchFor(query: FindQuery, onChange: (search: RecordSearch) => void): RecordSearch {
    return new RecordSearch(this.document.session, () => this.order, query, onChange);
  }

  private get searches(): RecordSearch[] {
    return [...this.textFilters.values(), ...(this.search ? [this.search] : [])];
  }

  private previewReplace(query: FindQuery, replacement: string, scope: ReplaceScope): void {
    this.replace?.end();
    const keys = { all: () => this.order.keys(0, this.recordCount), shown: () => this.listedKeys, selected: () => this.selectedKeys };
    this.replace = new RecordReplace(this.document, { query, replacement }, scope, keys[scope](), () => this.refreshSoon(false));
    this.postState();
  }

  private async previewCorrections(message: Extract<FromWebview, { type: 'previewCorrections' }>): Promise<void> {
    const replace = await this.words.preview(message, this.order, () => this.refreshSoon(false));
    if (!replace) return;
    this.replace?.end();
    this.replace = replace;
    this.postState();
  }

  private async applyReplace(): Promise<void> {
    const { replace } = this;
    if (!replace) return;
    try {
      const records = await replace.apply();
      this.closeReplace();
      this.announce(records === 1 ? 'Replaced in 1 record.' : `Replaced in ${records.toLocaleString()} records.`);
    } catch (error) {
      this.announce((error as Error).message);
    }
  }

  private closeReplace(): void {
    this.replace?.end();
    this.replace = undefined;
    this.postState();
  }

  /** Records have been edited: the list, what is found and what is shown follow. */
  private followEdit({ keys, moved, isHistory }: RecordsEdited): void {
    this.drafts.follow();
    if (this.replace) this.replace.outdate();
    if (this.selection.lead !== undefined && keys.includes(this.selection.lead) && this.isFiltered) {
      this.kept = this.selection.lead;
    }
    if (moved) this.followMoves();
    for (const search of this.searches) void search.lookAgain(keys);
    // What is undone elsewhere is brought into view, as in a text.
    if (isHistory && this.panel.active && keys.length === 1 && keys[0] !== this.selection.lead) this.reveal(keys[0]);
    this.post({ type: 'changed' });
    this.refreshSoon(true);
  }

  private followMoves(): void {
    const { order } = this;
    this.list = this.list.afterMoves(order);
    this.selection.keep((key) => order.positionOf(key) >= 0);
    for (const search of this.searches) search.orderChanged();
    if (this.selection.lead === undefined && this.list.count > 0) {
      // Of records deleted together the next one follows, so that none is passed over.
      const row = this.leadRow - this.selectedBeforeLead;
      this.reveal(this.list.keyAt(Math.max(0, Math.min(row, this.list.count - 1))));
    }
  }

  /** After a save that has given records their positions as keys. */
  private renumber(oldKeys: Uint32Array): void {
    this.era++;
    this.list = this.list.renamed(oldKeys, this.order);
    this.selection.rename(oldKeys);
    this.kept = undefined;
    this.replace?.outdate();
    this.searchAfresh();
    this.postState();
    this.showLead();
    this.post({ type: 'changed' });
  }

  /** The file has other records now: what was found in the old ones is void. */
  private startAfresh(): void {
    // What is still typed of a record that was is not to become part of another one.
    this.era++;
    this.list = new RecordList(this.order);
    this.replace?.end();
    this.replace = undefined;
    this.kept = undefined;
    this.searchAfresh();
    // Verdicts are made anew where there were some; filters by them hold what has been checked so far.
    this.setFilters(this.document.checks.verdicts ? this.filters : this.filters.filter(({ kind }) => kind === 'text' || kind === 'candidate'));
    this.announce('The file has changed on disk and has been read again.');
    void this.keepSelectionInFile();
  }

  private searchAfresh(): void {
    for (const search of this.textFilters.values()) search.end();
    this.textFilters.clear();
    this.find(this.search?.query ?? null);
    this.setFilters(this.filters);
  }

  /** Selects the last record when the one selected is no longer there, which only the whole index can tell. */
  private async keepSelectionInFile(): Promise<void> {
    const { session } = this.document;
    await session.indexed.catch(() => undefined);
    if (session !== this.document.session) return;
    const { lead } = this.selection;
    if (lead !== undefined && lead >= this.recordCount) this.goTo(this.recordCount);
  }

  private async applyFilters(): Promise<void> {
    const run = ++this.filterRun;
    if (this.filters.length === 0) {
      this.list = new RecordList(this.order);
    } else {
      const found = new Map<Filter, ArrayLike<RecordKey>>();
      for (const filter of this.filters) {
        const search = filter.kind === 'text' ? this.textFilters.get(nameOf(filter)) : undefined;
        if (search) found.set(filter, search.keys.slice());
        if (filter.kind === 'candidate') found.set(filter, this.document.candidates.keysAt(filter.states));
      }
      const began = performance.now();
      const { order } = this;
      const filtered = await filterRecords(this.filters, order, this.document.checks.verdicts, found, this.kept);
      this.filterTime = performance.now() - began;
      if (run !== this.filterRun) return;
      // Records that have been moved or deleted meanwhile.
      this.list = new RecordList(order, filtered).afterMoves(this.order);
    }
    this.postState();
    this.post({ type: 'changed' });
  }

  /** @param recordsToo rows and filters may have changed, not only counts. */
  private refreshSoon(recordsToo: boolean): void {
    if (this.disposed) return;
    this.recordsStale ||= recordsToo;
    // Filtering millions of records takes its time: most of it is left to other work.
    const interval = Math.max(REFRESH_INTERVAL, 4 * this.filterTime);
    this.refreshing ??= setTimeout(() => {
      this.refreshing = undefined;
      const stale = this.recordsStale;
      this.recordsStale = false;
      if (stale && this.filters.length > 0) {
        void this.applyFilters();
      } else {
        this.postState();
        if (stale) this.post({ type: 'changed' });
      }
    }, interval);
  }

  private postState(): void {
    const { document, search, replace, selection, list } = this;
    const { index } = document.session;
    const { verdicts } = document.checks;
    const { lead } = selection;
    const rows = selection.ranges(list);
    if (lead !== undefined && list.rowOf(lead) >= 0) {
      const leadRow = list.rowOf(lead);
      this.leadRow = leadRow;
      this.selectedBeforeLead = rows.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to + 1, leadRow) - from), 0);
    }
    const progress = [...document.progress, search?.progress, replace?.progress].filter((task) => task !== undefined);
    this.post({
      type: 'state',
      state: {
        fileName: posix.basename(document.uri.path),
        generation: generationState(document),
        comparison: document.comparison.state,
        lineByLine: index.container === 'lines',
        total: this.recordCount,
        shown: list.count,
        schema: { name: document.schema.name, reason: document.schema.reason, fields: document.schema.fields },
        filters: this.filters,
        facets: verdicts && facetsOf(verdicts, document.checks.check?.spelling !== undefined),
        find: search?.state(this.selectedPosition),
        summary: this.summary,
        check: document.checks.state,
        selection: {
          count: selection.count,
          key: lead === undefined ? undefined : this.pageKey(lead),
          rows,
        },
        readOnly: document.readOnly,
        replace: replace?.state,
        wordLists: document.words.names,
        progress,
        error: document.error,
        locale: vscode.env.language,
      },
    });
  }

  /** Counted again only where verdicts have changed: the page is told its state with every step from record to record. */
  private get summary(): Summary | undefined {
    const { document } = this;
    const { verdicts, version, complete } = document.checks;
    if (!verdicts) return undefined;
    const { counted } = this;
    if (counted?.verdicts === verdicts && counted.version === version && counted.summary.complete === complete) {
      return counted.summary;
    }
    const { equivalent } = document.languageOptions;
    const withSpelling = document.checks.check?.spelling !== undefined;
    const summary = summaryOf(verdicts, { complete, withSpelling, equivalent });
    this.counted = { verdicts, version, summary };
    return summary;
  }

  private nextFlagged(direction: 1 | -1): RecordKey | undefined {
    const { verdicts } = this.document.checks;
    const ends = { from: direction > 0 ? -1 : this.recordCount, to: this.selectedPosition };
    for (const from of [ends.to, ends.from]) {
      let next = verdicts?.nextFlagged(this.order, from, direction);
      while (next !== undefined && this.list.rowOf(this.order.keyAt(next)) < 0) {
        next = verdicts?.nextFlagged(this.order, next, direction);
      }
      if (next !== undefined) return this.order.keyAt(next);
    }
    return undefined;
  }

  private stepToCandidate(direction: 1 | -1): void {
    const next = this.list.nextOf(this.document.candidates.keysAt(['ready']), this.selectedPosition, direction);
    if (next === undefined) return this.announce('No candidates to review in the list.');
    this.reveal(next);
    this.focus('candidate');
  }

  /** Whether candidates have come, gone or got another state since this was asked. */
  private candidatesChanged(): boolean {
    const { version } = this.document.candidates;
    const hasChanged = version !== this.candidatesVersion;
    this.candidatesVersion = version;
    return hasChanged;
  }

  private post(message: ToWebview): void {
    if (this.disposed) return;
    void this.panel.webview.postMessage(message);
  }
}

function nameOf(filter: Filter): string {
  return JSON.stringify(filter);
}
