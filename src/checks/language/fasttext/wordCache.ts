/** Longer words seldom come twice. In UTF-16 units. */
const LONGEST_WORD = 24;
/** Places for words, where their vectors are short; at most half of them are used. */
const MOST_PLACES = 1 << 16;
/** In all, in bytes. */
const LARGEST = 1 << 26;
/** The length of a word that is not there. */
const NONE = 0;

/**
 * What lies where in an entry, in 32-bit places. After the vector come the units, of which two share a place: of most
 * words only the first few matter, so that the rest of the entry need not be waited for.
 */
const KEY = 0;
const LENGTH = 1;
const HASH = 2;
const ROWS = 3;
const VECTOR = 4;

/**
 * Words seen before, each with the sum of its rows. A word is found where it lies in a text: to cut it out, as a `Map`
 * needs it, takes longer than all the rest. All of an entry lies together, since most of the time goes into waiting
 * for memory: an entry lies where its key says, or in one of the next places. When the cache is full it starts anew.
 */
export class WordCache {
  /** The entries, as numbers: for the vectors in them. */
  readonly values: Float32Array;
  private readonly notes: Int32Array;
  private readonly units: Uint16Array;
  /** In 32-bit places, as where the units begin in an entry. */
  private readonly entrySize: number;
  private readonly unitsAt: number;
  /** How many entries there is room for, a power of two. */
  private readonly places: number;
  private size = 0;

  /** @param columns of a vector */
  constructor(columns: number) {
    this.unitsAt = VECTOR + columns;
    this.entrySize = this.unitsAt + LONGEST_WORD / 2;
    this.places = Math.min(MOST_PLACES, 2 ** Math.floor(Math.log2(Math.max(2, LARGEST / 4 / this.entrySize))));
    const memory = new ArrayBuffer(this.places * this.entrySize * 4);
    this.values = new Float32Array(memory);
    this.notes = new Int32Array(memory);
    this.units = new Uint16Array(memory);
  }

  get isFull(): boolean {
    return this.size === this.places / 2;
  }

  /**
   * @param key of the word that lies in `text` from `start` to `end`, built up by `addToKey` from 0.
   * @returns the word's entry; -1 when it is not there.
   */
  find(text: Uint16Array, start: number, end: number, key: number): number {
    const entry = this.entryOf(text, start, end, key);
    return this.notes[entry + LENGTH] === NONE ? -1 : entry;
  }

  hash(entry: number): number {
    return this.notes[entry + HASH];
  }

  /** How many rows were added up. */
  rows(entry: number): number {
    return this.notes[entry + ROWS];
  }

  /** Where the entry's vector begins in `values`. */
  vector(entry: number): number {
    return entry + VECTOR;
  }

  takes(length: number): boolean {
    return length <= LONGEST_WORD;
  }

  /** Adds a word that is not there and that it takes; only while it is not full. @returns its entry */
  add(text: Uint16Array, start: number, end: number, key: number, hash: number, rows: number, sum: Float32Array): number {
    const entry = this.entryOf(text, start, end, key);
    this.size++;
    this.notes[entry + KEY] = key;
    this.notes[entry + LENGTH] = end - start;
    this.notes[entry + HASH] = hash;
    this.notes[entry + ROWS] = rows;
    // Loops, since to call `set` takes longer for so few.
    for (let i = start, j = (entry + this.unitsAt) * 2; i < end; i++, j++) this.units[j] = text[i];
    for (let i = 0; i < sum.length; i++) this.values[entry + VECTOR + i] = sum[i];
    return entry;
  }

  clear(): void {
    this.notes.fill(NONE);
    this.size = 0;
  }

  /** The word's entry, or the empty one that it belongs into. */
  private entryOf(text: Uint16Array, start: number, end: number, key: number): number {
    const { notes, entrySize } = this;
    const mask = this.places - 1;
    let place = (key ^ (key >>> 15)) & mask;
    while (notes[place * entrySize + LENGTH] !== NONE && !this.isWord(place * entrySize, text, start, end, key)) {
      place = (place + 1) & mask;
    }
    return place * entrySize;
  }

  private isWord(entry: number, text: Uint16Array, start: number, end: number, key: number): boolean {
    const { notes, units } = this;
    if (notes[entry + KEY] !== key || notes[entry + LENGTH] !== end - start) return false;
    for (let i = start, j = (entry + this.unitsAt) * 2; i < end; i++, j++) if (text[i] !== units[j]) return false;
    return true;
  }
}

/** A step of a word's key, to be taken for each of its units. */
export function addToKey(key: number, unit: number): number {
  return Math.imul(key ^ unit, 0x01000193);
}
