import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { FindQuery } from '../dataset/find';
import { type Filter, type FromWebview, parseFromWebview } from '../protocol/fromWebview';
import type { RecordDetail, Row, ToWebview } from '../protocol/toWebview';
import type { DatasetDocument } from './datasetDocument';
import { facetsOf, rowOf, summaryOf } from './editorView';
import { filterRecords, placeOf, type Positions } from './recordFilter';
import { RecordSearch } from './recordSearch';

/** At most this often are the page and the filtered list brought up to date while work goes on, in milliseconds. */
const REFRESH_INTERVAL = 100;

type Request = Extract<FromWebview, { request: number }>;

/** One view of a dataset: what it filters, finds and has selected, and its page. */
export class DatasetEditor {
  private filters: readonly Filter[] = [];
  /** Records that pass the filters; absent when there are none, for then all do. */
  private filtered: Positions | undefined;
  private filterRun = 0;
  /** How long filtering took last, in milliseconds. */
  private filterTime = 0;
  /** The searches of the filters by text, by their queries. */
  private readonly textFilters = new Map<string, RecordSearch>();
  private search: RecordSearch | undefined;
  private selected = 0;
  private refreshing: NodeJS.Timeout | undefined;
  private recordsStale = false;
  private disposed = false;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(
    readonly document: DatasetDocument,
    readonly panel: vscode.WebviewPanel,
  ) {
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      document.onDidChangeState(() => this.refreshSoon(false)),
      document.onDidChangeRecords(() => this.refreshSoon(true)),
      document.onDidReload(() => this.startAfresh()),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.refreshing);
    this.search?.end();
    for (const search of this.textFilters.values()) search.end();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  focus(target: 'find' | 'records'): void {
    if (this.disposed) return;
    this.panel.reveal();
    this.post({ type: 'focus', target });
  }

  /** Selects a record and scrolls to it. */
  reveal(position: number): void {
    this.selected = position;
    const row = this.rowAt(position);
    this.post({ type: 'reveal', position, row });
    if (row < 0) this.announce(`Record ${position + 1} is hidden by the filters.`);
    this.postState();
  }

  /** Selects the next record that is flagged, or that matches what is searched for, going round at the end. */
  step(to: 'flagged' | 'match', direction: 1 | -1): void {
    if (to === 'flagged' && !this.document.verdicts) {
      this.announce('Nothing has been checked yet: run Check Language Consistency first.');
      return;
    }
    const next = to === 'flagged' ? this.nextFlagged(direction) : this.search?.next(this.selected, direction);
    if (next === undefined) this.announce(to === 'flagged' ? 'No flagged records in the list.' : 'No matches.');
    else this.reveal(next);
  }

  setFilters(filters: readonly Filter[]): void {
    if (this.disposed) return;
    this.filters = filters;
    const queries = new Map<string, FindQuery>();
    for (const filter of filters) if (filter.kind === 'text') queries.set(keyOf(filter), filter.query);
    for (const [key, search] of this.textFilters) {
      if (queries.has(key)) continue;
      search.end();
      this.textFilters.delete(key);
    }
    for (const [key, query] of queries) {
      if (this.textFilters.has(key)) continue;
      this.textFilters.set(key, new RecordSearch(this.document.session, query, () => this.refreshSoon(true)));
    }
    void this.applyFilters();
  }

  get recordCount(): number {
    return this.document.session.index.count;
  }

