import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isPrimary, letterOf } from './keys';
import type { SelectHow } from './recordSelection';
import { includesRow, type RowRanges } from './rowRanges';
import { VirtualList } from './virtualList';

export interface RowSelect {
  /** The row's place in the list. */
  readonly row: number;
  readonly how: SelectHow;
}

/**
 * A list of which several rows can be selected, by mouse and keys as in VS Code's own. Emits `row-select` (detail: a
 * `RowSelect`) and `row-open` (Enter), besides what every list does; the names begin with `rowId`.
 */
export abstract class SelectableList<Item> extends VirtualList<Item> {
  @property({ attribute: false }) selectedRows: RowRanges = [];

  /** What a row is in the style sheet. */
  protected abstract readonly rowClass: string;
  protected override readonly isMultiselectable = true;
  /** What VS Code's context menu of a row goes by, as JSON; absent where it has none of its own. */
  protected readonly menuContext: string | undefined;

  protected abstract renderCells(item: Item): TemplateResult;
  protected abstract selectAll(): void;

  /** Classes that say how a row differs from others. */
  protected stateOf(_item: Item): string {
    return '';
  }

  protected override renderRow(index: number, item: Item | undefined): TemplateResult {
    const classes = [this.rowClass, index === this.activeRow && 'active', item && this.stateOf(item)];
    return html`<div
      class="selectable ${classes.filter(Boolean).join(' ')}"
      id="${this.rowId}-${index}"
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${includesRow(this.selectedRows, index)}
      aria-busy=${item ? nothing : 'true'}
      data-vscode-context=${this.menuContext ?? nothing}
      @mousedown=${(event: MouseEvent) => this.onMouseDown(event, index)}
      @dblclick=${() => this.emit(`${this.rowId}-open`)}
    >
      ${item ? this.renderCells(item) : html`<span class="placeholder" role="gridcell"></span>`}
    </div>`;
  }

  protected override runKey(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey } = event;
    if (altKey) return false;
    if (isPrimary(event) && letterOf(event) === 'a' && !shiftKey) {
      this.selectAll();
      return true;
    }
    if (event.ctrlKey && key === ' ' && !shiftKey) {
      if (this.activeRow >= 0) this.select(this.activeRow, 'toggle');
      return true;
    }
    if (event.ctrlKey || event.metaKey) return false;
    if (key === 'Enter' && !shiftKey) {
      this.emit(`${this.rowId}-open`);
      return true;
    }
    const row = this.rowForKey(key);
    if (row === undefined) return false;
    this.select(row, shiftKey ? 'range' : 'only');
    this.reveal(row);
    return true;
  }

  private onMouseDown(event: MouseEvent, row: number): void {
    // The context menu is about all that is selected.
    if (event.button !== 0 && includesRow(this.selectedRows, row)) return;
    this.select(row, event.shiftKey ? 'range' : isPrimary(event) ? 'toggle' : 'only');
  }

  private select(row: number, how: SelectHow): void {
    this.emit(`${this.rowId}-select`, { row, how } satisfies RowSelect);
  }
}
