import type { RecordKey, Selection } from '../src/protocol/toWebview';
import { Echoes } from './echoes';
import { includesRow, rangeBetween, toggleRow, type RowRanges } from './rowRanges';

/** See the message `select`. */
export type SelectHow = 'only' | 'toggle' | 'range';

/** The record that is shown in full, and that keys start from. */
export interface ActiveRecord {
  readonly key: RecordKey;
  /** Its place in the list as filtered; -1 when the filters hide it. */
  readonly row: number;
}

interface AwaitedRow {
  readonly row: number;
  readonly how: SelectHow;
}

interface SelectionPorts {
  /** What is known of a row of the list; nothing until it has come. */
  rowAt(row: number): { readonly key: RecordKey } | undefined;
  /** Tells the editor, which then steps, finds and edits from there. */
  tell(key: RecordKey, how: SelectHow): void;
  /** A record has been made active; it may have been so before. */
  activated(active: ActiveRecord): void;
  /** What is selected is to be drawn anew. */
  changed(): void;
}

/** Which records are selected, and which of them is active: chosen here, or by the editor. */
export class RecordSelection {
  private current: ActiveRecord | undefined;
  private ranges: RowRanges = [];
  /** Where a range of selected rows begins. */
  private anchorRow: number | undefined;
  /** A row of the list that is gone to, but has not come yet: it will be the selection. */
  private awaited: AwaitedRow | undefined;
  private readonly told = new Echoes<RecordKey>();

  constructor(private readonly ports: SelectionPorts) {}

  get active(): ActiveRecord | undefined {
    return this.current;
  }

  get rows(): RowRanges {
    return this.ranges;
  }

  /** Where the keyboard is in the list, -1 when there is no active record or the filters hide it. */
  get activeRow(): number {
    return this.awaited?.row ?? this.current?.row ?? -1;
  }

  get isAwaitingRow(): boolean {
    return this.awaited !== undefined;
  }

  /** Selects a row of the list; one that has not come yet, as soon as it has. */
  goToRow(row: number, how: SelectHow = 'only'): void {
    const key = this.ports.rowAt(row)?.key;
    if (key !== undefined) this.select(key, row, how);
    else this.await({ row, how });
  }

  /** The list will be another one: its row is selected when it has come; none, when absent. */
  awaitRow(row: number | undefined): void {
    this.await(row === undefined ? undefined : { row, how: 'only' });
  }

  rowsArrived(): void {
    const { awaited } = this;
    if (awaited && this.ports.rowAt(awaited.row)) this.goToRow(awaited.row, awaited.how);
  }

  /** @param row -1 when the record is not in the list. */
  select(key: RecordKey, row: number, how: SelectHow): void {
    const isOnly = this.ranges.length === 1 && this.ranges[0][0] === this.ranges[0][1];
    const isSelected = key === this.current?.key && how === 'only' && isOnly && includesRow(this.ranges, row);
    this.activate(key, row);
    if (how !== 'range') this.anchorRow = row;
    // Until the editor says so.
    if (how === 'only') this.ranges = row < 0 ? [] : [[row, row]];
    else if (how === 'toggle') this.ranges = toggleRow(this.ranges, row);
    else this.ranges = rangeBetween(this.anchorRow ?? row, row);
    if (isSelected) return;
    this.told.sent(key);
    this.ports.tell(key, how);
  }

  /** Makes a record active that the editor knows to be selected. */
  activate(key: RecordKey, row: number): void {
    this.awaited = undefined;
    this.current = { key, row };
    this.ports.activated(this.current);
    this.ports.changed();
  }

  /** The active record's place in the list is known anew. */
  moveActive(row: number): void {
    if (this.current) this.current = { ...this.current, row };
    this.ports.changed();
  }

  /**
   * Takes what the editor says is selected. That may be older than what has been selected here since.
   * @param previousKey the active record that it named before.
   */
  receive({ key, rows }: Selection, previousKey: RecordKey | undefined): void {
    if (key === undefined) {
      if (previousKey === undefined) return;
      this.current = undefined;
      this.ranges = [];
      this.ports.changed();
      return;
    }
    const isOwn = this.told.take(key);
    if (key !== this.current?.key) {
      if (isOwn || key === previousKey) return;
      const [range] = rows;
      this.activate(key, rows.length === 1 && range[0] === range[1] ? range[0] : -1);
    }
    this.ranges = rows;
    this.ports.changed();
  }

  private await(awaited: AwaitedRow | undefined): void {
    this.awaited = awaited;
    this.ports.changed();
  }
}
