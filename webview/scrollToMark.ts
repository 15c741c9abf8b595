/** Distances from the top of what is scrolled. */
interface MarkPlace {
  readonly turnTop: number;
  readonly markTop: number;
  readonly markBottom: number;
}

/**
 * Where a record must be scrolled to for a mark to be seen, in CSS pixels: nowhere else where it is in view, else
 * with its turn's heading at the top, else, in a turn longer than the view, a third down the view.
 * @param height of the view.
 */
export function scrollTopFor({ turnTop, markTop, markBottom }: MarkPlace, scrollTop: number, height: number): number {
  const isInView = turnTop >= scrollTop && markBottom <= scrollTop + height;
  if (isInView) return scrollTop;
  if (markBottom - turnTop <= height) return turnTop;
  return Math.max(0, markTop - height / 3);
}
