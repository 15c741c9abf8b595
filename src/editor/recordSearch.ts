import type { FindQuery } from '../dataset/find';
import type { DatasetSession } from '../engine/datasetSession';
import type { FindState, Progress } from '../protocol/toWebview';
import { isAbortError } from '../threads/rpc';
import { progressDetail, WorkRate } from './progressText';
import { firstAtOrAfter, placeOf } from './recordFilter';

/** A search through a dataset, with what it has found so far. */
export class RecordSearch {
  /** Positions of the records that match, ascending. */
  readonly positions: number[] = [];
  done = false;
  /** Why the query cannot be run. */
  error: string | undefined;
  progress: Progress | undefined;
  private readonly controller = new AbortController();

  /** @param onChange more has been found, or the search has ended. */
  constructor(
    session: DatasetSession,
    readonly query: FindQuery,
    onChange: (search: RecordSearch) => void,
  ) {
    const rate = new WorkRate();
    session
      .find(
        query,
        (found, progress) => {
          this.positions.push(...found);
          const done = progress.of === 0 ? 1 : progress.done / progress.of;
          this.progress = { task: 'find', label: 'Finding', done, detail: progressDetail(progress, rate) };
          onChange(this);
        },
        this.controller.signal,
      )
      .catch((error: Error) => {
        if (!isAbortError(error) && !this.controller.signal.aborted) this.error = error.message;
      })
      .finally(() => {
        this.done = true;
        this.progress = undefined;
        onChange(this);
      });
  }

  cancel(): void {
    this.controller.abort();
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
