import { sharedInt32Array } from './sharedArrays';

/**
 * The buckets that a pruned model has kept, and the row of each: a bit for each bucket, so that one that was not kept,
 * as most, is known from memory that fits a processor's cache.
 */
export interface KeptBucketsData {
  /** Of 32 buckets each. */
  readonly bits: Int32Array;
  /** For each of `bits`: how many buckets were kept before. */
  readonly before: Int32Array;
  /** Of the kept buckets, in their order. */
  readonly rows: Int32Array;
}

export class KeptBuckets {
  constructor(private readonly data: KeptBucketsData) {}

  /** -1 when the bucket was not kept. */
  rowOf(bucket: number): number {
    const { bits, before, rows } = this.data;
    const place = bucket >>> 5;
    const bit = 1 << (bucket & 31);
    return bits[place] & bit ? rows[before[place] + ones(bits[place] & (bit - 1))] : -1;
  }
}

/** @param buckets and the row of each, in any order. @param count of all buckets, kept or not */
export function buildKeptBuckets(buckets: Int32Array, rows: Int32Array, count: number): KeptBucketsData {
  const bits = sharedInt32Array(Math.ceil(count / 32));
  for (const bucket of buckets) bits[bucket >>> 5] |= 1 << (bucket & 31);
  const before = sharedInt32Array(bits.length);
  for (let place = 1; place < bits.length; place++) before[place] = before[place - 1] + ones(bits[place - 1]);
  const sorted = sharedInt32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const place = buckets[i] >>> 5;
    sorted[before[place] + ones(bits[place] & ((1 << (buckets[i] & 31)) - 1))] = rows[i];
  }
  return { bits, before, rows: sorted };
}

/** How many bits of a 32-bit integer are set (Warren, Hacker's Delight, 5-1). */
function ones(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
