import { BinaryReader } from './binaryReader';
import type { ByteSource } from './byteSource';
import { buildKeptBuckets, type KeptBucketsData } from './keptBuckets';
import { type Matrix, readDenseMatrix, readQuantizedMatrix } from './matrix';
import { buildWordTable, type WordTableData } from './wordTable';

/**
 * What a `.bin` or `.ftz` file of fastText holds, as far as prediction needs it: plain data, to be posted to other
 * threads, which then read the same memory.
 */
export interface ModelFile {
  readonly options: ModelOptions;
  readonly vocabulary: Vocabulary;
  readonly input: Matrix;
  readonly output: Matrix;
}

export type Loss = 'hierarchicalSoftmax' | 'negativeSampling' | 'softmax' | 'oneVsAll';

export interface ModelOptions {
  readonly loss: Loss;
  /** Longest run of words that is a feature; 1 when single words only. */
  readonly wordNgrams: number;
  /** Buckets that character and word n-grams are hashed into. */
  readonly buckets: number;
  /** Shortest and longest run of characters that is a feature; the longest is 0 when there are none. */
  readonly minCharacters: number;
  readonly maxCharacters: number;
}

export interface Vocabulary {
  /** A word's index is its row. */
  readonly words: WordTableData;
  readonly labels: readonly string[];
  /** How often each label was seen in training. */
  readonly labelCounts: readonly number[];
  /** Of a pruned model; their rows are counted after those of the words. */
  readonly keptBuckets?: KeptBucketsData;
}

const MAGIC = 793712314;
const SUPERVISED = 3;
const LABEL = 1;
/** An empty string with its NUL, a 64-bit count, a type. */
const SMALLEST_ENTRY = 10;
/** Far beyond any model in use; a damaged file could otherwise make every prediction quadratic. */
const MAX_NGRAM = 255;
const LOSSES: readonly (Loss | undefined)[] = [
  undefined,
  'hierarchicalSoftmax',
  'negativeSampling',
  'softmax',
  'oneVsAll',
];

/** @throws Error when the source is not a whole supervised model of fastText, file version 11 or 12. */
export function readModelFile(source: ByteSource): ModelFile {
  const reader = new BinaryReader(source);
  if (reader.remaining < 8 || reader.int32() !== MAGIC) throw new Error('This is not a fastText model.');
  const version = reader.int32();
  if (version !== 11 && version !== 12) {
    throw new Error(`This fastText model has file version ${version}; versions 11 and 12 can be read.`);
  }

  const { dimension, ...options } = readOptions(reader, version);
  const { bucketRows, ...vocabulary } = readVocabulary(reader, options);
  const isQuantized = reader.boolean();
  const input = isQuantized ? readQuantizedMatrix(reader) : readDenseMatrix(reader);
  const isOutputQuantized = reader.boolean() && isQuantized;
  const output = isOutputQuantized ? readQuantizedMatrix(reader) : readDenseMatrix(reader);

  const model = { options, vocabulary, input, output };
  checkWhole(model, dimension, bucketRows);
  return model;
}

/** args.cc */
function readOptions(reader: BinaryReader, version: number): ModelOptions & { readonly dimension: number } {
  const dimension = reader.int32();
  reader.skip(4 * 4); // window, epochs, minCount, negatives: training only
  const wordNgrams = reader.int32();
  const loss = LOSSES[reader.int32()];
  const kind = reader.int32();
  const buckets = reader.int32();
  const minCharacters = reader.int32();
  const maxCharacters = reader.int32();
  reader.skip(4 + 8); // lrUpdateRate, sampling threshold: training only
  if (kind !== SUPERVISED) throw new Error('This fastText model holds word vectors only; it cannot tell languages.');
  if (!loss) throw damaged('its loss is unknown');
  if (wordNgrams > MAX_NGRAM || maxCharacters > MAX_NGRAM) throw damaged('its n-grams are too long');
  // As fastText does: supervised models of version 11 were trained without character n-grams.
  return { dimension, loss, wordNgrams, buckets, minCharacters, maxCharacters: version === 11 ? 0 : maxCharacters };
}

/** dictionary.cc. With the number of rows that buckets may ask for. */
function readVocabulary(reader: BinaryReader, options: ModelOptions): Vocabulary & { readonly bucketRows: number } {
  const size = reader.int32();
  const wordCount = reader.int32();
  const labelCount = reader.int32();
  reader.skip(8); // tokens seen in training
  const keptCount = reader.int64();
  if (!(wordCount >= 0 && labelCount > 0 && wordCount + labelCount === size)) {
    throw damaged(`${wordCount} words and ${labelCount} labels do not make ${size} entries`);
  }

  const readEntry = (isLabel: boolean) => {
    const text = reader.cString();
    const count = reader.int64();
    if ((reader.int8() === LABEL) !== isLabel) throw damaged('its words and labels are mixed up');
    return { text, count };
  };
  reader.expect(size * SMALLEST_ENTRY);
  const words = buildWordTable(wordCount, () => readEntry(false).text);
  const labels: string[] = [];
  const labelCounts: number[] = [];
  for (let i = 0; i < labelCount; i++) {
    const { text, count } = readEntry(true);
    labels.push(new TextDecoder().decode(text));
    labelCounts.push(count);
  }
  const usesBuckets = options.maxCharacters > 0 || options.wordNgrams > 1;
  if (usesBuckets && options.buckets <= 0 && keptCount !== 0) throw damaged('it has no buckets');
  if (keptCount < 0) return { words, labels, labelCounts, bucketRows: usesBuckets ? options.buckets : 0 };
  return { words, labels, labelCounts, ...readKeptBuckets(reader, keptCount, options.buckets) };
}

function readKeptBuckets(
  reader: BinaryReader,
  count: number,
  of: number,
): { readonly keptBuckets: KeptBucketsData; readonly bucketRows: number } {
  reader.expect(count * 8);
  const buckets = new Int32Array(count);
  const rows = new Int32Array(count);
  let bucketRows = 0;
  for (let i = 0; i < count; i++) {
    buckets[i] = reader.int32();
    rows[i] = reader.int32();
    if (!(buckets[i] >= 0 && buckets[i] < of && rows[i] >= 0)) throw damaged('its kept n-grams have no place');
    bucketRows = Math.max(bucketRows, rows[i] + 1);
  }
  return { keptBuckets: buildKeptBuckets(buckets, rows, Math.max(0, of)), bucketRows };
}

/** Every row that prediction can ask for is there. */
function checkWhole({ vocabulary, input, output }: ModelFile, dimension: number, bucketRows: number): void {
  const { words, labels } = vocabulary;
  if (input.columns !== dimension || output.columns !== dimension)
    throw damaged('its matrices do not fit its dimension');
  if (output.rows !== labels.length) throw damaged(`${output.rows} rows of output for ${labels.length} labels`);
  if (input.rows < words.size + bucketRows) throw damaged(`${input.rows} rows of input are too few`);
}

function damaged(reason: string): Error {
  return new Error(`The fastText model is damaged: ${reason}.`);
}
