import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Row } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { post } from './host';
import { commandForKey, isPrimary, letterOf } from './keys';
import { PageElement } from './pageElement';
import type { RowPages } from './rowPages';
import { includesRow, type RowRanges } from './rowRanges';
import {
  clampTop,
  isScaled,
  rowsPerPage,
  scrollHeight,
  toContentTop,
  topToReveal,
  toScrollTop,
  visibleRows,
  type ScrollGeometry,
} from './scrollScale';
import { setProperties } from './setProperties';
import { verdictSign } from './verdictSign';
import { EDIT_WORDS, rowLanguages, rowLanguagesInFull, rowSign, rowSignInFull } from './words';

/** CSS pixels: two lines of 18 and the space around them. See `.row` in the style sheet. */
const ROW_HEIGHT = 44;
/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const OVERSCAN = 6;
/** Rows fetched above and below what is seen, so that a step or a page further they are there. */
const PREFETCH = 25;

/** See the message `select`. */
export type SelectHow = 'only' | 'toggle' | 'range';

export interface RowSelect {
  /** The row's place in the list. */
  readonly row: number;
  readonly how: SelectHow;
}

/**
 * The grid "Records": draws only the rows that are seen.
 * Emits `row-select` (detail: a `RowSelect`), `row-open` (Enter), `row-edit` (F2) and `list-scroll`.
 */
@customElement('paddock-grid')
export class RecordGrid extends PageElement {
  @property({ attribute: false }) pages!: RowPages;
  @property({ attribute: false }) format!: Format;
  /** Length of the list as filtered. */
  @property({ type: Number }) shown = 0;
  /** Records in the file: how wide their numbers are. */
  @property({ type: Number }) total = 0;
  /** Place in the list of the record that is shown in full, -1 when the filters hide it. */
  @property({ type: Number }) activeRow = -1;
  @property({ attribute: false }) selectedRows: RowRanges = [];

  @state() private viewport = 0;
  /** The list's place in the content, in pixels: the truth, which the scrollbar only shows. */
  private top = 0;
  /** Where the page itself has put the scrollbar: the scroll event that follows says nothing new. */
  private ownScrollTop = 0;
  @query('.rows-scroller') private scroller!: HTMLElement;
  @query('[role=grid]') private grid!: HTMLElement | null;

  private readonly resize = new ResizeObserver(() => this.measure());

  /** First row on the screen, with a fraction. */
  get topRow(): number {
    return this.top / ROW_HEIGHT;
  }

  override focus(): void {
    this.grid?.focus({ preventScroll: true });
  }

  /** Scrolls as little as brings the whole of the row into view; to the middle where it is far away. */
  reveal(row: number): void {
    const { geometry } = this;
    const nearest = topToReveal(row, this.top, geometry);
    const isFar = Math.abs(nearest - this.top) > this.viewport;
    this.moveTo(isFar ? row * ROW_HEIGHT - (this.viewport - ROW_HEIGHT) / 2 : nearest);
  }

  scrollToRow(row: number): void {
    this.moveTo(row * ROW_HEIGHT);
  }

  protected override firstUpdated(): void {
    this.resize.observe(this.scroller);
    // Not passive: a list scaled down moves by its own rows, not by the scrollbar's.
    this.scroller.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.measure();
  }

  protected override willUpdate(): void {
    this.top = clampTop(this.top, this.geometry);
    const { first, end } = visibleRows(this.top, this.geometry);
    if (this.viewport === 0) return;
    this.pages.want(Math.max(0, first - PREFETCH), Math.min(this.shown, end + PREFETCH), this.shown);
  }

  protected override updated(): void {
    this.placeScrollbar();
  }

