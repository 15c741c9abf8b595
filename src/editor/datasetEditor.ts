import * as vscode from 'vscode';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { Keys } from '../dataset/edits/recordOrder';
import type { Edit } from '../dataset/edits/editedDataset';
import type { NewKeys } from '../dataset/edits/renumbering';
import type { DatasetEdits } from '../engine/datasetEdits';
import type { Filter } from '../protocol/fromWebview';
import type { ToWebview } from '../protocol/toWebview';
import type { DatasetDocument } from './datasetDocument';
import type { RecordsEdited } from './documentEvents';
import { CountedSummary } from './view/countedSummary';
import { Drafts } from './view/drafts';
import { EditorMessages, type MessagedView } from './view/editorMessages';
import { editorState } from './view/editorState';
import { FilteredRecords } from './view/filteredRecords';
import { FindBar } from './view/findBar';
import { PageKeys } from './view/pageKeys';
import { PageRefresh } from './view/pageRefresh';
import { RecordSelection } from './view/recordSelection';
import type { ReplaceScope } from './view/recordReplace';
import { ReplaceMessages } from './view/replaceMessages';
import { nextStep, type StepTarget } from './view/stepping';

/** One view of a dataset: what it filters, finds and has selected, and its page. */
export class DatasetEditor implements MessagedView {
  private readonly filtered: FilteredRecords;
  private readonly selection = new RecordSelection();
  private readonly pageKeys = new PageKeys();
  private readonly findBar: FindBar;
  private readonly refresh: PageRefresh;
  private readonly summary: CountedSummary;
  private readonly drafts: Drafts;
  private readonly replace: ReplaceMessages;
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
    const { filtered, pageKeys, findBar, drafts, replace } = this;
    const messages = new EditorMessages(document, this, { filtered, pageKeys, findBar, drafts, replace });
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => messages.receive(message)),
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

  /** Whether its page can be seen. */
  get isInView(): boolean {
    return !this.disposed && this.panel.visible;
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

  /** Selects a record, as a click does. */
  select(key: RecordKey, how: 'only' | 'toggle' | 'range'): void {
    if (this.order.positionOf(key) < 0) return;
    if (how === 'range') this.selection.range(key, this.list);
    else this.selection[how](key);
    if (this.filtered.keepNoneBut(key)) this.refreshSoon(true);
    this.showState();
  }

  /** Selects all records in the list. */
  selectAll(): void {
    if (this.list.count > 0) this.selection.all(this.list);
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

  post(message: ToWebview): void {
    if (this.disposed) return;
    void this.panel.webview.postMessage(message);
  }
}
