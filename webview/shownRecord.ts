import type { RecordDetail, RecordKey } from '../src/protocol/toWebview';
import { LatestRequest } from './latestRequest';

/** What to bring into view first in a record. */
export type Aim = 'flagged' | 'match';

/** What the keyboard goes into a record for. */
export type Entry = 'read' | 'edit';

/** What is to be done with a record once it has come. */
export interface Arrival {
  /** What to bring into view; absent where the record was there already. */
  readonly aim: Aim | undefined;
  /** Absent where the keyboard is to stay where it is. */
  readonly entry: Entry | undefined;
}

/** The record in the pane: the one that has come, and the one that is awaited, which need not be the same. */
export class ShownRecord {
  private shown: { readonly record: RecordDetail; readonly request: number } | undefined;
  private failed: string | undefined;
  private key: RecordKey | undefined;
  private aim: Aim | undefined;
  private entry: Entry | undefined;
  private readonly latest: LatestRequest<RecordKey>;

  constructor(ask: (request: number, key: RecordKey) => void, nextRequest: () => number) {
    this.latest = new LatestRequest(ask, nextRequest);
  }

  get record(): RecordDetail | undefined {
    return this.shown?.record;
  }

  /** Which it has come with. */
  get request(): number {
    return this.shown?.request ?? 0;
  }

  /** Why the wanted record cannot be shown; one sentence. */
  get failure(): string | undefined {
    return this.failed;
  }

  /** Whether the record that has come is still the one that was wanted before. */
  get isBehind(): boolean {
    return this.shown !== undefined && this.key !== undefined && this.shown.record.key !== this.key;
  }

  /** Asks for the record, unless it is the wanted one already. */
  want(key: RecordKey): void {
    const isAnother = key !== this.key;
    if (isAnother) this.entry = undefined;
    this.key = key;
    if (isAnother || this.failed !== undefined) this.latest.ask(key);
  }

  /** There is none to be shown. */
  clear(): void {
    this.key = undefined;
    this.shown = undefined;
  }

  /** Asks once more for the wanted record, which may have changed. */
  refresh(): void {
    if (this.key !== undefined) this.latest.ask(this.key);
  }

  /** When the wanted record comes the next time, this is brought into view, also where it is the one shown now. */
  aimAt(aim: Aim): void {
    this.aim = aim;
  }

  /** The keyboard is to go into the wanted record. @returns whether that is here already. */
  enter(entry: Entry): boolean {
    this.entry = this.isBehind ? entry : undefined;
    return !this.isBehind;
  }

  /** @returns what is to be done now; nothing where this is not the answer, or not to what is wanted by now */
  receive(request: number, record: RecordDetail): Arrival | undefined {
    if (!this.latest.settle(request) || this.key === undefined) return undefined;
    const isAnother = record.key !== this.shown?.record.key;
    this.shown = { record, request };
    this.failed = undefined;
    if (record.key !== this.key) return undefined;
    const arrival = { aim: this.aim ?? (isAnother ? 'flagged' : undefined), entry: this.entry };
    this.aim = undefined;
    this.entry = undefined;
    return arrival;
  }

  /** @returns whether the request was made here */
  fail(request: number, message: string): boolean {
    if (!this.latest.settle(request)) return false;
    this.shown = undefined;
    this.failed = message;
    return true;
  }
}
