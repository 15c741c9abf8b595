/** A proportion with its confidence interval, each 0 to 1. */
export interface Proportion {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the standard normal distribution: two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * A proportion with its 95 % score interval: E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", JASA 22 (1927).
 * @returns `undefined` when `of` is 0: nothing was seen.
 */
export function wilson(successes: number, of: number): Proportion | undefined {
  if (of === 0) return undefined;
  const rate = successes / of;
  const denominator = 1 + Z ** 2 / of;
  const centre = (rate + Z ** 2 / (2 * of)) / denominator;
  const half = (Z / denominator) * Math.sqrt((rate * (1 - rate)) / of + Z ** 2 / (4 * of ** 2));
  // At 0 and 1 the interval ends there exactly, which rounding would miss by a hair.
  return {
    rate,
    low: successes === 0 ? 0 : centre - half,
    high: successes === of ? 1 : centre + half,
  };
}
