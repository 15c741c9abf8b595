/** Beyond this a sigmoid is 0 or 1 to within 1e-7. */
const RANGE = 16;
const STEPS_PER_UNIT = 128;
const TABLE = Float64Array.from({ length: 2 * RANGE * STEPS_PER_UNIT + 2 }, (_, step) => 1 / (1 + Math.exp(RANGE - step / STEPS_PER_UNIT)));

/**
 * 1 / (1 + e^-x) to within 1e-6, interpolated between steps of a table: an exponential function takes longer than all
 * else that is done for a node of a tree.
 */
export function interpolatedSigmoid(x: number): number {
  if (!(x > -RANGE)) return 0;
  if (x >= RANGE) return 1;
  const place = (x + RANGE) * STEPS_PER_UNIT;
  const step = Math.floor(place);
  return TABLE[step] + (place - step) * (TABLE[step + 1] - TABLE[step]);
}