  get selectedPosition(): number {
    return this.selected;
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

  private handle(message: Exclude<FromWebview, Request>): void {
    switch (message.type) {
      case 'ready':
        this.postState();
        // The page may have begun after a record was to be revealed.
        if (this.selected > 0) this.reveal(this.selected);
        return;
      case 'select':
        this.selected = message.position;
        if (this.search) this.postState();
        return;
      case 'filter':
        return this.setFilters(message.filters);
      case 'find':
        return this.find(message.query);
      case 'step':
        return this.step(message.to, message.direction);
      case 'cancel':
        if (message.task === 'check') this.document.cancelCheck();
        if (message.task === 'find') this.search?.cancel();
        return;
      case 'command':
        void vscode.commands.executeCommand(`paddock.${message.command}`);
        return;
    }
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
          return this.post({ type: 'record', request, record: await this.record(message.position) });
        case 'turnText':
          return this.post({
            type: 'turnText',
            request,
            text: await session.turnText(message.position, message.turn),
          });
        case 'rawText':
          return this.post({ type: 'rawText', request, text: await session.rawText(message.position) });
      }
    } catch (error) {
      this.post({ type: 'failed', request, message: (error as Error).message });
    }
  }

  private async rows(start: number, count: number): Promise<Row[]> {
    const { session, verdicts } = this.document;
    const positions: number[] = [];
    for (let row = start; row < Math.min(start + count, this.shownCount); row++) {
      positions.push(this.filtered ? this.filtered[row] : row);
    }
    const wanted = positions.map((position) => ({ position, response: verdicts?.verdict(position)?.turn }));
    const texts = await session.rows(wanted);
    return texts.map((text) => rowOf(text, verdicts));
  }

  private async record(position: number): Promise<RecordDetail> {
    const judge = this.document.verdicts?.has(position) ?? false;
    const [record, matches] = await Promise.all([
      this.document.session.record({ position, judge, locale: vscode.env.language }),
      this.search?.matches(position) ?? [],
    ]);
    const turns = record.turns.map((turn, at) => ({ ...turn, matches: matches[at] ?? [] }));
    return { ...record, turns, row: this.rowAt(position) };
  }

  private find(query: FindQuery | null): void {
    this.search?.end();
    this.search = undefined;
    if (query && query.text !== '') {
      const from = this.selected;
      let begun = false;
      let shown = false;
      this.search = new RecordSearch(this.document.session, query, (search) => {
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

  /** The file has other records now: what was found in the old ones is void. */
  private startAfresh(): void {
    for (const search of this.textFilters.values()) search.end();
    this.textFilters.clear();
    this.find(this.search?.query ?? null);
    // What a check found of the old records is gone, and with it what can be filtered by.
    this.setFilters(this.filters.filter(({ kind }) => kind === 'text'));
    this.announce('The file has changed on disk and has been read again.');
    void this.keepSelectionInFile();
  }

  /** Selects the last record when the one selected is no longer there, which only the whole index can tell. */
  private async keepSelectionInFile(): Promise<void> {
    const { session } = this.document;
    await session.indexed.catch(() => undefined);
    if (session !== this.document.session || this.selected < this.recordCount) return;
    this.reveal(Math.max(0, this.recordCount - 1));
  }

  private async applyFilters(): Promise<void> {
    const run = ++this.filterRun;
    if (this.filters.length === 0) {
      this.filtered = undefined;
    } else {
      const found = new Map<Filter, Positions>();
      for (const filter of this.filters) {
        const search = filter.kind === 'text' ? this.textFilters.get(keyOf(filter)) : undefined;
        if (search) found.set(filter, Uint32Array.from(search.positions));
      }
      const began = performance.now();
      const filtered = await filterRecords(this.filters, this.recordCount, this.document.verdicts, found);
      this.filterTime = performance.now() - began;
      if (run !== this.filterRun) return;
      this.filtered = filtered;
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
    const { document, search } = this;
    const { index } = document.session;
    this.post({
      type: 'state',
      state: {
        fileName: posix.basename(document.uri.path),
        lineByLine: index.container === 'lines',
        total: index.count,
        shown: this.shownCount,
        schema: { name: document.schema.name, reason: document.schema.reason, fields: document.schema.fields },
        filters: this.filters,
        facets: document.verdicts && facetsOf(document.verdicts),
        find: search?.state(this.selected),
        summary: document.verdicts && summaryOf(document.verdicts, document.checkComplete),
        progress: search?.progress ? [...document.progress, search.progress] : document.progress,
        error: document.error,
        locale: vscode.env.language,
      },
    });
  }

  private nextFlagged(direction: 1 | -1): number | undefined {
    const { verdicts } = this.document;
    const ends = { from: direction > 0 ? -1 : this.recordCount, to: this.selected };
    for (const from of [ends.to, ends.from]) {
      let next = verdicts?.nextFlagged(from, direction);
      while (next !== undefined && this.rowAt(next) < 0) next = verdicts?.nextFlagged(next, direction);
      if (next !== undefined) return next;
    }
    return undefined;
  }

  private get shownCount(): number {
    return this.filtered ? this.filtered.length : this.recordCount;
  }

  /** A record's place in the list, -1 when the filters hide it. */
  private rowAt(position: number): number {
    if (this.filtered) return placeOf(this.filtered, position);
    return position < this.recordCount ? position : -1;
  }

  private announce(message: string): void {
    this.post({ type: 'announce', message });
  }

  private post(message: ToWebview): void {
    if (this.disposed) return;
    void this.panel.webview.postMessage(message);
  }
}

function keyOf(filter: Filter): string {
  return JSON.stringify(filter);
}
