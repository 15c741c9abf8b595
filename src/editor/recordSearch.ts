import type { Span } from '../checks/language/languageVerdict';
import { compileFind, type FindQuery } from '../dataset/find';
import type { DatasetSearch } from '../engine/datasetSearch';
import type { DatasetSession } from '../engine/datasetSession';
import type { FindState, Progress } from '../protocol/toWebview';
import { progressDetail, WorkRate } from './progressText';
import { firstAtOrAfter, placeOf } from './recordFilter';

/** How long a record waits for its marks before it is shown without them, in milliseconds. */
const MARKING_PATIENCE = 500;

/** A search through a dataset, with what it has found so far. */
export class RecordSearch {
  /** Positions of the records that match, ascending. */
  readonly positions: number[] = [];
  done = false;
  /** Why the query cannot be run. */
  error: string | undefined;
  progress: Progress | undefined;
  private readonly search: DatasetSearch;
  private cancelled = false;
  private ended = false;

  /** @param onChange more has been found, or the search has ended of itself. */
  constructor(
    session: DatasetSession,
    readonly query: FindQuery,
    private readonly onChange: (search: RecordSearch) => void,
  ) {
    this.search = session.search(query);
    void this.run();
  }

  /** Stops searching; what has been found stays. */
  cancel(): void {
    this.cancelled = true;
    this.search.end();
  }

  /** Ends it for good: nothing more is reported. */
  end(): void {
    this.ended = true;
    this.search.end();
  }

  /** Where each turn of a record matches; nothing when that takes too long to find out. */
  matches(position: number): Promise<readonly (readonly Span[])[]> {
    return this.error ? Promise.resolve([]) : this.search.matches(position, MARKING_PATIENCE);
  }

  /** The first match at or after `position`; once all is searched, else the first of all. */
  firstFrom(position: number): number | undefined {
    const next = this.positions[firstAtOrAfter(this.positions, position)];
    return next ?? (this.done ? this.positions[0] : undefined);
  }

  /** The match after `position`, or before it when `direction` is -1, going round at the end. */
  next(position: number, direction: 1 | -1): number | undefined {
    const { positions } = this;
    const at = firstAtOrAfter(positions, position);
    if (direction < 0) return positions[at - 1] ?? positions.at(-1);
    return positions[positions[at] === position ? at + 1 : at] ?? positions[0];
  }

  private async run(): Promise<void> {
    const rate = new WorkRate();
    this.progress = { task: 'find', label: 'Finding', done: 0, detail: '' };
    try {
      compileFind(this.query);
      await this.search.run((found, progress) => {
        if (this.ended) return;
        this.positions.push(...found);
        const done = progress.of === 0 ? 1 : progress.done / progress.of;
        this.progress = { task: 'find', label: 'Finding', done, detail: progressDetail(progress, rate) };
        this.onChange(this);
      });
    } catch (error) {
      if (!this.cancelled) this.error = (error as Error).message;
    }
    this.done = true;
    this.progress = undefined;
    if (!this.ended) this.onChange(this);
  }

  state(selected: number): FindState {
    return {
      query: this.query,
      records: this.positions.length,
      current: placeOf(this.positions, selected) + 1,
      done: this.done,
      error: this.error,
    };
  }
}
