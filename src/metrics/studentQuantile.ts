/** The 97.5th percentile of the standard normal distribution. */
export const NORMAL = 1.959963984540054;

/**
 * The 97.5th percentile of Student's t, to a percent: exact for 1 and 2 degrees of freedom, else M. Abramowitz and I. A.
 * Stegun, "Handbook of Mathematical Functions", 26.7.5.
 * @param degrees of freedom, from 1.
 */
export function studentQuantile(degrees: number): number {
  if (degrees === 1) return 12.706204736174698;
  if (degrees === 2) return 4.302652729749462;
  const z = NORMAL;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * degrees ** 4)
  );
}
