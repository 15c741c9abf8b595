import type { RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { Filter } from '../../protocol/fromWebview';
import type { DatasetDocument } from '../datasetDocument';
import type { RecordsEdited } from '../documentEvents';
import type { DatasetView } from './datasetView';
import { filterRecords } from './recordFilter';
import { RecordList } from './recordList';
import { RecordSearch } from './recordSearch';

/** The records that one view of a dataset lists: those that pass its filters, as the dataset and its verdicts change. */
export class FilteredRecords {
  /** What is listed now. */
  list: RecordList;
  filters: readonly Filter[] = [];
  /** How long filtering took last, in milliseconds. */
  filterTime = 0;
  private filterRun = 0;
  /** The searches of the filters by text. */
  private searches = new Map<string, RecordSearch>();
  /** The record that is being worked on: it stays in the list though it passes the filters no more. */
  private kept: RecordKey | undefined;

  constructor(
    private readonly document: DatasetDocument,
    private readonly view: DatasetView,
  ) {
    this.list = new RecordList(document.dataset.order);
  }

  get isFiltered(): boolean {
    return this.filters.length > 0;
  }

  /** Lists the records that pass all of these. */
  filterBy(filters: readonly Filter[]): void {
    this.filters = filters;
    this.kept = undefined;
    this.searchForTexts();
    void this.filter();
  }

  /** Looks anew which records pass. Settles when they are listed, or when that has been asked for once more. */
  async filter(): Promise<void> {
    const run = ++this.filterRun;
    const { document, filters, kept } = this;
    if (this.isFiltered) {
      const { order } = document.dataset;
      const { version } = order;
      const began = performance.now();
      const filtered = await filterRecords(filters, order, document.checks.verdicts, this.found(), kept);
      this.filterTime = performance.now() - began;
      if (run !== this.filterRun) return;
      const now = document.dataset.order;
      const list = new RecordList(order, filtered);
      this.list = order === now && order.version === version ? list : list.afterMoves(now);
    } else {
      this.list = new RecordList(document.dataset.order);
    }
    this.view.showRecords();
  }

  /** Keeps a record in the list while it is worked on, whatever is filtered by. */
  keep(key: RecordKey): void {
    this.kept = key;
  }

  /** Another record may be worked on now. @returns whether one that was kept is not any more. */
  keepNoneBut(key: RecordKey): boolean {
    if (this.kept === undefined || this.kept === key) return false;
    this.kept = undefined;
    return true;
  }

  followEdit(edited: RecordsEdited): void {
    if (edited.moved) this.list = this.list.afterMoves(this.document.dataset.order);
    for (const search of this.searches.values()) search.followEdit(edited);
  }

  /** Records have new keys. */
  renumber(newKeys: NewKeys): void {
    this.list = this.list.renamed(newKeys, this.document.dataset.order);
    this.endSearches();
    this.filterBy(this.filters);
  }

  /** The dataset has been read anew. */
  startAfresh(): void {
    const { document, filters } = this;
    this.list = new RecordList(document.dataset.order);
    this.endSearches();
    // Verdicts are made anew where there were some; filters by them hold what has been checked so far.
    const isLeft = ({ kind }: Filter) => kind === 'text' || kind === 'candidate' || document.checks.verdicts !== undefined;
    this.filterBy(filters.filter(isLeft));
  }

  dispose(): void {
    this.endSearches();
  }

  /** Searches for what the filters by text need, and for nothing else any more. */
  private searchForTexts(): void {
    const { document, view, filters, searches: before } = this;
    this.searches = new Map();
    for (const filter of filters) {
      if (filter.kind !== 'text') continue;
      const name = nameOf(filter);
      this.searches.set(name, before.get(name) ?? new RecordSearch(document, filter.query, () => view.refreshSoon(true)));
    }
    for (const [name, search] of before) if (!this.searches.has(name)) search.end();
  }

  private endSearches(): void {
    for (const search of this.searches.values()) search.end();
    this.searches.clear();
  }

  /** The records that match each filter by text or by candidates, by ascending keys. */
  private found(): Map<Filter, ArrayLike<RecordKey>> {
    const found = new Map<Filter, ArrayLike<RecordKey>>();
    for (const filter of this.filters) {
      const search = this.searches.get(nameOf(filter));
      if (search) found.set(filter, search.keys.slice());
      if (filter.kind === 'candidate') found.set(filter, this.document.candidates.keysAt(filter.states));
    }
    return found;
  }
}

function nameOf(filter: Filter): string {
  return JSON.stringify(filter);
}
