/**
 * Where rows of one height lie in a list longer than a browser can lay out: Chromium ends elements at about
 * 33 million pixels. Up to `MAX_SCROLL_HEIGHT` the scroll position is the place in the content; beyond, the
 * scrollbar's way is mapped to the content's in proportion. All lengths are CSS pixels.
 */
export interface ScrollGeometry {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of what is seen of the list. */
  readonly viewport: number;
}

export const MAX_SCROLL_HEIGHT = 10_000_000;

export function contentHeight({ rows, rowHeight }: ScrollGeometry): number {
  return rows * rowHeight;
}

/** Height of the element that is scrolled. */
export function scrollHeight(geometry: ScrollGeometry): number {
  return Math.min(contentHeight(geometry), MAX_SCROLL_HEIGHT);
}

export function isScaled(geometry: ScrollGeometry): boolean {
  return contentHeight(geometry) > MAX_SCROLL_HEIGHT;
}

function maxTop(geometry: ScrollGeometry): number {
  return Math.max(0, contentHeight(geometry) - geometry.viewport);
}

function scale(geometry: ScrollGeometry): number {
  return isScaled(geometry) ? maxTop(geometry) / (MAX_SCROLL_HEIGHT - geometry.viewport) : 1;
}

/** The nearest place in the content at which the list can stand. */
export function clampTop(top: number, geometry: ScrollGeometry): number {
  return Math.min(Math.max(0, top), maxTop(geometry));
}

/** From the scrollbar's position to the place in the content. */
export function toContentTop(scrollTop: number, geometry: ScrollGeometry): number {
  return clampTop(scrollTop * scale(geometry), geometry);
}

/** From the place in the content to the scrollbar's position. */
export function toScrollTop(contentTop: number, geometry: ScrollGeometry): number {
  return clampTop(contentTop, geometry) / scale(geometry);
}

/** The place nearest to `top` at which the whole of `row` is seen. */
export function topToReveal(row: number, top: number, geometry: ScrollGeometry): number {
  const { rowHeight, viewport } = geometry;
  const start = row * rowHeight;
  if (start < top || rowHeight > viewport) return clampTop(start, geometry);
  if (start + rowHeight > top + viewport) return clampTop(start + rowHeight - viewport, geometry);
  return clampTop(top, geometry);
}

/** Rows that are seen at least in part, from `first` up to but not including `end`. */
export function visibleRows(top: number, geometry: ScrollGeometry): { readonly first: number; readonly end: number } {
  const { rows, rowHeight, viewport } = geometry;
  return {
    first: Math.min(rows, Math.floor(top / rowHeight)),
    end: Math.min(rows, Math.ceil((top + viewport) / rowHeight)),
  };
}

/** Whole rows that fit on the screen, at least one: the way of Page Up and Page Down. */
export function rowsPerPage({ rowHeight, viewport }: ScrollGeometry): number {
  return Math.max(1, Math.floor(viewport / rowHeight) - 1);
}
