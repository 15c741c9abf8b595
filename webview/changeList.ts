import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReplaceRow } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { shortChange, type ReplacedPlace, type ShownChange } from './shownChange';
import { VirtualList } from './virtualList';

/** Changes of a record that its row shows. */
const LINES = 2;

export interface InclusionChange {
  readonly row: number;
  readonly included: boolean;
}

/**
 * The grid "Changes": the records that a replacement would change, each of which can be left out.
 * Emits `change-select` (detail: the row), `change-open` (Enter) and `change-include` (detail: an `InclusionChange`).
 */
@customElement('paddock-changes')
export class ChangeList extends VirtualList<ReplaceRow> {
  @property({ attribute: false }) format!: Format;

  protected readonly name = 'Changes';
  protected readonly rowHeight = 44;
  protected readonly rowId = 'change';

  protected override render(): TemplateResult {
    return this.renderRows();
  }

  protected override renderRow(index: number, row: ReplaceRow | undefined): TemplateResult {
    return html`<div
      class="change ${row?.included === false ? 'excluded' : ''}"
      id="change-${index}"
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${index === this.activeRow}
      aria-busy=${row ? nothing : 'true'}
      @mousedown=${() => this.emit('change-select', index)}
      @dblclick=${() => this.emit('change-open', index)}
    >
      ${row ? this.renderCells(row, index) : html`<span class="placeholder" role="gridcell"></span>`}
    </div>`;
  }

  private renderCells({ position, id, included, changes, more }: ReplaceRow, index: number): TemplateResult {
    const number = this.format.number(position + 1);
    const hidden = changes.length + more - LINES;
    return html`<span role="gridcell"
        ><input
          type="checkbox"
          tabindex="-1"
          aria-label="Include record ${number}"
          .checked=${included}
          @change=${() => this.include(index, !included)}
      /></span>
      <span class="number" role="gridcell" title=${id === undefined ? nothing : withControlPictures(id)}>${number}</span>
      <span class="change-lines" role="gridcell"
        >${changes.slice(0, LINES).map((change, line) => this.renderLine(change, line === LINES - 1 ? hidden : 0))}</span
      >`;
  }

  private renderLine(place: ReplacedPlace, more: number): TemplateResult {
    return html`<span class="change-line"
      ><span class="quiet change-where">${withControlPictures(place.where)}</span
      ><span class="change-text" dir="auto">${changedText(shortChange(place))}</span
      >${more > 0 ? html`<span class="quiet">+${this.format.number(more)}</span>` : nothing}</span
    >`;
  }

  protected override runKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey || shiftKey) return false;
    if (key === ' ' || key === 'Enter') {
      const row = this.pages.row(this.activeRow);
      if (row && key === ' ') this.include(this.activeRow, !row.included);
      if (row && key === 'Enter') this.emit('change-open', this.activeRow);
      return true;
    }
    const row = this.rowForKey(key);
    if (row === undefined) return false;
    this.emit('change-select', row);
    this.reveal(row);
    return true;
  }

  private include(row: number, included: boolean): void {
    this.emit('change-include', { row, included } satisfies InclusionChange);
  }
}

/** What is taken away struck through, what comes underlined. The caller's element keeps white space: none is added here. */
export function changedText({ before, removed, inserted, after }: ShownChange): TemplateResult {
  return html`${before}${removed ? html`<del>${removed}</del>` : nothing}${inserted
    ? html`<ins>${inserted}</ins>`
    : nothing}${after}`;
}
