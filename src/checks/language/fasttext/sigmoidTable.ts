/** Beyond this a sigmoid is 0 or 1 to within 1e-7. */
const RANGE = 16;
const STEPS_PER_UNIT = 128;
/** Of numbers from 0 down to -RANGE, where the values are exact in few bits: small enough to stay in the nearest cache. */
const TABLE = Float32Array.from({ length: RANGE * STEPS_PER_UNIT + 2 }, (_, step) => 1 / (1 + Math.exp(step / STEPS_PER_UNIT)));

/**
 * 1 / (1 + e^-x) to within 1e-6, interpolated between steps of a table: an exponential function takes longer than all
 * else that is done for a node of a tree.
 */
export function interpolatedSigmoid(x: number): number {
  const place = Math.abs(x) * STEPS_PER_UNIT;
  if (!(place < RANGE * STEPS_PER_UNIT)) return x > 0 ? 1 : 0;
  const step = Math.floor(place);
  const below = TABLE[step] + (place - step) * (TABLE[step + 1] - TABLE[step]);
  return x > 0 ? 1 - below : below;
}
