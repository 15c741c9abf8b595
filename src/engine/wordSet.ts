const FIRST_WORDS = 512;
const FIRST_UNITS = 8 * FIRST_WORDS;
/** So many slots a word, at least: then a word is found, or not, after few looks. */
const SLOTS = 2;
const MULTIPLIER = 0x01000193;

/**
 * Words, to be asked about where they stand in a text: nothing is cut out of it, and some 40 bytes hold a word. A hash
 * table with open addressing.
 */
export class WordSet {
  size = 0;
  /** 1 + the place of a word, or 0. */
  private slots = new Uint32Array(SLOTS * FIRST_WORDS);
  /** By place: its hash, and where it ends in `units`. */
  private hashes = new Uint32Array(FIRST_WORDS);
  private ends = new Uint32Array(FIRST_WORDS);
  /** The words, one after the other. */
  private units = new Uint16Array(FIRST_UNITS);
  /** Other in each process: nobody can write a dataset whose words all have one hash. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32);

  /** Whether a stretch of a text is one of the words. */
  has(text: string, start = 0, end = text.length): boolean {
    return this.slots[this.slotOf(text, start, end, this.hashOf(text, start, end))] !== 0;
  }

  add(word: string): void {
    const hash = this.hashOf(word, 0, word.length);
    const slot = this.slotOf(word, 0, word.length, hash);
    if (this.slots[slot] !== 0) return;
    const start = this.startOf(this.size);
    const end = start + word.length;
    if (end > this.units.length) this.units = grown(this.units, Math.max(end, 2 * this.units.length));
    for (let at = 0; at < word.length; at++) this.units[start + at] = word.charCodeAt(at);
    this.hashes[this.size] = hash;
    this.ends[this.size] = end;
    this.slots[slot] = ++this.size;
    if (this.size === this.hashes.length) this.grow();
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let place = 0; place < this.size; place++) {
      yield textOf(this.units.subarray(this.startOf(place), this.ends[place]));
    }
  }

  private startOf(place: number): number {
    return place === 0 ? 0 : this.ends[place - 1];
  }

  /** FNV-1a, with its upper bits folded into those that choose the slot. */
  private hashOf(text: string, start: number, end: number): number {
    let hash = this.seed;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), MULTIPLIER);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  /** The slot that has the word, or would have. */
  private slotOf(text: string, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.slots[slot]; entry !== 0; entry = this.slots[slot]) {
      if (this.hashes[entry - 1] === hash && this.isAt(entry - 1, text, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private isAt(place: number, text: string, start: number, end: number): boolean {
    const first = this.startOf(place);
    if (this.ends[place] - first !== end - start) return false;
    for (let at = start; at < end; at++) if (this.units[first + at - start] !== text.charCodeAt(at)) return false;
    return true;
  }

  private grow(): void {
    this.hashes = grown(this.hashes, 2 * this.hashes.length);
    this.ends = grown(this.ends, 2 * this.ends.length);
    this.slots = new Uint32Array(SLOTS * this.hashes.length);
    const mask = this.slots.length - 1;
    for (let place = 0; place < this.size; place++) {
      let slot = this.hashes[place] & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }
}

/** So many arguments a function takes, whatever the stack. */
const MOST_ARGUMENTS = 8_192;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let from = 0; from < units.length; from += MOST_ARGUMENTS) {
    text += String.fromCharCode(...units.subarray(from, from + MOST_ARGUMENTS));
  }
  return text;
}

function grown<T extends Uint16Array | Uint32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}
