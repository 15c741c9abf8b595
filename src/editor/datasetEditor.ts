import * as vscode from 'vscode';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { Keys } from '../dataset/edits/recordOrder';
import type { Edit } from '../dataset/edits/editedDataset';
import type { NewKeys } from '../dataset/edits/renumbering';
import type { DatasetEdits } from '../engine/datasetEdits';
import { type Filter, type FromWebview, parseFromWebview } from '../protocol/fromWebview';
import type { ToWebview } from '../protocol/toWebview';
import { parseLanguage } from '../schema/languageTag';
import type { DatasetDocument } from './datasetDocument';
import type { RecordsEdited } from './documentEvents';
import { CandidateMessages } from './generation/candidateMessages';
import { ComparisonMessages } from './generation/comparisonMessages';
import { WordMessages } from './spelling/wordMessages';
import { CountedSummary } from './view/countedSummary';
import type { DatasetView } from './view/datasetView';
import { Drafts } from './view/drafts';
import { editorState } from './view/editorState';
import { FilteredRecords } from './view/filteredRecords';
import { FindBar } from './view/findBar';
import { PageKeys } from './view/pageKeys';
import { PageRefresh } from './view/pageRefresh';
import { RecordMessages } from './view/recordMessages';
import { RecordSelection } from './view/recordSelection';
import type { ReplaceScope } from './view/recordReplace';
import { ReplaceMessages } from './view/replaceMessages';
import { nextStep, type StepTarget } from './view/stepping';

type Request = Extract<FromWebview, { request: number }>;

