/** Nats that a step of the stored logarithms stands for. */
const STEP = 0.5;
const BITS_OF_STEP = 8;
const MOST_STEPS = (1 << BITS_OF_STEP) - 1;

/** What a place of the hash table holds, in numbers: a feature's hash, and where its entries begin and how many they are. */
const HASH = 0;
const ENTRIES = 1;
const PLACE = 2;
const BITS_OF_COUNT = 8;
const MOST_ENTRIES = (1 << BITS_OF_COUNT) - 1;

/** How probable each of some features, such as trigrams or words, is in each of some languages. */
export class LikelihoodTable {
  /**
   * By place in the hash table, `PLACE` numbers: little, and all of a feature together, since most of the time goes into
   * waiting for memory. Free where there are no entries. Two features of one hash are one.
   */
  private readonly places: Int32Array;
  /** A language in which the feature is more probable than an unseen one, and by how many steps. */
  private readonly entries: Uint16Array;
  /** By language, of the features that are looked at. */
  private readonly steps: Int32Array;
  /** By feature that is looked at: its `ENTRIES`. */
  private looked = new Int32Array(0);

  /**
   * @param languages at most 255; each has by step the hashes of the features whose probability has minus this logarithm
   * @param unseen the step of a feature that a language has not
   */
  constructor(languages: readonly (readonly (readonly number[])[])[], unseen: number) {
    this.steps = new Int32Array(languages.length);
    const counts = new Map<number, number>();
    forEach(languages, unseen, (hash) => counts.set(hash, (counts.get(hash) ?? 0) + 1));
    this.places = new Int32Array(2 ** Math.ceil(Math.log2(2 * counts.size + 1)) * PLACE);
    /** By hash: where its next entry belongs. */
    const next = new Map<number, number>();
    let from = 0;
    for (const [hash, count] of counts) {
      const place = this.placeOf(hash);
      this.places[place + HASH] = hash;
      this.places[place + ENTRIES] = (from << BITS_OF_COUNT) | count;
      next.set(hash, from);
      from += count;
    }
    this.entries = new Uint16Array(from);
    forEach(languages, unseen, (hash, entry) => {
      const at = next.get(hash)!;
      this.entries[at] = entry;
      next.set(hash, at + 1);
    });
  }

  /**
   * By language the logarithm of the features' likelihood, in nats, beside the most likely language's: 0 or less.
   * @param count of the features that are looked at, from the first on
   * @param likelihoods to write them to
   */
  likelihoods(features: Int32Array, count: number, likelihoods: Float64Array): void {
    const { places, entries, steps } = this;
    if (count > this.looked.length) this.looked = new Int32Array(2 * count);
    const { looked } = this;
    // All features are looked up before the first is used, so that the memory of many is waited for at once.
    for (let i = 0; i < count; i++) looked[i] = places[this.placeOf(features[i]) + ENTRIES];
    steps.fill(0);
    for (let i = 0; i < count; i++) {
      const from = looked[i] >>> BITS_OF_COUNT;
      const to = from + (looked[i] & MOST_ENTRIES);
      for (let at = from; at < to; at++) {
        const entry = entries[at];
        steps[entry >>> BITS_OF_STEP] += entry & MOST_STEPS;
      }
    }
    let best = 0;
    for (const reached of steps) best = Math.max(best, reached);
    for (let language = 0; language < steps.length; language++) likelihoods[language] = (steps[language] - best) * STEP;
  }

  /** Where the hash is, or may be put. */
  private placeOf(hash: number): number {
    const { places } = this;
    const last = places.length - PLACE;
    let place = ((hash ^ (hash >>> 15)) * PLACE) & last;
    while (places[place + ENTRIES] !== 0 && places[place + HASH] !== hash) place = (place + PLACE) & last;
    return place;
  }
}

/** Calls `visit` with each feature's hash, and what there is to say of it. */
function forEach(
  languages: readonly (readonly (readonly number[])[])[],
  unseen: number,
  visit: (hash: number, entry: number) => void,
): void {
  for (let language = 0; language < languages.length; language++) {
    const steps = languages[language];
    for (let step = 0; step < Math.min(unseen, steps.length); step++) {
      const entry = (language << BITS_OF_STEP) | (unseen - step);
      for (const hash of steps[step]) visit(hash, entry);
    }
  }
}
