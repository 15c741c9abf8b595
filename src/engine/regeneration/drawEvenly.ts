import type { RecordKey } from '../../dataset/edits/recordKey';
import { StratifiedSample } from '../../generation/stratifiedSample';
import { Pace } from '../../threads/pace';

/** How many are drawn from before others are let in. */
const STEP = 4_096;

/**
 * Draws records at random, as many of each stratum as of the others; where one has fewer, all of it and the more of the
 * others.
 * @param stratumOf of a record, of which nothing is known otherwise: those without are a stratum like others.
 * @param count how many are drawn at most, from 1.
 * @param seed a whole number from 0 below 2^32: the same draws the same records.
 * @returns those that were drawn, in the order of `keys`.
 */
export async function drawEvenly(
  keys: Uint32Array,
  stratumOf: (key: RecordKey) => string | undefined,
  count: number,
  seed: number,
): Promise<Uint32Array> {
  if (keys.length <= count) return keys;
  const sample = new StratifiedSample<string | undefined>(count, seed);
  const pace = new Pace();
  for (let start = 0; start < keys.length; start += STEP) {
    for (const key of keys.subarray(start, start + STEP)) sample.add(key, stratumOf(key));
    await pace.keep();
  }
  const strata = new Map<string | undefined, RecordKey[]>();
  for (const { key, stratum } of sample.records) {
    const others = strata.get(stratum);
    if (others) others.push(key);
    else strata.set(stratum, [key]);
  }
  const drawn = new Set<RecordKey>();
  let left = [...strata.values()];
  for (let round = 0; drawn.size < count; round++) {
    left = left.filter(({ length }) => length > round);
    for (const stratum of left.slice(0, count - drawn.size)) drawn.add(stratum[round]);
  }
  return keys.filter((key) => drawn.has(key));
}
