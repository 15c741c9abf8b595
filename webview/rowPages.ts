export const PAGE_ROWS = 100;
const MAX_PAGES = 40;
const MAX_IN_FLIGHT = 3;

interface Page<Item> {
  readonly rows: readonly Item[];
  /** Length of the list when the page was asked for: a page at its end is short, and grows with the list. */
  readonly listLength: number;
  readonly epoch: number;
}

interface PageRequest {
  readonly page: number;
  readonly listLength: number;
  readonly epoch: number;
}

/**
 * The rows of a list that the page knows: fetched in pages when they are wanted, the least recently wanted ones
 * dropped. Only what is on the screen now is ever asked for, a few pages at a time, so a dragged scrollbar leaves
 * no queue behind.
 */
export class RowPages<Item> {
  private readonly pages = new Map<number, Page<Item>>();
  private readonly inFlight = new Map<number, PageRequest>();
  private epoch = 0;
  private wanted = { first: 0, end: 0, listLength: 0 };

  constructor(
    private readonly send: (request: number, start: number, count: number) => void,
    private readonly nextRequest: () => number,
  ) {}

  /** The row at this place in the list, if it is here; it may be out of date until the next answer. */
  row(index: number): Item | undefined {
    return this.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];
  }

  /** Says which rows are on the screen, from `first` up to but not including `end`, of a list of `listLength` rows. */
  want(first: number, end: number, listLength: number): void {
    this.wanted = { first, end, listLength };
    for (const page of this.wantedPages()) this.touch(page);
    this.fetch();
  }

  /** @returns whether the request was one of these; rows that came are in place then. */
  receive(request: number, rows: readonly Item[]): boolean {
    const asked = this.inFlight.get(request);
    if (!asked) return false;
    this.inFlight.delete(request);
    const { page, listLength, epoch } = asked;
    this.pages.delete(page);
    this.pages.set(page, { rows, listLength, epoch });
    this.evict();
    this.fetch();
    return true;
  }

  /** A request could not be answered: its rows stay as they are until something changes. @returns whether it was ours. */
  fail(request: number): boolean {
    const asked = this.inFlight.get(request);
    return asked ? this.receive(request, this.pages.get(asked.page)?.rows ?? []) : false;
  }

  /** Every row may have changed: asks again for those on the screen, and keeps the old ones until the new ones come. */
  invalidate(): void {
    this.epoch++;
    this.fetch();
  }

  private fetch(): void {
    for (const page of this.wantedPages()) {
      if (this.inFlight.size >= MAX_IN_FLIGHT) return;
      if (this.isCurrent(page) || this.isInFlight(page)) continue;
      const request = this.nextRequest();
      this.inFlight.set(request, { page, listLength: this.wanted.listLength, epoch: this.epoch });
      this.send(request, page * PAGE_ROWS, PAGE_ROWS);
    }
  }

  private wantedPages(): number[] {
    const { first, end } = this.wanted;
    const pages: number[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page++) pages.push(page);
    return pages;
  }

  private isCurrent(number: number): boolean {
    const page = this.pages.get(number);
    if (page?.epoch !== this.epoch) return false;
    const expected = Math.min(PAGE_ROWS, this.wanted.listLength - number * PAGE_ROWS);
    return page.rows.length >= expected || page.listLength === this.wanted.listLength;
  }

  private isInFlight(page: number): boolean {
    for (const request of this.inFlight.values()) if (request.page === page) return true;
    return false;
  }

  private touch(number: number): void {
    const page = this.pages.get(number);
    if (!page) return;
    this.pages.delete(number);
    this.pages.set(number, page);
  }

  private evict(): void {
    for (const page of this.pages.keys()) {
      if (this.pages.size <= MAX_PAGES) return;
      this.pages.delete(page);
    }
  }
}
