/** Longer words seldom come twice. In UTF-16 units. */
const LONGEST_WORD = 32;
/** Integers that the cache holds; when it is full it starts anew. */
const CAPACITY = 1 << 20;
/** A power of two; at most half of them are used. */
const SLOTS = 1 << 17;
const EMPTY = -1;

/** What comes before the units in an entry: places of its parts, from its beginning. */
const KEY = 0;
const UNITS = 1;
const HASH = 2;
const ROWS = 3;
const HEAD = 4;

/**
 * The rows of words seen before. Words are found where they lie in a text: to cut them out, as a `Map` needs it, takes
 * longer than all the rest. An entry is the word's key, its number of units, its hash, its number of rows, the units,
 * the rows.
 */
export class WordCache {
  readonly entries = new Int32Array(CAPACITY);
  private readonly slots = new Int32Array(SLOTS).fill(EMPTY);
  private used = 0;
  private words = 0;

  /**
   * @param key of the word that lies in `text` from `start` to `end`, built up by `addToKey` from 0.
   * @returns the word's entry; -1 when it is not there.
   */
  find(text: string, start: number, end: number, key: number): number {
    return this.slots[this.slotOf(text, start, end, key)];
  }

  hash(entry: number): number {
    return this.entries[entry + HASH];
  }

  firstRow(entry: number): number {
    return entry + HEAD + this.entries[entry + UNITS];
  }

  endOfRows(entry: number): number {
    return this.firstRow(entry) + this.entries[entry + ROWS];
  }

  add(word: string, key: number, hash: number, rows: Int32Array): void {
    const size = HEAD + word.length + rows.length;
    if (word.length > LONGEST_WORD || size > CAPACITY) return;
    if (this.used + size > CAPACITY || this.words * 2 >= SLOTS) {
      this.slots.fill(EMPTY);
      this.used = 0;
      this.words = 0;
    }
    const { entries, used } = this;
    this.slots[this.slotOf(word, 0, word.length, key)] = used;
    entries[used + KEY] = key;
    entries[used + UNITS] = word.length;
    entries[used + HASH] = hash;
    entries[used + ROWS] = rows.length;
    for (let i = 0; i < word.length; i++) entries[used + HEAD + i] = word.charCodeAt(i);
    entries.set(rows, used + HEAD + word.length);
    this.used += size;
    this.words++;
  }

  private slotOf(text: string, start: number, end: number, key: number): number {
    const { slots } = this;
    let slot = (key ^ (key >>> 15)) & (SLOTS - 1);
    while (slots[slot] !== EMPTY && !this.isWord(slots[slot], text, start, end, key)) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }

  private isWord(entry: number, text: string, start: number, end: number, key: number): boolean {
    const { entries } = this;
    if (entries[entry + KEY] !== key || entries[entry + UNITS] !== end - start) return false;
    for (let i = start, j = entry + HEAD; i < end; i++, j++) if (text.charCodeAt(i) !== entries[j]) return false;
    return true;
  }
}

/** A step of a word's key, to be taken for each of its units. */
export function addToKey(key: number, unit: number): number {
  return Math.imul(key ^ unit, 0x01000193);
}
