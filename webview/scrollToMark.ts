/**
 * Where a record must be scrolled to for a mark to be seen, in CSS pixels: nowhere else where it is in view, else
 * with its turn's heading at the top, else, in a turn longer than the view, a third down the view.
 */
export function scrollTopToShow(mark: Element, turn: Element, view: Element): number {
  const { scrollTop, clientHeight } = view;
  const top = view.getBoundingClientRect().top - scrollTop;
  // A mark may be taller than the view: its first line counts.
  const line = mark === turn ? turn.getBoundingClientRect() : mark.getClientRects()[0];
  if (!line) return scrollTop;
  const turnTop = turn.getBoundingClientRect().top - top;
  return scrollTopFor({ turnTop, markTop: line.top - top, markBottom: line.bottom - top }, scrollTop, clientHeight);
}

/** Distances from the top of what is scrolled. */
interface MarkPlace {
  readonly turnTop: number;
  readonly markTop: number;
  readonly markBottom: number;
}

/** The figures of `scrollTopToShow`. */
export function scrollTopFor({ turnTop, markTop, markBottom }: MarkPlace, scrollTop: number, height: number): number {
  const isInView = turnTop >= scrollTop && markBottom <= scrollTop + height;
  if (isInView) return scrollTop;
  if (markBottom - turnTop <= height) return turnTop;
  return Math.max(0, markTop - height / 3);
}
