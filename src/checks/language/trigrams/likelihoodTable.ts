import { hashOf } from './features';

/** Nats that a step of the stored logarithms stands for. */
const STEP = 0.5;
const BITS_OF_STEP = 8;
const MOST_STEPS = (1 << BITS_OF_STEP) - 1;
const FREE = -1;

/** How probable each of some features, such as trigrams or words, is in each of some languages. */
export class LikelihoodTable {
  /** By place in the hash table: the hash of the feature there, and its row, or `FREE`. Two features of one hash are one. */
  private readonly hashes: Int32Array;
  private readonly rows: Int32Array;
  /** By row: where its entries begin; they end where the next row's begin. */
  private readonly starts: Uint32Array;
  /** A language in which the feature is more probable than an unseen one, and by how many steps. */
  private readonly entries: Uint16Array;
  /** By language, of the features that are looked at. */
  private readonly steps: Int32Array;

  /**
   * @param languages at most 256; each has by step the features whose probability has minus this logarithm
   * @param unseen the step of a feature that a language has not
   */
  constructor(languages: readonly (readonly (readonly string[])[])[], unseen: number) {
    this.steps = new Int32Array(languages.length);
    const entriesOf = new Map<number, number[]>();
    languages.forEach((steps, language) =>
      steps.slice(0, unseen).forEach((features, step) => {
        for (const feature of features) {
          const hash = hashOf(feature);
          const entry = (language << BITS_OF_STEP) | (unseen - step);
          const entries = entriesOf.get(hash);
          if (entries) entries.push(entry);
          else entriesOf.set(hash, [entry]);
        }
      }),
    );
    const capacity = 2 ** Math.ceil(Math.log2(2 * entriesOf.size + 1));
    this.hashes = new Int32Array(capacity);
    this.rows = new Int32Array(capacity).fill(FREE);
    this.starts = new Uint32Array(entriesOf.size + 1);
    this.entries = Uint16Array.from([...entriesOf.values()].flat());
    let row = 0;
    for (const [hash, entries] of entriesOf) {
      const place = this.placeOf(hash);
      this.hashes[place] = hash;
      this.rows[place] = row++;
      this.starts[row] = this.starts[row - 1] + entries.length;
    }
  }

  /** By language the logarithm of the features' likelihood, in nats, beside the most likely language's: 0 or less. */
  likelihoods(features: Int32Array): Float64Array {
    const { rows, starts, entries, steps } = this;
    steps.fill(0);
    for (const feature of features) {
      const row = rows[this.placeOf(feature)];
      if (row === FREE) continue;
      const end = starts[row + 1];
      for (let at = starts[row]; at < end; at++) {
        const entry = entries[at];
        steps[entry >>> BITS_OF_STEP] += entry & MOST_STEPS;
      }
    }
    let best = 0;
    for (const of of steps) best = Math.max(best, of);
    const likelihoods = new Float64Array(steps.length);
    for (let language = 0; language < steps.length; language++) likelihoods[language] = (steps[language] - best) * STEP;
    return likelihoods;
  }

  /** Where the hash is, or may be put. */
  private placeOf(hash: number): number {
    const { hashes, rows } = this;
    const last = rows.length - 1;
    let place = (hash ^ (hash >>> 15)) & last;
    while (rows[place] !== FREE && hashes[place] !== hash) place = (place + 1) & last;
    return place;
  }
}
