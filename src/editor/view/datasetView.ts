import type { RecordKey } from '../../dataset/edits/recordKey';
import type { ReplaceState } from '../../protocol/toWebview';

/** What the parts of one view of a dataset may ask of it. */
export interface DatasetView {
  /** Of the record shown in full; -1 when there is none. */
  readonly selectedPosition: number;
  /** All records, those in the list, or those that are selected; in order. */
  keysIn(scope: ReplaceState['scope']): Uint32Array;
  /** Selects a record and scrolls to it. */
  reveal(key: RecordKey): void;
  /** Says something aloud, in the status line. */
  announce(message: string): void;
  /** Tells the page of everything but the records. */
  showState(): void;
  /** Tells the page of everything, and that rows and the record shown are to be asked for again. */
  showRecords(): void;
  /** The same a little later, together with what changes meanwhile. @param recordsToo the list may be another, too. */
  refreshSoon(recordsToo: boolean): void;
}
