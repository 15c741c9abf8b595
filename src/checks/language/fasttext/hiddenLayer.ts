import type { ModelFile } from './modelFile';
import { VectorSum } from './vectorSum';
import { addToKey, WordCache } from './wordCache';
import { WordRows } from './wordRows';

/** fastText's control tokens, the end of a line and the prefix of labels: in a user's text they mean nothing. */
const END_OF_LINE = '</s>';
const LABEL_PREFIX = '__label__';

/** UTF-16 units kept for the next text. */
const KEPT = 1 << 16;

/** The average of the rows that a text stands for (fasttext.cc, dictionary.cc). */
export class HiddenLayer {
  private readonly features: WordRows;
  private readonly lineEnd: { readonly row: number; readonly hash: number };
  /** The row that every text ends with, where the model has one. */
  readonly endOfLine: Float32Array | undefined;
  private readonly hasWordNgrams: boolean;
  private readonly cache: WordCache;
  /** Of a text: the words from the cache, and the rows that are not of such words. */
  private readonly words: VectorSum;
  private readonly rows: VectorSum;
  /** Of a word that is new to the cache. */
  private readonly newWord: VectorSum;
  private readonly values: Float32Array;
  private text = Buffer.alloc(0);
  private units = new Uint16Array(0);

  constructor(model: ModelFile) {
    this.features = new WordRows(model);
    this.lineEnd = this.features.lookUp(END_OF_LINE);
    this.hasWordNgrams = model.options.wordNgrams > 1;
    const { values, columns } = model.input;
    const { row } = this.lineEnd;
    this.endOfLine = row < 0 ? undefined : values.subarray(row * columns, (row + 1) * columns);
    this.cache = new WordCache(columns);
    this.words = new VectorSum(this.cache.values, columns);
    this.rows = new VectorSum(values, columns);
    this.newWord = new VectorSum(values, columns);
    this.values = new Float32Array(columns);
    this.reserve(KEPT);
  }

  get columns(): number {
    return this.values.length;
  }

  /** Goes over to a text whose stretches are asked for. */
  begin(text: string): void {
    const { length } = text;
    if (this.units.length < length || this.units.length > KEPT) this.reserve(Math.max(KEPT, length));
    this.text.write(text, 'utf16le');
  }

  /**
   * Adds up the rows of a stretch of the text, without the end of the line.
   * @returns the sum, in an array that is used again for the next, and how many rows they are
   */
  stretch(text: string, start: number, end: number): { readonly sum: Float32Array; readonly count: number } {
    const { words, rows, values } = this;
    words.clear();
    rows.clear();
    const hashes: number[] | undefined = this.hasWordNgrams ? [] : undefined;
    const cached = this.addWords(text, start, end, false, hashes);
    if (hashes) this.features.addWordNgrams(hashes, rows);
    words.flush();
    rows.flush();
    for (let j = 0; j < values.length; j++) values[j] = words.sum[j] + rows.sum[j];
    return { sum: values, count: cached + rows.count };
  }

  /**
   * Of a text, read as one line. `exactly` adds up the rows one by one in fastText's order and rounds as it does; else
   * the sums of words seen before are used, which is many times faster and differs in the last bits.
   * @returns an array that is used again for the next text; undefined when the model knows nothing of the text.
   */
  average(text: string, exactly: boolean): Float32Array | undefined {
    const { words, rows, values, lineEnd } = this;
    this.begin(text);
    words.clear();
    rows.clear();
    const hashes: number[] | undefined = this.hasWordNgrams ? [] : undefined;
    const cached = this.addWords(text, 0, text.length, exactly, hashes);
    const isWordKnown = cached + rows.count > 0;
    if (lineEnd.row >= 0) rows.add(lineEnd.row * values.length);
    const before = rows.count;
    if (hashes) {
      hashes.push(lineEnd.hash);
      this.features.addWordNgrams(hashes, rows);
    }
    if (!isWordKnown && rows.count === before) return undefined;
    words.flush();
    rows.flush();
    const factor = Math.fround(1 / (cached + rows.count));
    for (let j = 0; j < values.length; j++) values[j] = Math.fround(words.sum[j] + rows.sum[j]) * factor;
    return values;
  }

  /** @returns how many rows the words from the cache stand for */
  private addWords(text: string, from: number, to: number, exactly: boolean, hashes: number[] | undefined): number {
    const { cache, words, units } = this;
    let count = 0;
    for (let start = from; start < to; ) {
      let key = 0;
      let end = start;
      for (let unit; end < to && !isSpace((unit = units[end])); end++) key = addToKey(key, unit);
      if (end > start) {
        let entry = exactly ? -1 : cache.find(units, start, end, key);
        if (entry < 0 && !isControl(text, start, end)) {
          if (exactly || !cache.takes(end - start)) {
            const hash = this.features.addWord(units, start, end, this.rows);
            hashes?.push(hash);
          } else {
            entry = this.addToCache(start, end, key);
          }
        }
        if (entry >= 0) {
          words.add(cache.vector(entry));
          count += cache.rows(entry);
          hashes?.push(cache.hash(entry));
        }
      }
      start = end + 1;
    }
    return count;
  }

  /** @returns the word's entry */
  private addToCache(start: number, end: number, key: number): number {
    const { cache, newWord } = this;
    newWord.clear();
    const hash = this.features.addWord(this.units, start, end, newWord);
    newWord.flush();
    if (cache.isFull) {
      this.words.flush();
      cache.clear();
    }
    return cache.add(this.units, start, end, key, hash, newWord.count, newWord.sum);
  }

  private reserve(length: number): void {
    this.text = Buffer.from(new ArrayBuffer(length * 2));
    this.units = new Uint16Array(this.text.buffer);
  }
}

function isControl(text: string, start: number, end: number): boolean {
  return text.startsWith(LABEL_PREFIX, start) || (end - start === END_OF_LINE.length && text.startsWith(END_OF_LINE, start));
}

/** What ends a word for fastText: ASCII white space and NUL. */
function isSpace(unit: number): boolean {
  return unit <= 0x20 && (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0);
}
