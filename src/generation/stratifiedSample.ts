import { murmurHash3 } from '../dataset/contentHash';
import type { RecordKey } from '../dataset/edits/recordKey';

/** A member of the sample. */
export interface Sampled<Stratum> {
  readonly key: RecordKey;
  readonly stratum: Stratum;
  /** Of the record under the sample's seed, below 2^31: to generate responses to it with, by all models the same. */
  readonly seed: number;
}

interface Drawn {
  readonly key: RecordKey;
  readonly priority: number;
  readonly seed: number;
}

/**
 * A stratified random sample: of each stratum as many records as are wanted, or all where it has fewer. Each record's
 * priority is the MurmurHash3_x86_128 of its key under the seed, and those with the lowest are drawn (bottom-k sampling:
 * E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007). So the same seed draws the same
 * records in whatever order they come, one that is added or deleted changes one record of the sample at most, and a
 * larger sample has all of a smaller one. Linear in the records; holds twice the sample at most.
 */
export class StratifiedSample<Stratum> {
  private readonly drawn = new Map<Stratum, Drawn[]>();
  /** Priorities from this one on are too high, once a stratum has enough. */
  private readonly bound = new Map<Stratum, number>();
  private readonly bytes = new Uint8Array(4);
  private readonly view = new DataView(this.bytes.buffer);

  /**
   * @param perStratum from 1.
   * @param seed a whole number from 0 below 2^32.
   */
  constructor(
    private readonly perStratum: number,
    private readonly seed: number,
  ) {}

  /** Each record once. */
  add(key: RecordKey, stratum: Stratum): void {
    this.view.setUint32(0, key);
    const [low, high, other] = murmurHash3(this.bytes, this.seed);
    const priority = (high >>> 11) * 2 ** 32 + low;
    if (priority >= (this.bound.get(stratum) ?? Infinity)) return;
    const record = { key, priority, seed: other >>> 1 };
    const drawn = this.drawn.get(stratum);
    if (!drawn) this.drawn.set(stratum, [record]);
    else if (drawn.push(record) >= 2 * this.perStratum) this.cut(stratum, drawn);
  }

  /** Stratum by stratum, the largest first; within one in random order, so that its beginning is a sample, too. */
  get records(): Sampled<Stratum>[] {
    for (const [stratum, drawn] of this.drawn) this.cut(stratum, drawn);
    const strata = [...this.drawn].sort(([, a], [, b]) => b.length - a.length);
    return strata.flatMap(([stratum, drawn]) => drawn.map(({ key, seed }) => ({ key, stratum, seed })));
  }

  private cut(stratum: Stratum, drawn: Drawn[]): void {
    drawn.sort((a, b) => a.priority - b.priority || a.key - b.key);
    if (drawn.length <= this.perStratum) return;
    drawn.length = this.perStratum;
    this.bound.set(stratum, drawn[this.perStratum - 1].priority);
  }
}
