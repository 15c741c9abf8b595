import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Row } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { post } from './host';
import { isPrimary, letterOf } from './keys';
import { commandForKey } from './recordCommands';
import { includesRow, type RowRanges } from './rowRanges';
import { setProperties } from './setProperties';
import { PROBLEM_NAMES, UNKNOWN_WORD_ICON, unknownWords } from './spellingWords';
import { verdictSign } from './verdictSign';
import { VirtualList } from './virtualList';
import { EDIT_WORDS, rowLanguages, rowLanguagesInFull, rowSign, rowSignInFull } from './words';

/** See the message `select`. */
export type SelectHow = 'only' | 'toggle' | 'range';

export interface RowSelect {
  /** The row's place in the list. */
  readonly row: number;
  readonly how: SelectHow;
}

/**
 * The grid "Records". Emits `row-select` (detail: a `RowSelect`), `row-open` (Enter) and `row-edit` (F2), besides what
 * every list does.
 */
@customElement('paddock-grid')
export class RecordGrid extends VirtualList<Row> {
  @property({ attribute: false }) format!: Format;
  /** Records in the file: how wide their numbers are. */
  @property({ type: Number }) total = 0;
  @property({ attribute: false }) selectedRows: RowRanges = [];

  protected readonly name = 'Records';
  /** Two lines of 18 and the space around them. See `.row` in the style sheet. */
  protected readonly rowHeight = 44;
  protected readonly rowId = 'row';
  protected override readonly isMultiselectable = true;

  protected override render(): TemplateResult {
    const properties = { '--number-width': `${Math.max(3, this.format.number(this.total).length)}ch` };
    return html`
      <div class="row header" aria-hidden="true" ${setProperties(properties)}>
        <span class="number">#</span>
        <span class="verdict">Verdict</span>
        <span class="languages">Languages</span>
        <span class="previews">Instruction / response</span>
      </div>
      ${this.renderRows(properties)}
    `;
  }

  protected override renderRow(index: number, row: Row | undefined): TemplateResult {
    return html`<div
      class="row ${index === this.activeRow ? 'active' : ''} ${row?.edited ?? ''}"
      id="row-${index}"
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${includesRow(this.selectedRows, index)}
      aria-busy=${row ? nothing : 'true'}
      @mousedown=${(event: MouseEvent) => this.onMouseDown(event, index)}
      @dblclick=${() => this.emit('row-open')}
    >
      ${row ? this.renderCells(row) : html`<span class="placeholder" role="gridcell"></span>`}
    </div>`;
  }

  private renderCells(row: Row): TemplateResult {
    const sign = rowSign(row);
    const languages = rowLanguages(row, this.format);
    return html`
      <span class="number" role="gridcell" title=${row.id === undefined ? nothing : withControlPictures(row.id)}
        >${this.format.number(row.position + 1)}${row.edited
          ? html`<span class="for-screen-readers"> ${EDIT_WORDS[row.edited]}</span>`
          : nothing}</span
      >
      <span class="verdict" role="gridcell" title=${rowSignInFull(row) || nothing}
        >${sign ? verdictSign(sign) : nothing}</span
      >
      <span class="spelling" role="gridcell">${spellingSign(row, this.format)}</span>
      <span class="languages" role="gridcell" title=${languages ? rowLanguagesInFull(row, this.format) : nothing}
        >${languages}</span
      >
      <span class="previews" role="gridcell"
        >${row.raw === undefined
          ? html`<span class="preview" dir="auto">${withControlPictures(row.instruction)}</span
              ><span class="preview response" dir="auto">${withControlPictures(row.response)}</span>`
          : html`<span class="preview raw" dir="auto">${withControlPictures(row.raw)}</span
              ><span class="preview response">${row.problem?.message}</span>`}</span
      >
    `;
  }

  private onMouseDown(event: MouseEvent, row: number): void {
    // The context menu is about all that is selected.
    if (event.button !== 0 && includesRow(this.selectedRows, row)) return;
    this.select(row, event.shiftKey ? 'range' : isPrimary(event) ? 'toggle' : 'only');
  }

  protected override runKey(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const command = commandForKey(event);
    if (command) {
      post({ type: 'command', command });
      return true;
    }
    if (event.altKey) return false;
    if (isPrimary(event) && letterOf(event) === 'a' && !shiftKey) {
      post({ type: 'selectAll' });
      return true;
    }
    if (event.ctrlKey && key === ' ' && !shiftKey) {
      if (this.activeRow >= 0) this.select(this.activeRow, 'toggle');
      return true;
    }
    if (event.ctrlKey || event.metaKey) return false;
    if (key === 'Enter' || key === 'F2') {
      if (shiftKey) return false;
      this.emit(key === 'Enter' ? 'row-open' : 'row-edit');
      return true;
    }
    const row = this.rowForKey(key);
    if (row === undefined) return false;
    this.select(row, shiftKey ? 'range' : 'only');
    this.reveal(row);
    return true;
  }

  private select(row: number, how: SelectHow): void {
    this.emit('row-select', { row, how } satisfies RowSelect);
  }
}

function spellingSign({ misspelled, textProblem }: Row, format: Format): TemplateResult | typeof nothing {
  if (misspelled) return misspelledSign(misspelled, format);
  if (!textProblem) return nothing;
  const name = PROBLEM_NAMES[textProblem];
  return html`<span class="sign warning" title=${name}
    ><span class="codicon codicon-warning" aria-hidden="true"></span><span class="word">${name}</span></span
  >`;
}

/** A narrow list shows the number without its words. */
function misspelledSign(count: number, format: Format): TemplateResult {
  return html`<span class="sign warning" title=${unknownWords(count, format)}
    ><span class="codicon codicon-${UNKNOWN_WORD_ICON}" aria-hidden="true"></span
    ><span class="word">${format.number(count)}<span class="unknown"> unknown</span></span></span
  >`;
}
