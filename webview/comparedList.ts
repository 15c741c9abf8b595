import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ComparedResponse } from '../src/metrics/comparison';
import type { ComparisonRow } from '../src/protocol/toWebview';
import { responseInWords, responseSign } from './comparisonWords';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { directionOf } from './textDirection';
import { verdictSign } from './verdictSign';
import { VirtualList } from './virtualList';

/** CSS pixels of a line, and of the space above and below a row's lines. */
const LINE = 18;
const SPACE = 8;
/** Lines of a row where the responses stand side by side. */
const LINES_BESIDE = 4;

/**
 * The grid "Sample": what was asked, and what each model has answered; side by side, or one below the other where that is
 * too narrow. Emits `compared-select` (detail: the row) and `compared-open` (Enter, double click).
 */
@customElement('paddock-compared')
export class ComparedList extends VirtualList<ComparisonRow> {
  @property({ attribute: false }) format!: Format;
  @property({ attribute: false }) models: readonly string[] = [];
  @property({ type: Boolean }) isStacked = false;

  protected readonly name = 'Sample';
  protected readonly rowId = 'compared';

  protected get rowHeight(): number {
    return SPACE + LINE * (this.isStacked ? 1 + this.models.length : LINES_BESIDE);
  }

  protected override render(): TemplateResult {
    const { models, isStacked } = this;
    return html`${isStacked
      ? nothing
      : html`<div class="compared-row header" aria-hidden="true">
          <span class="number">#</span>
          <span>Instruction</span>
          ${models.map((model) => html`<span title=${model}>${model}</span>`)}
        </div>`}
    ${this.renderRows()}`;
  }

  protected override renderRow(index: number, row: ComparisonRow | undefined): TemplateResult {
    return html`<div
      class="compared-row selectable ${index === this.activeRow ? 'active' : ''} ${this.isStacked ? 'stacked' : ''}"
      id="compared-${index}"
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${index === this.activeRow}
      aria-busy=${row ? nothing : 'true'}
      @mousedown=${() => this.emit('compared-select', index)}
      @dblclick=${() => this.emit('compared-open')}
    >
      ${row ? this.renderCells(row) : html`<span class="placeholder" role="gridcell"></span>`}
    </div>`;
  }

  private renderCells({ position, id, language, instruction, responses }: ComparisonRow): TemplateResult {
    const { format } = this;
    return html`<span class="number" role="gridcell" title=${id === undefined ? nothing : withControlPictures(id)}
        >${format.number(position + 1)}<span class="quiet" title=${format.language(language)}>${language}</span></span
      >
      <span class="compared-text" role="gridcell" dir=${directionOf(instruction)} lang=${language}>${withControlPictures(instruction)}</span>
      ${responses.map((response, at) => this.renderResponse(response, this.models[at]))}`;
  }

  private renderResponse(response: ComparedResponse | undefined, model: string): TemplateResult {
    if (!response) return html`<span class="quiet" role="gridcell" aria-label="${model}: not generated yet">…</span>`;
    const { text, error, found } = response;
    const sign = responseSign(response);
    const details = responseInWords(response, this.format);
    return html`<span class="compared-response" role="gridcell" aria-label="${[model, sign?.word, details, error ?? text].filter(Boolean).join(': ')}"
      ><span class="compared-signs" title=${details}>${sign ? verdictSign(sign) : nothing}${this.renderSpelling(response)}</span
      ><span class="compared-text ${error === undefined ? '' : 'quiet'}" dir=${directionOf(error ?? text)} lang=${found?.language ?? nothing}
        >${withControlPictures(error ?? text)}</span
      ></span
    >`;
  }

  private renderSpelling({ unknownWords }: ComparedResponse): TemplateResult | typeof nothing {
    if (unknownWords === 0) return nothing;
    return html`<span class="sign warning"
      ><span class="codicon codicon-book" aria-hidden="true"></span>${this.format.number(unknownWords)}</span
    >`;
  }

  protected override runKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey || shiftKey) return false;
    if (key === 'Enter') {
      if (this.activeRow >= 0) this.emit('compared-open');
      return true;
    }
    const row = this.rowForKey(key);
    if (row === undefined) return false;
    this.emit('compared-select', row);
    this.reveal(row);
    return true;
  }
}
