import { HASH_START, hashByte } from './hash';
import { sharedInt32Array, sharedUint8Array } from './sharedArrays';

const EMPTY = -1;

/** Words in UTF-8, one after another, and their places in a hash table: in typed arrays, as models may hold millions. */
export interface WordTableData {
  readonly size: number;
  readonly bytes: Uint8Array;
  /** By word: where it ends in `bytes`. */
  readonly ends: Int32Array;
  readonly slots: Int32Array;
}

/** The words of a model, found by their hash. */
export class WordTable {
  private readonly mask: number;

  constructor(private readonly data: WordTableData) {
    this.mask = data.slots.length - 1;
  }

  get size(): number {
    return this.data.size;
  }

  /** The index of the word that lies in `bytes` from `start` to `end` and has this hash; -1 when it is not there. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    return this.data.slots[this.slotOf(bytes, start, end, hash)];
  }

  /** The place of a word in `slots`; where the word is not there, the empty one that it belongs into. */
  slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { mask } = this;
    const { slots } = this.data;
    let slot = (hash >>> 0) & mask;
    while (slots[slot] !== EMPTY && !this.equals(slots[slot], bytes, start, end)) slot = (slot + 1) & mask;
    return slot;
  }

  private equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { ends, bytes: words } = this.data;
    const wordStart = index === 0 ? 0 : ends[index - 1];
    if (ends[index] - wordStart !== end - start) return false;
    for (let i = start, j = wordStart; i < end; i++, j++) if (bytes[i] !== words[j]) return false;
    return true;
  }
}

/** @param next gives the words one after another; they are copied at once. */
export function buildWordTable(size: number, next: () => Uint8Array): WordTableData {
  let bytes = new Uint8Array(1024);
  const ends = sharedInt32Array(size);
  let used = 0;
  for (let i = 0; i < size; i++) {
    const word = next();
    if (used + word.length > bytes.length) {
      const grown = new Uint8Array(Math.max(used + word.length, bytes.length * 2));
      grown.set(bytes);
      bytes = grown;
    }
    bytes.set(word, used);
    used += word.length;
    ends[i] = used;
  }
  const words = sharedUint8Array(used);
  words.set(bytes.subarray(0, used));

  let capacity = 16;
  while (capacity < size * 2) capacity *= 2;
  const slots = sharedInt32Array(capacity).fill(EMPTY);
  const data = { size, bytes: words, ends, slots };
  const table = new WordTable(data);
  for (let i = 0, start = 0; i < size; start = ends[i++]) {
    slots[table.slotOf(words, start, ends[i], hashBytes(words, start, ends[i]))] = i;
  }
  return data;
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let i = start; i < end; i++) hash = hashByte(hash, bytes[i]);
  return hash;
}
