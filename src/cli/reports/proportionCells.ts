import type { Proportion } from '../../metrics/wilson';

/** @param digits after the decimal point. */
export function percent(share: number, digits: number): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** A proportion's cells in a table: the rate, and its 95 % interval. */
export function proportionCells(proportion: Proportion | undefined, digits: number): [rate: string, interval: string] {
  if (!proportion) return ['–', '–'];
  const { rate, low, high } = proportion;
  return [percent(rate, digits), `${percent(low, digits)} – ${percent(high, digits)}`];
}
