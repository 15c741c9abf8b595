import type { Span } from '../../checks/language/languageVerdict';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { Keys } from '../../dataset/edits/recordOrder';
import { compileFind } from '../../dataset/find';
import type { FindQuery } from '../../dataset/findQuery';
import type { DatasetSearch } from '../../engine/datasetSearch';
import type { FindState, Progress } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import type { RecordsEdited } from '../documentEvents';
import { progressDetail, WorkRate } from '../progressText';
import { FoundKeys } from './foundKeys';
import { firstAtOrAfter } from './recordFilter';

/** How long a record waits for its marks before it is shown without them, in milliseconds. */
const MARKING_PATIENCE = 500;

export type SearchedDocument = Pick<DatasetDocument, 'session' | 'dataset'>;

/** A search through a dataset, with what it has found so far. */
export class RecordSearch {
  private readonly found = new FoundKeys();
  done = false;
  /** Why the query cannot be run. */
  error: string | undefined;
  progress: Progress | undefined;
  private readonly search: DatasetSearch;
  private cancelled = false;
  private ended = false;

  /** @param onChange more has been found, or the search has ended of itself. */
  constructor(
    private readonly document: SearchedDocument,
    readonly query: FindQuery,
    private readonly onChange: (search: RecordSearch) => void,
  ) {
    this.search = document.session.search(query);
    void this.run();
  }

  /** Keys of the records that match, ascending; also of ones that have been deleted since. */
  get keys(): readonly RecordKey[] {
    return this.found.ascending;
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
  matches(key: RecordKey): Promise<readonly (readonly Span[])[]> {
    return this.error ? Promise.resolve([]) : this.search.matches(key, MARKING_PATIENCE);
  }

  /** The first match at or after a position; once all is searched, else the first of all. */
  firstFrom(position: number): RecordKey | undefined {
    const { positions } = this;
    const next = positions[firstAtOrAfter(positions, position)] ?? (this.done ? positions[0] : undefined);
    return this.keyAt(next);
  }

  /** The match after a position, or before it when `direction` is -1, going round at the end. */
  next(position: number, direction: 1 | -1): RecordKey | undefined {
    const { positions } = this;
    const at = firstAtOrAfter(positions, position);
    if (direction < 0) return this.keyAt(positions[at - 1] ?? positions[positions.length - 1]);
    return this.keyAt(positions[positions[at] === position ? at + 1 : at] ?? positions[0]);
  }

  /** Records have been edited: those that match now are found, the others are not. */
  followEdit({ keys, moved }: RecordsEdited): void {
    if (moved) this.found.moved();
    void this.lookAgain(keys);
  }

  /** @param selected position of the record shown in full. */
  state(selected: number): FindState {
    const { positions } = this;
    const at = firstAtOrAfter(positions, selected);
    return {
      query: this.query,
      records: positions.length,
      current: positions[at] === selected ? at + 1 : 0,
      done: this.done,
      error: this.error,
    };
  }

  private async lookAgain(keys: Keys): Promise<void> {
    if (this.error) return;
    const matching = await this.search.among(keys).catch(() => undefined);
    // Once cancelled it cannot tell: what has been found stays.
    if (this.ended || !matching) return;
    this.found.lookedAgain(keys, matching);
    this.onChange(this);
  }

  private get positions(): ArrayLike<number> {
    return this.found.positions(this.document.dataset.order);
  }

  private keyAt(position: number | undefined): RecordKey | undefined {
    return position === undefined ? undefined : this.document.dataset.order.keyAt(position);
  }

  private async run(): Promise<void> {
    const rate = new WorkRate();
    this.progress = { task: 'find', label: 'Finding', done: 0, detail: '' };
    try {
      compileFind(this.query);
      await this.search.run((found, progress) => {
        if (this.ended) return;
        this.found.add(found);
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
}
