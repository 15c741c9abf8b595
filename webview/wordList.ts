import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { UnknownWordRow } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { isPrimary, letterOf } from './keys';
import type { RowSelect, SelectHow } from './recordGrid';
import { includesRow, type RowRanges } from './rowRanges';
import { VirtualList } from './virtualList';

/**
 * The grid "Words": unknown words with how often they stand in the dataset. Emits `word-select` (detail: a
 * `RowSelect`), `words-select-all`, `word-open` (Enter) and `word-correct` (Ctrl+.).
 */
@customElement('paddock-words')
export class WordList extends VirtualList<UnknownWordRow> {
  @property({ attribute: false }) format!: Format;
  @property({ attribute: false }) selectedRows: RowRanges = [];

  protected readonly name = 'Words';
  protected readonly rowHeight = 44;
  protected readonly rowId = 'word';
  protected override readonly isMultiselectable = true;

  /** Where a row is on the screen; where the list is, for one that is not on it. */
  placeOf(row: number): DOMRect {
    return (this.querySelector(`#word-${row} .word-text`) ?? this).getBoundingClientRect();
  }

  protected override render(): TemplateResult {
    return html`<div class="word-row header" aria-hidden="true">
        <span class="word-cell">Word</span>
        <span class="word-language">Language</span>
        <span class="figure">Times</span>
        <span class="figure">Records</span>
      </div>
      ${this.renderRows()}`;
  }

  protected override renderRow(index: number, row: UnknownWordRow | undefined): TemplateResult {
    return html`<div
      class="word-row ${index === this.activeRow ? 'active' : ''}"
      id="word-${index}"
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${includesRow(this.selectedRows, index)}
      aria-busy=${row ? nothing : 'true'}
      @mousedown=${(event: MouseEvent) => this.onMouseDown(event, index)}
      @dblclick=${() => this.emit('word-open')}
    >
      ${row ? this.renderCells(row) : html`<span class="placeholder" role="gridcell"></span>`}
    </div>`;
  }

  private renderCells({ word, language, occurrences, records, example }: UnknownWordRow): TemplateResult {
    const { format } = this;
    return html`<span class="word-cell" role="gridcell"
        ><bdi class="word-text" lang=${language}>${withControlPictures(word)}</bdi></span
      >
      <span class="word-language quiet" role="gridcell">${format.language(language)}</span>
      <span class="figure" role="gridcell" aria-label="${format.number(occurrences)} times">${format.number(occurrences)}</span>
      <span class="figure" role="gridcell" aria-label="in ${format.number(records)} record${records === 1 ? '' : 's'}"
        >${format.number(records)}</span
      >
      <span class="word-example quiet" role="gridcell" dir="auto" lang=${language}
        >${example
          ? html`${withControlPictures(example.before)}<b>${withControlPictures(example.word)}</b>${withControlPictures(
              example.after,
            )}`
          : nothing}</span
      >`;
  }

  protected override runKey(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey } = event;
    if (altKey) return false;
    if (isPrimary(event) && letterOf(event) === 'a' && !shiftKey) {
      this.emit('words-select-all');
      return true;
    }
    if (isPrimary(event) && key === '.' && !shiftKey) {
      this.emit('word-correct');
      return true;
    }
    if (event.ctrlKey && key === ' ' && !shiftKey) {
      if (this.activeRow >= 0) this.select(this.activeRow, 'toggle');
      return true;
    }
    if (event.ctrlKey || event.metaKey) return false;
    if (key === 'Enter' && !shiftKey) {
      this.emit('word-open');
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
    this.emit('word-select', { row, how } satisfies RowSelect);
  }
}
