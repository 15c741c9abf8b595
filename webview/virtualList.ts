import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from './pageElement';
import type { RowPages } from './rowPages';
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

/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const OVERSCAN = 6;
/** Rows fetched above and below what is seen, so that a step or a page further they are there. */
const PREFETCH = 25;

/** A grid of millions of rows of one height, which draws only those that are seen. Emits `list-scroll`. */
export abstract class VirtualList<Item> extends PageElement {
  @property({ attribute: false }) pages!: RowPages<Item>;
  /** Length of the list. */
  @property({ type: Number }) shown = 0;
  /** Where the keyboard is, -1 when it is in no row. */
  @property({ type: Number }) activeRow = -1;

  /** Accessible name of the grid. */
  protected abstract readonly name: string;
  /** CSS pixels. */
  protected abstract readonly rowHeight: number;
  /** Begins the ids of its rows. */
  protected abstract readonly rowId: string;
  protected readonly isMultiselectable: boolean = false;

  @state() private viewport = 0;
  /** The list's place in the content, in pixels: the truth, which the scrollbar only shows. */
  private top = 0;
  /** Where the page itself has put the scrollbar: the scroll event that follows says nothing new. */
  private ownScrollTop = 0;
  @query('.rows-scroller') private scroller!: HTMLElement;

  private readonly resize = new ResizeObserver(() => this.measure());

  protected abstract renderRow(index: number, item: Item | undefined): TemplateResult;
  /** @returns whether the key means something here. */
  protected abstract runKey(event: KeyboardEvent): boolean;

  /** First row on the screen, with a fraction. */
  get topRow(): number {
    return this.top / this.rowHeight;
  }

  override focus(): void {
    this.scroller?.focus({ preventScroll: true });
  }

  /** Scrolls as little as brings the whole of the row into view; to the middle where it is far away. */
  reveal(row: number): void {
    const { geometry, viewport, rowHeight } = this;
    const nearest = topToReveal(row, this.top, geometry);
    const isFar = Math.abs(nearest - this.top) > viewport;
    this.moveTo(isFar ? row * rowHeight - (viewport - rowHeight) / 2 : nearest);
  }

  scrollToRow(row: number): void {
    this.moveTo(row * this.rowHeight);
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

  /** @param properties CSS properties of the rows. */
  protected renderRows(properties: Readonly<Record<string, string>> = {}): TemplateResult {
    const { geometry, rowHeight, activeRow } = this;
    const { first, end } = visibleRows(this.top, geometry);
    const from = Math.max(0, first - OVERSCAN);
    const indices = Array.from({ length: Math.min(this.shown, end + OVERSCAN) - from }, (_, offset) => from + offset);
    const scrollTop = toScrollTop(this.top, geometry);
    return html`<div
      class="rows-scroller"
      role="grid"
      aria-label=${this.name}
      aria-rowcount=${this.shown}
      aria-readonly="true"
      aria-multiselectable=${this.isMultiselectable ? 'true' : nothing}
      aria-activedescendant=${indices.includes(activeRow) ? `${this.rowId}-${activeRow}` : nothing}
      tabindex="0"
      @scroll=${this.onScroll}
      @keydown=${this.onKeydown}
      ${setProperties(properties)}
    >
      <div class="rows-content" role="presentation" ${setProperties({ height: `${scrollHeight(geometry)}px` })}>
        <div
          class="rows"
          role="rowgroup"
          ${setProperties({ transform: `translateY(${from * rowHeight - this.top + scrollTop}px)` })}
        >
          ${repeat(
            indices,
            (index) => index,
            (index) => this.renderRow(index, this.pages.row(index)),
          )}
        </div>
      </div>
    </div>`;
  }

  /** The row that a key leads to, if it is one of those that move. */
  protected rowForKey(key: string): number | undefined {
    if (this.shown === 0) return undefined;
    const row = this.placeForKey(key);
    return row === undefined ? undefined : Math.min(this.shown - 1, Math.max(0, row));
  }

  private placeForKey(key: string): number | undefined {
    const page = rowsPerPage(this.geometry);
    // With the active row hidden by the filters, keys start from what is on the screen.
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

  private get geometry(): ScrollGeometry {
    return { rows: this.shown, rowHeight: this.rowHeight, viewport: this.viewport };
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
    const unit = [1, this.rowHeight, this.viewport][event.deltaMode];
    this.moveTo(this.top + event.deltaY * unit);
  }

  private onKeydown(event: KeyboardEvent): void {
    if (!this.runKey(event)) return;
    event.preventDefault();
    // VS Code has meanings of its own for some of them.
    event.stopPropagation();
  }
}
