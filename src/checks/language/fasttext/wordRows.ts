import { HASH_START, hashByte } from './hash';
import { IntegerMap } from './integerMap';
import type { ModelFile } from './modelFile';
import type { VectorSum } from './vectorSum';
import { hashBytes, WordTable } from './wordTable';

/** A word's bytes are turned into rows in pieces of this many, so that one word of megabytes takes little memory. */
const PIECE = 4096;
/** Bytes kept for the next word. */
const KEPT = 1 << 16;

/** The rows of a model that words stand for: their own, their character n-grams', and n-grams of words (dictionary.cc). */
export class WordRows {
  private readonly words: WordTable;
  private readonly keptBuckets: IntegerMap | undefined;
  private readonly columns: number;
  /** Where the rows of a piece begin in the matrix. */
  private readonly starts: Int32Array;
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(KEPT);

  constructor(private readonly model: ModelFile) {
    const { words, keptBuckets } = model.vocabulary;
    this.words = new WordTable(words);
    this.keptBuckets = keptBuckets && new IntegerMap(keptBuckets);
    this.columns = model.input.columns;
    this.starts = new Int32Array(PIECE * Math.max(1, model.options.maxCharacters));
  }

  /** A word that stands for its own row alone. The row is -1 where the model does not know it. */
  lookUp(word: string): { readonly row: number; readonly hash: number } {
    const end = this.encode(word);
    const hash = hashBytes(this.bytes, 0, end);
    return { row: this.words.find(this.bytes, 0, end, hash), hash };
  }

  /** Adds the rows of a word and of its character n-grams. @returns the word's hash */
  addWord(word: string, sum: VectorSum): number {
    const end = this.encode(`<${word}>`);
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
    const buckets = BigInt(this.model.options.buckets);
    for (let i = 0; i < hashes.length; i++) {
      let hash = BigInt(hashes[i]);
      for (let j = i + 1; j < hashes.length && j < i + this.model.options.wordNgrams; j++) {
        hash = BigInt.asUintN(64, hash * 116049371n + BigInt(hashes[j]));
        const bucket = Number(hash % buckets);
        const row = this.keptBuckets ? this.keptBuckets.get(bucket) : bucket;
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
    const firstBucketRow = this.words.size;
    let count = 0;
    for (let i = from; i < to; i++) {
      if ((bytes[i] & 0xc0) === 0x80) continue;
      let hash = HASH_START;
      for (let j = i, n = 1; j < end && n <= maxCharacters; n++) {
        hash = hashByte(hash, bytes[j++]);
        while (j < end && (bytes[j] & 0xc0) === 0x80) hash = hashByte(hash, bytes[j++]);
        if (n < minCharacters || (n === 1 && (i === 0 || j === end))) continue;
        const bucket = (hash >>> 0) % buckets;
        const row = keptBuckets ? keptBuckets.get(bucket) : bucket;
        if (row >= 0) starts[count++] = (firstBucketRow + row) * columns;
      }
    }
    return count;
  }

  /** @returns the end of the word in `bytes` */
  private encode(word: string): number {
    if (word.length * 3 > this.bytes.length) this.bytes = new Uint8Array(word.length * 3);
    return this.encoder.encodeInto(word, this.bytes).written;
  }
}