  protected override render(): TemplateResult {
    const { geometry } = this;
    const { first, end } = visibleRows(this.top, geometry);
    const from = Math.max(0, first - OVERSCAN);
    const indices = Array.from({ length: Math.min(this.shown, end + OVERSCAN) - from }, (_, offset) => from + offset);
    const scrollTop = toScrollTop(this.top, geometry);
    const digits = Math.max(3, this.format.number(this.total).length);
    return html`
      <div class="row header" aria-hidden="true" ${setProperties({ '--number-width': `${digits}ch` })}>
        <span class="number">#</span>
        <span class="verdict">Verdict</span>
        <span class="languages">Languages</span>
        <span class="previews">Instruction / response</span>
      </div>
      <div
        class="rows-scroller"
        role="grid"
        aria-label="Records"
        aria-rowcount=${this.shown}
        aria-readonly="true"
        aria-multiselectable="true"
        aria-activedescendant=${indices.includes(this.activeRow) ? `row-${this.activeRow}` : nothing}
        tabindex="0"
        @scroll=${this.onScroll}
        @keydown=${this.onKeydown}
        ${setProperties({ '--number-width': `${digits}ch` })}
      >
        <div
          class="rows-content"
          role="presentation"
          ${setProperties({ height: `${scrollHeight(geometry)}px` })}
        >
          <div
            class="rows"
            role="rowgroup"
            ${setProperties({ transform: `translateY(${from * ROW_HEIGHT - this.top + scrollTop}px)` })}
          >
            ${repeat(
              indices,
              (index) => index,
              (index) => this.renderRow(index, this.pages.row(index)),
            )}
          </div>
        </div>
      </div>
    `;
  }

  private renderRow(index: number, row: Row | undefined): TemplateResult {
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

  private get geometry(): ScrollGeometry {
    return { rows: this.shown, rowHeight: ROW_HEIGHT, viewport: this.viewport };
  }

  private measure(): void {
    this.viewport = this.scroller.clientHeight;
  }

  private moveTo(top: number): void {
    this.top = clampTop(top, this.geometry);
    this.requestUpdate();
    this.emit('list-scroll');
  }

  private placeScrollbar(): void {
    const scrollTop = toScrollTop(this.top, this.geometry);
    if (Math.abs(this.scroller.scrollTop - scrollTop) >= 1) this.scroller.scrollTop = scrollTop;
    this.ownScrollTop = this.scroller.scrollTop;
  }

  private onScroll(): void {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.ownScrollTop) < 1) return;
    this.ownScrollTop = scrollTop;
    this.moveTo(toContentTop(scrollTop, this.geometry));
  }

  private onWheel(event: WheelEvent): void {
    if (!isScaled(this.geometry) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = [1, ROW_HEIGHT, this.viewport][event.deltaMode];
    this.moveTo(this.top + event.deltaY * unit);
  }

  private onMouseDown(event: MouseEvent, row: number): void {
    // The context menu is about all that is selected.
    if (event.button !== 0 && includesRow(this.selectedRows, row)) return;
    this.select(row, event.shiftKey ? 'range' : isPrimary(event) ? 'toggle' : 'only');
  }

  private onKeydown(event: KeyboardEvent): void {
    if (!this.runKey(event)) return;
    event.preventDefault();
    // VS Code has meanings of its own for some of them.
    event.stopPropagation();
  }

  /** @returns whether the key means something here. */
  private runKey(event: KeyboardEvent): boolean {
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
    if (row === undefined || this.shown === 0) return false;
    const target = Math.min(this.shown - 1, Math.max(0, row));
    this.select(target, shiftKey ? 'range' : 'only');
    this.reveal(target);
    return true;
  }

  private select(row: number, how: SelectHow): void {
    this.emit('row-select', { row, how } satisfies RowSelect);
  }

  private rowForKey(key: string): number | undefined {
    const page = rowsPerPage(this.geometry);
    // With the selection hidden by the filters, keys start from what is on the screen.
    const current = this.activeRow >= 0 ? this.activeRow : Math.ceil(this.topRow);
    const step = this.activeRow >= 0 ? 1 : 0;
    switch (key) {
      case 'ArrowDown':
        return current + step;
      case 'ArrowUp':
        return current - step;
      case 'PageDown':
        return current + page;
      case 'PageUp':
        return current - page;
      case 'Home':
        return 0;
      case 'End':
        return this.shown - 1;
      default:
        return undefined;
    }
  }
}
