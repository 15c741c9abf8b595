import type { FindQuery } from '../../dataset/findQuery';
import type { DatasetView } from './datasetView';
import { RecordSearch, type SearchedDocument } from './recordSearch';

/** What the user searches for in one view of a dataset: the nearest match is shown as soon as it is found. */
export class FindBar {
  /** Absent while nothing is searched for. */
  search: RecordSearch | undefined;

  constructor(
    private readonly document: SearchedDocument,
    private readonly view: Pick<DatasetView, 'selectedPosition' | 'reveal' | 'showRecords' | 'refreshSoon'>,
  ) {}

  /** @param query `null`, or one for no text, ends the search. */
  find(query: FindQuery | null): void {
    this.begin(query, true);
  }

  /** The records are others now, or have other keys: what matches is looked for anew, and what is selected stays. */
  again(): void {
    this.begin(this.search?.query ?? null, false);
  }

  end(): void {
    this.search?.end();
    this.search = undefined;
  }

  private begin(query: FindQuery | null, showsNearest: boolean): void {
    this.end();
    if (query && query.text !== '') this.search = this.searchFor(query, showsNearest);
    this.view.showRecords();
  }

  private searchFor(query: FindQuery, showsNearest: boolean): RecordSearch {
    const { view } = this;
    const from = Math.max(0, view.selectedPosition);
    let hasBegun = false;
    let isToShow = showsNearest;
    return new RecordSearch(this.document, query, (search) => {
      const nearest = isToShow ? search.firstFrom(from) : undefined;
      if (nearest !== undefined && this.search === search) {
        isToShow = false;
        view.reveal(nearest);
      }
      // From now on the search can tell where a record matches.
      view.refreshSoon(!hasBegun);
      hasBegun = true;
    });
  }
}
