import { HASH_START, hashByte } from './hash';
import { IntegerMap } from './integerMap';
import type { ModelOptions, Vocabulary } from './modelFile';
import type { RowAverage } from './rowAverage';
import { hashBytes, type WordTable } from './wordTable';

/** fastText's control tokens, the end of a line and the prefix of labels: in a user's text they mean nothing. */
const END_OF_LINE = '</s>';
const LABEL_PREFIX = '__label__';

/** Longer words seldom come twice. In UTF-16 units. */
const LONGEST_CACHED_WORD = 32;
/** Rows that the cache holds; when it is full it starts anew. */
const CACHED_ROWS = 1 << 20;
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
    let start = 0;
    while (start < text.length) {
      if (isSpace(text.charCodeAt(start))) {
        start++;
        continue;
      }
      let end = start + 1;
      while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
      const word = text.slice(start, end);
      if (word !== END_OF_LINE && !word.startsWith(LABEL_PREFIX)) {
        const hash = this.addWord(word, average);
        hashes?.push(hash);
      }
      start = end;
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
  private addWord(word: string, average: RowAverage): number {
    const { cache } = this;
    const cached = cache.find(word);
    if (cached !== undefined) {
      const { entries } = cache;
      const end = cached + entries[cached];
      for (let i = cached + 2; i < end; i++) average.add(entries[i]);
      return entries[cached + 1];
    }

    const end = this.encode(`<${word}>`);
    const hash = hashBytes(this.bytes, 1, end - 1);
    const index = this.words.find(this.bytes, 1, end - 1, hash);
    let count = 0;
    if (index >= 0) this.rows[count++] = index;
    count = this.subwords(end, 0, Math.min(end, PIECE), count);
    for (let i = 0; i < count; i++) average.add(this.rows[i]);
    for (let from = PIECE; from < end; from += PIECE) {
      count = this.subwords(end, from, Math.min(end, from + PIECE), 0);
      for (let i = 0; i < count; i++) average.add(this.rows[i]);
    }
    if (word.length <= LONGEST_CACHED_WORD)
      cache.add(this.bytes.subarray(1, end - 1), hash, this.rows.subarray(0, count));
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

/** The rows of words seen before. An entry is its length, the word's hash, its rows. */
class WordCache {
  readonly entries = new Int32Array(CACHED_ROWS);
  private readonly starts = new Map<string, number>();
  private used = 0;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  find(word: string): number | undefined {
    return this.starts.get(word);
  }

  add(word: Uint8Array, hash: number, rows: Int32Array): void {
    const length = rows.length + 2;
    if (this.used + length > CACHED_ROWS) {
      this.starts.clear();
      this.used = 0;
    }
    // Decoded anew, since a slice of a text would keep the whole text in memory.
    this.starts.set(this.decoder.decode(word), this.used);
    this.entries[this.used] = length;
    this.entries[this.used + 1] = hash;
    this.entries.set(rows, this.used + 2);
    this.used += length;
  }
}

/** What ends a word for fastText: ASCII white space and NUL. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0;
}
