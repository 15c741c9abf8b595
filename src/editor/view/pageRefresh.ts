import type { DatasetView } from './datasetView';
import type { FilteredRecords } from './filteredRecords';

/** At most this often is the page brought up to date while work goes on, in milliseconds. */
const INTERVAL = 100;

/** Brings a page and its list up to date a few times a second, however often something changes. */
export class PageRefresh {
  private timer: NodeJS.Timeout | undefined;
  private areRecordsStale = false;
  private isDisposed = false;

  constructor(
    private readonly filtered: Pick<FilteredRecords, 'isFiltered' | 'filter' | 'filterTime'>,
    private readonly view: Pick<DatasetView, 'showState' | 'showRecords'>,
  ) {}

  /** @param recordsToo rows and filters may have changed, not only counts. */
  soon(recordsToo: boolean): void {
    if (this.isDisposed) return;
    this.areRecordsStale ||= recordsToo;
    // Filtering millions of records takes its time: most of it is left to other work.
    this.timer ??= setTimeout(() => this.refresh(), Math.max(INTERVAL, 4 * this.filtered.filterTime));
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
  }

  private refresh(): void {
    const recordsToo = this.areRecordsStale;
    this.timer = undefined;
    this.areRecordsStale = false;
    if (!recordsToo) this.view.showState();
    else if (this.filtered.isFiltered) void this.filtered.filter();
    else this.view.showRecords();
  }
}
