import { HASH_START, hashByte } from './hash';
import { KeptBuckets } from './keptBuckets';
import type { ModelFile } from './modelFile';
import { encodeUtf8 } from './utf8';
import type { VectorSum } from './vectorSum';
import { hashBytes, WordTable } from './wordTable';

/** What fastText puts around a word: `<` and `>`. */
const BEGINNING = 0x3c;
const END = 0x3e;

/** By which the hash of a run of words is multiplied before the next word's is added. */
const NGRAM_FACTOR = 116049371;

/** A word's bytes are turned into rows in pieces of this many, so that one word of megabytes takes little memory. */
const PIECE = 4096;
/** Bytes kept for the next word. */
const KEPT = 1 << 16;

/** The rows of a model that words stand for: their own, their character n-grams', and n-grams of words (dictionary.cc). */
export class WordRows {
  private readonly words: WordTable;
  private readonly keptBuckets: KeptBuckets | undefined;
  private readonly columns: number;
  /** Where the rows of a piece begin in the matrix. */
  private readonly starts: Int32Array;
  private bytes = new Uint8Array(KEPT);

  constructor(private readonly model: ModelFile) {
    const { words, keptBuckets } = model.vocabulary;
    this.words = new WordTable(words);
    this.keptBuckets = keptBuckets && new KeptBuckets(keptBuckets);
    this.columns = model.input.columns;
    this.starts = new Int32Array(PIECE * Math.max(1, model.options.maxCharacters));
  }

  /** A word that stands for its own row alone. The row is -1 where the model does not know it. */
  lookUp(word: string): { readonly row: number; readonly hash: number } {
    const bytes = new TextEncoder().encode(word);
    const hash = hashBytes(bytes, 0, bytes.length);
    return { row: this.words.find(bytes, 0, bytes.length, hash), hash };
  }

  /**
   * Adds the rows of a word and of its character n-grams.
   * @param units in which the word lies from `start` to `wordEnd`
   * @returns the word's hash
   */
  addWord(units: Uint16Array, start: number, wordEnd: number, sum: VectorSum): number {
    const end = this.encode(units, start, wordEnd);
    const hash = hashBytes(this.bytes, 1, end - 1);
    const row = this.words.find(this.bytes, 1, end - 1, hash);
    if (row >= 0) sum.add(row * this.columns);
    if (this.model.options.maxCharacters > 0) {
      for (let from = 0; from < end; from += PIECE) {
        sum.addAll(this.starts, this.subwords(end, from, Math.min(end, from + PIECE)));
      }
    }
    if (this.bytes.length > KEPT) this.bytes = new Uint8Array(KEPT);
    return hash;
  }

  /** Adds the rows of the runs of two words and more. @param hashes of the words of a text */
  addWordNgrams(hashes: readonly number[], sum: VectorSum): void {
    const { buckets, wordNgrams } = this.model.options;
    const inverse = 1 / buckets;
    for (let i = 0; i < hashes.length; i++) {
      // The hash of a run has 64 bits, in two halves, and begins with the sign of that of its first word.
      let low = hashes[i] >>> 0;
      let high = hashes[i] >> 31;
      for (let j = i + 1; j < hashes.length && j < i + wordNgrams; j++) {
        // hash * NGRAM_FACTOR + hashes[j], in steps whose results a double holds
        const lower = low * (NGRAM_FACTOR & 0xffff) + (hashes[j] >>> 0);
        const upper = low * (NGRAM_FACTOR >>> 16);
        const total = lower + (upper & 0xffff) * 2 ** 16;
        const carry = Math.floor(total / 2 ** 32) + Math.floor(upper / 2 ** 16) + (hashes[j] >> 31);
        low = total >>> 0;
        high = (Math.imul(high, NGRAM_FACTOR) + carry) | 0;
        let bucket = remainder(high >>> 0, buckets, inverse);
        bucket = remainder(bucket * 2 ** 16 + (low >>> 16), buckets, inverse);
        bucket = remainder(bucket * 2 ** 16 + (low & 0xffff), buckets, inverse);
        const row = this.keptBuckets ? this.keptBuckets.rowOf(bucket) : bucket;
        if (row >= 0) sum.add((this.words.size + row) * this.columns);
      }
    }
  }

  /**
   * Writes to `starts` the rows of the character n-grams whose first byte lies from `from` to `to` in `bytes`.
   * @returns how many there are
   */
  private subwords(end: number, from: number, to: number): number {
    const { bytes, starts, columns, keptBuckets } = this;
    const { minCharacters, maxCharacters } = this.model.options;
    const buckets = this.model.options.buckets >>> 0;
    const inverse = 1 / buckets;
    const firstBucketRow = this.words.size;
    let count = 0;
    for (let i = from; i < to; i++) {
      if ((bytes[i] & 0xc0) === 0x80) continue;
      let hash = HASH_START;
      for (let j = i, n = 1; j < end && n <= maxCharacters; n++) {
        hash = hashByte(hash, bytes[j++]);
        while (j < end && (bytes[j] & 0xc0) === 0x80) hash = hashByte(hash, bytes[j++]);
        if (n < minCharacters || (n === 1 && (i === 0 || j === end))) continue;
        const bucket = remainder(hash >>> 0, buckets, inverse);
        const row = keptBuckets ? keptBuckets.rowOf(bucket) : bucket;
        if (row >= 0) starts[count++] = (firstBucketRow + row) * columns;
      }
    }
    return count;
  }

  /** Writes a word into `bytes`, between the signs of its beginning and its end. @returns where that ends */
  private encode(units: Uint16Array, start: number, wordEnd: number): number {
    const most = (wordEnd - start) * 3 + 2;
    if (most > this.bytes.length) this.bytes = new Uint8Array(most);
    const { bytes } = this;
    bytes[0] = BEGINNING;
    const end = encodeUtf8(units, start, wordEnd, bytes, 1);
    bytes[end] = END;
    return end + 1;
  }
}

/** `number % divisor` of integers, `number` below 2^50, by the divisor's inverse: dividing takes twice as long. */
function remainder(number: number, divisor: number, inverse: number): number {
  const rest = number - Math.floor(number * inverse) * divisor;
  if (rest < 0) return rest + divisor;
  return rest < divisor ? rest : rest - divisor;
}