/** One view of a dataset: what it filters, finds and has selected, and its page. */
export class DatasetEditor implements DatasetView {
  private readonly filtered: FilteredRecords;
  private readonly selection = new RecordSelection();
  private readonly pageKeys = new PageKeys();
  private readonly findBar: FindBar;
  private readonly refresh: PageRefresh;
  private readonly summary: CountedSummary;
  private readonly drafts: Drafts;
  private readonly records: RecordMessages;
  private readonly replace: ReplaceMessages;
  private readonly words: WordMessages;
  private readonly candidates: CandidateMessages;
  private readonly comparison: ComparisonMessages;
  /** Of the candidates when the page was last told of them. */
  private candidatesVersion = 0;
  private disposed = false;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(
    readonly document: DatasetDocument,
    readonly panel: vscode.WebviewPanel,
  ) {
    this.filtered = new FilteredRecords(document, this);
    this.refresh = new PageRefresh(this.filtered, this);
    this.findBar = new FindBar(document, this);
    this.replace = new ReplaceMessages(document, this);
    this.summary = new CountedSummary(document);
    this.drafts = new Drafts(document, (message) => this.post(message));
    this.records = new RecordMessages(document, this.filtered, this.pageKeys, this.findBar);
    this.words = new WordMessages(document);
    this.candidates = new CandidateMessages(document);
    this.comparison = new ComparisonMessages(document, (key) => this.reveal(key), (message) => this.announce(message));
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      document.onDidChangeState(() => this.refreshSoon(this.candidatesChanged())),
      document.onDidChangeCandidate(({ key, ...change }) => this.post({ type: 'candidate', key: this.pageKeys.of(key), ...change })),
      document.models.onDidChange(() => this.refreshSoon(false)),
      document.onDidChangeRecords(() => this.refreshSoon(true)),
      document.onDidEditRecords((edited) => this.followEdit(edited)),
      document.onDidRenumber((newKeys) => this.renumber(newKeys)),
      document.onDidReload(() => this.startAfresh()),
    );
  }

  dispose(): void {
    this.disposed = true;
    this.refresh.dispose();
    this.drafts.dispose();
    this.findBar.end();
    this.replace.end();
    this.filtered.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  get isClosed(): boolean {
    return this.disposed;
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
    this.post({ type: 'reveal', key: this.pageKeys.of(key), row });
    if (row < 0) this.announce(`Record ${(this.order.positionOf(key) + 1).toLocaleString(vscode.env.language)} is hidden by the filters.`);
  }

  /** Selects the record at a position of the dataset, the last one where it has fewer. */
  goTo(position: number): void {
    if (this.recordCount > 0) this.reveal(this.order.keyAt(Math.min(position, this.recordCount - 1)));
  }

  /**
   * Selects the next record that is flagged, matches what is searched for, or has a candidate to be accepted or
   * rejected, going round at the end.
   */
  step(to: StepTarget, direction: 1 | -1): void {
    const { document, list, findBar, selectedPosition: position } = this;
    const next = nextStep(document, { list, search: findBar.search, position }, to, direction);
    if (typeof next === 'string') return this.announce(next);
    this.reveal(next);
    if (to === 'candidate') this.focus('candidate');
  }

  setFilters(filters: readonly Filter[]): void {
    if (!this.disposed) this.filtered.filterBy(filters);
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

  keysIn(scope: ReplaceScope): Uint32Array {
    switch (scope) {
      case 'all':
        return this.allKeys;
      case 'shown':
        return this.listedKeys;
      case 'selected':
        return this.selectedKeys;
    }
  }

  get isFiltered(): boolean {
    return this.filtered.isFiltered;
  }

  /** The record shown in full. */
  get lead(): RecordKey | undefined {
    return this.selection.lead;
  }

  /** Brings the record that is shown in full into view in the list. */
  showLead(): void {
    const { lead } = this.selection;
    if (lead !== undefined) this.post({ type: 'reveal', key: this.pageKeys.of(lead), row: this.list.rowOf(lead) });
  }

  /** Says something aloud, in the status line. */
  announce(message: string): void {
    this.post({ type: 'announce', message });
  }

  showState(): void {
    const { document, filtered, selection, pageKeys, findBar, replace, summary } = this;
    selection.noteLead(filtered.list);
    const parts = { filtered, selection, pageKeys, search: findBar.search, replace: replace.shown, summary: summary.current };
    this.post({ type: 'state', state: editorState(document, parts) });
  }

  showRecords(): void {
    this.showState();
    this.post({ type: 'changed' });
  }

  refreshSoon(recordsToo: boolean): void {
    this.refresh.soon(recordsToo);
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
      this.filtered.keep(key);
      if (this.isFiltered) await this.filtered.filter();
      this.reveal(key);
    }
    return edit;
  }

  private get order() {
    return this.document.dataset.order;
  }

  private get list() {
    return this.filtered.list;
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
        this.showState();
        // The page may have begun after a record was to be revealed.
        if (this.selection.lead !== undefined) this.reveal(this.selection.lead);
        return;
      case 'select':
        return this.select(this.pageKeys.find(message.key), message.how);
      case 'selectAll':
        if (this.list.count > 0) this.selection.all(this.list);
        return this.showState();
      case 'goTo':
        return this.goTo(message.position);
      case 'change':
        return this.drafts.change(() => this.pageKeys.keyOf(message.key), message.change, message.draft);
      case 'revertDraft':
        return this.drafts.revert(message.draft);
      case 'previewReplace':
      case 'previewCorrections':
      case 'includeReplace':
      case 'applyReplace':
      case 'closeReplace':
        return void this.replace.handle(message);
      case 'acceptWords':
      case 'forbidWords':
        return void this.words.decide(message);
      case 'filter':
        return this.setFilters(message.filters);
      case 'find':
        return this.findBar.find(message.query);
      case 'expectLanguage':
        return void this.expectLanguage(message.language);
      case 'step':
        return this.step(message.to, message.direction);
      case 'regenerate':
        return this.regenerate(this.pageKeys.find(message.key), message.turn);
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

  private regenerate(key: RecordKey | undefined, turn: number): void {
    if (key !== undefined) void vscode.commands.executeCommand('paddock.regenerate', { key, turn });
  }

  private cancel(task: Extract<FromWebview, { type: 'cancel' }>['task']): void {
    if (task === 'check') this.document.checks.cancel();
    if (task === 'find') this.findBar.search?.cancel();
    if (task === 'replace') this.replace.cancel();
    if (task === 'save') this.document.cancelSave();
    if (task === 'generate') this.document.candidates.cancelAll();
    if (task === 'compare') this.document.comparison.pause();
  }

  private async answer(message: Request): Promise<void> {
    const { request } = message;
    try {
      switch (message.type) {
        case 'rows':
        case 'record':
        case 'turnText':
        case 'rawText':
        case 'examine':
          return this.post(await this.records.answer(message));
        case 'suggestions':
        case 'unknownWords':
          return this.post(await this.words.answer(message));
        case 'prompt': {
          const prompt = await this.candidates.prompt(this.pageKeys.keyOf(message.key), message);
          return this.post({ type: 'prompt', request, ...prompt });
        }
        case 'comparisonRows': {
          const { start, count } = message;
          return this.post({ type: 'comparisonRows', request, start, rows: this.document.comparison.rows(start, count) });
        }
        case 'replaceRows': {
          const changes = await this.replace.rows(message.start, message.count);
          const rows = changes.map((row) => ({ ...row, key: this.pageKeys.of(row.key) }));
          return this.post({ type: 'replaceRows', request, start: message.start, rows });
        }
      }
    } catch (error) {
      this.post({ type: 'failed', request, message: (error as Error).message });
    }
  }

  private select(key: RecordKey | undefined, how: 'only' | 'toggle' | 'range'): void {
    if (key === undefined || this.order.positionOf(key) < 0) return;
    if (how === 'range') this.selection.range(key, this.list);
    else this.selection[how](key);
    if (this.filtered.keepNoneBut(key)) this.refreshSoon(true);
    this.showState();
  }

  /** Records have been edited: the list, what is found and what is shown follow. */
  private followEdit(edited: RecordsEdited): void {
    const { keys, gone, moved, isHistory } = edited;
    const { lead } = this.selection;
    this.drafts.follow();
    this.replace.outdate();
    if (lead !== undefined && keys.includes(lead) && this.isFiltered) this.filtered.keep(lead);
    this.filtered.followEdit(edited);
    this.findBar.search?.followEdit(edited);
    if (moved) this.keepSelectionInList(gone);
    // What is undone elsewhere is brought into view, as in a text.
    if (isHistory && this.panel.active && keys.length === 1 && keys[0] !== this.selection.lead) this.reveal(keys[0]);
    this.post({ type: 'changed' });
    this.refreshSoon(true);
  }

  /** Selects what follows the record shown in full when that has been deleted. */
  private keepSelectionInList(gone: Keys): void {
    const { selection, list } = this;
    selection.drop(gone);
    const successor = selection.lead === undefined ? selection.successor(list) : undefined;
    if (successor !== undefined) this.reveal(successor);
  }

  /** After a save that has given records their positions as keys. */
  private renumber(newKeys: NewKeys): void {
    this.pageKeys.renew();
    this.selection.rename(newKeys);
    this.replace.outdate();
    this.filtered.renumber(newKeys);
    this.findBar.again();
    this.showLead();
    this.post({ type: 'changed' });
  }

  /** The file has other records now: what was found in the old ones is void. */
  private startAfresh(): void {
    // What is still typed of a record that was is not to become part of another one.
    this.pageKeys.renew();
    this.replace.end();
    this.filtered.startAfresh();
    this.findBar.again();
    this.announce('The file has changed on disk and has been read again.');
    void this.keepSelectionInFile();
  }

  /** Selects the last record when the one selected is no longer there, which only the whole index can tell. */
  private async keepSelectionInFile(): Promise<void> {
    const { session } = this.document;
    await session.indexed.catch(() => undefined);
    if (session !== this.document.session) return;
    const { lead } = this.selection;
    if (lead !== undefined && lead >= this.recordCount) this.goTo(this.recordCount);
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
