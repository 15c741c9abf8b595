import { HASH_START, hashByte } from './hash';
import { IntegerMap } from './integerMap';
import type { ModelOptions, Vocabulary } from './modelFile';
import type { RowAverage } from './rowAverage';
import { addToKey, WordCache } from './wordCache';
import { hashBytes, type WordTable } from './wordTable';

/** fastText's control tokens, the end of a line and the prefix of labels: in a user's text they mean nothing. */
const END_OF_LINE = '</s>';
const LABEL_PREFIX = '__label__';

/** A word's bytes are turned into rows in pieces of this many, so that one word of megabytes takes little memory. */
const PIECE = 4096;

/** The rows that a text stands for: of its words, their character n-grams, and n-grams of words (dictionary.cc). */
export class Features {
  private readonly words: WordTable;
  private readonly keptBuckets: IntegerMap | undefined;
  private readonly endOfLine: { readonly row: number; readonly hash: number };
  private readonly rows: Int32Array;
  private readonly cache = new WordCache();
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(1024);

  constructor(
    vocabulary: Vocabulary,
    private readonly options: ModelOptions,
  ) {
    this.words = vocabulary.words;
    const kept = vocabulary.keptBuckets;
    this.keptBuckets = kept && new IntegerMap(kept.buckets, kept.rows);
    this.rows = new Int32Array(PIECE * Math.max(1, options.maxCharacters) + 1);
    const endOfLine = this.encoder.encode(END_OF_LINE);
    const hash = hashBytes(endOfLine, 0, endOfLine.length);
    this.endOfLine = { row: this.words.find(endOfLine, 0, endOfLine.length, hash), hash };
  }

  /** Adds the rows of a text, read as one line, to `average`. False when nothing of the text is known to the model. */
  collect(text: string, average: RowAverage): boolean {
    const hashes: number[] | undefined = this.options.wordNgrams > 1 ? [] : undefined;
    const { cache } = this;
    let start = 0;
    while (start < text.length) {
      let key = 0;
      let end = start;
      for (let unit; end < text.length && !isSpace((unit = text.charCodeAt(end))); end++) key = addToKey(key, unit);
      if (end > start) {
        const entry = cache.find(text, start, end, key);
        if (entry >= 0) {
          average.addAll(cache.entries, cache.firstRow(entry), cache.endOfRows(entry));
          hashes?.push(cache.hash(entry));
        } else {
          const word = text.slice(start, end);
          if (word !== END_OF_LINE && !word.startsWith(LABEL_PREFIX)) {
            const hash = this.addWord(word, key, average);
            hashes?.push(hash);
          }
        }
      }
      start = end + 1;
    }

    const known = average.count;
    if (this.endOfLine.row >= 0) average.add(this.endOfLine.row);
    if (!hashes) return known > 0;
    const added = average.count;
    hashes.push(this.endOfLine.hash);
    this.addWordNgrams(hashes, average);
    return known > 0 || average.count > added;
  }

  /** @returns the word's hash */
  private addWord(word: string, key: number, average: RowAverage): number {
    const end = this.encode(`<${word}>`);
    const hash = hashBytes(this.bytes, 1, end - 1);
    const index = this.words.find(this.bytes, 1, end - 1, hash);
    let count = 0;
    if (index >= 0) this.rows[count++] = index;
    count = this.subwords(end, 0, Math.min(end, PIECE), count);
    average.addAll(this.rows, 0, count);
    for (let from = PIECE; from < end; from += PIECE) {
      count = this.subwords(end, from, Math.min(end, from + PIECE), 0);
      average.addAll(this.rows, 0, count);
    }
    if (end <= PIECE) this.cache.add(word, key, hash, this.rows.subarray(0, count));
    if (this.bytes.length > 1 << 20) this.bytes = new Uint8Array(1024);
    return hash;
  }

  /** Writes the rows of the n-grams that begin in `bytes` from `from` to `to` behind the first `count` of `rows`. */
  private subwords(end: number, from: number, to: number, count: number): number {
    const { bytes, rows, keptBuckets } = this;
    const { minCharacters, maxCharacters } = this.options;
    const buckets = this.options.buckets >>> 0;
    const firstBucketRow = this.words.size;
    for (let i = from; i < to; i++) {
      if ((bytes[i] & 0xc0) === 0x80) continue;
      let hash = HASH_START;
      for (let j = i, n = 1; j < end && n <= maxCharacters; n++) {
        hash = hashByte(hash, bytes[j++]);
        while (j < end && (bytes[j] & 0xc0) === 0x80) hash = hashByte(hash, bytes[j++]);
        if (n < minCharacters || (n === 1 && (i === 0 || j === end))) continue;
        const bucket = (hash >>> 0) % buckets;
        const row = keptBuckets ? keptBuckets.get(bucket) : bucket;
        if (row >= 0) rows[count++] = firstBucketRow + row;
      }
    }
    return count;
  }

  private addWordNgrams(hashes: readonly number[], average: RowAverage): void {
    const buckets = BigInt(this.options.buckets);
    for (let i = 0; i < hashes.length; i++) {
      let hash = BigInt(hashes[i]);
      for (let j = i + 1; j < hashes.length && j < i + this.options.wordNgrams; j++) {
        hash = BigInt.asUintN(64, hash * 116049371n + BigInt(hashes[j]));
        const bucket = Number(hash % buckets);
        const row = this.keptBuckets ? this.keptBuckets.get(bucket) : bucket;
        if (row >= 0) average.add(this.words.size + row);
      }
    }
  }

  /** @returns the end of the word in `bytes` */
  private encode(word: string): number {
    if (word.length * 3 > this.bytes.length) this.bytes = new Uint8Array(word.length * 3);
    return this.encoder.encodeInto(word, this.bytes).written;
  }
}

/** What ends a word for fastText: ASCII white space and NUL. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0;
}
