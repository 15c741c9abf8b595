import { HASH_START, hashByte } from './hash';

const EMPTY = -1;

/** The words of a model in UTF-8, found by their hash: a hash table in typed arrays, since models may hold millions. */
export class WordTable {
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly ends: Int32Array;
  private bytes = new Uint8Array(1024);

  /** @param next gives the words one after another */
  constructor(
    readonly size: number,
    next: () => Uint8Array,
  ) {
    let capacity = 16;
    while (capacity < size * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity).fill(EMPTY);
    this.ends = new Int32Array(size);
    let used = 0;
    for (let i = 0; i < size; i++) {
      const word = next();
      this.reserve(used + word.length);
      this.bytes.set(word, used);
      used += word.length;
      this.ends[i] = used;
      this.slots[this.slotOf(word, 0, word.length, hashBytes(word, 0, word.length))] = i;
    }
  }

  /** The index of the word that lies in `bytes` from `start` to `end` and has this hash; -1 when it is not there. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    return this.slots[this.slotOf(bytes, start, end, hash)];
  }

  private slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, mask } = this;
    let slot = (hash >>> 0) & mask;
    while (slots[slot] !== EMPTY && !this.equals(slots[slot], bytes, start, end)) slot = (slot + 1) & mask;
    return slot;
  }

  private equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const wordStart = index === 0 ? 0 : this.ends[index - 1];
    if (this.ends[index] - wordStart !== end - start) return false;
    for (let i = start, j = wordStart; i < end; i++, j++) if (bytes[i] !== this.bytes[j]) return false;
    return true;
  }

  private reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(length, this.bytes.length * 2));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let i = start; i < end; i++) hash = hashByte(hash, bytes[i]);
  return hash;
}
