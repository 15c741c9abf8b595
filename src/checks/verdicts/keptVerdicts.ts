import { crc32 } from 'node:zlib';
import { ADDED } from '../../dataset/edits/recordKey';
import { RECORD_PROBLEM_CODES } from '../../dataset/recordProblem';
import type { Fingerprint } from '../../dataset/saving/fingerprint';
import { EXPECTED_REASONS, VERDICTS } from '../language/languageVerdict';
import type { NotSpelled } from '../spelling/dictionaries/dictionary';
import { TEXT_PROBLEMS } from '../spelling/spellingVerdict';
import { type NotSpelledLanguage, type SpellingColumns, withOwnTable } from './spellingColumns';
import { BATCH_RECORDS, CONFIDENCE_SCALE, LANGUAGE_COLUMNS, UNREADABLE, type VerdictBatch } from './verdictBatch';
import type { PartlyChecked } from './verdictBlock';

/** What kept verdicts are about. */
export interface KeptHeader {
  /** Of the dataset. */
  readonly uri: string;
  /** The dataset's file as it was. */
  readonly base: Fingerprint;
  /** How many records it had. */
  readonly records: number;
  /** What the verdicts depend on besides the records: `checkConditions`. */
  readonly conditions: string;
  /** Whether the check went through all records. */
  readonly complete: boolean;
  /** When it ended, in milliseconds since 1970. */
  readonly time: number;
}

/** Verdicts of a file's records as they were kept. */
export interface KeptVerdicts {
  readonly header: KeptHeader;
  /**
   * In the order of the file, without gaps.
   * @throws KeptVerdictsError while it goes on, where they are damaged: then none of them is to be believed.
   */
  readonly batches: Iterable<PartlyChecked>;
}

/** What was kept cannot be read. */
export class KeptVerdictsError extends Error {
  override name = 'KeptVerdictsError';
}

/**
 * The format: MAGIC, the header's length and its CRC-32 (Uint32), and the header as JSON. Then batch by batch: the sizes
 * that are named by BATCH_SIZES and the CRC-32 of what follows (Uint32); the columns below; its languages and, where
 * spelling has been checked, its unknown words as JSON. Numbers are in the machine's own order, and everything begins at a multiple of 8 bytes, so that
 * columns are used where they lie.
 */
const MAGIC = Buffer.from('PADDOCK1');
const PREFIX_BYTES = 16;
const ALIGNMENT = 8;
const MOST_HEADER_BYTES = 1 << 20;
const LONGEST_LANGUAGE = 64;

type ColumnName = Exclude<keyof VerdictBatch, 'first' | 'languages' | 'spelling'>;
/** What people have accepted may be others by the time that it is read. */
type SpellingColumnName = Exclude<keyof SpellingColumns, 'table' | 'notSpelled' | 'accepted'>;
type ColumnArray = VerdictBatch[ColumnName] | SpellingColumns[SpellingColumnName];

interface Column {
  readonly type: new (buffer: ArrayBufferLike, offset: number, length: number) => ColumnArray;
  /** `end` and `responseEnd`: as many as there are records or responses, and one more. */
  readonly per: 'record' | 'response' | 'end' | 'responseEnd' | 'read' | 'unknown';
  /** What its numbers stay below, where there is less than the type's own bound. */
  readonly below?: number;
}

/** In the order in which they are written. */
const COLUMNS: Readonly<Record<ColumnName, Column>> = {
  hash: { type: Float64Array, per: 'record' },
  firstResponse: { type: Uint32Array, per: 'end' },
  problems: { type: Uint8Array, per: 'record' },
  turn: { type: Uint16Array, per: 'response' },
  verdict: { type: Uint8Array, per: 'response', below: VERDICTS.length },
  reason: { type: Uint8Array, per: 'response', below: 1 + EXPECTED_REASONS.length },
  expected: { type: Uint16Array, per: 'response' },
  found: { type: Uint16Array, per: 'response' },
  instruction: { type: Uint16Array, per: 'response' },
  foundConfidence: { type: Uint16Array, per: 'response', below: 1 + CONFIDENCE_SCALE },
  instructionConfidence: { type: Uint16Array, per: 'response', below: 1 + CONFIDENCE_SCALE },
};
const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];

/** In the order in which they are written; of batches without spelling none is. */
const SPELLING_COLUMNS: Readonly<Record<SpellingColumnName, Column>> = {
  problems: { type: Uint8Array, per: 'response' },
  misspelled: { type: Uint8Array, per: 'response', below: 2 },
  firstRead: { type: Uint32Array, per: 'responseEnd' },
  readLanguage: { type: Uint16Array, per: 'read' },
  readWords: { type: Uint32Array, per: 'read' },
  firstUnknown: { type: Uint32Array, per: 'responseEnd' },
  unknown: { type: Uint32Array, per: 'unknown' },
};
const SPELLING_NAMES = Object.keys(SPELLING_COLUMNS) as SpellingColumnName[];

/** `words`: bytes of the unknown words, 0 where spelling has not been checked. */
const BATCH_SIZES = ['records', 'responses', 'reads', 'unknown', 'languages', 'words'] as const;

/** The words that numbers in columns stand for: where they are others, the numbers mean something else. */
const WORDS = [VERDICTS, EXPECTED_REASONS, RECORD_PROBLEM_CODES, TEXT_PROBLEMS].join(';');

/** What is to be written to keep verdicts, part by part. @param batches as `KeptVerdicts.batches` */
export function* keepVerdicts(header: KeptHeader, batches: Iterable<PartlyChecked>): Iterable<Uint8Array> {
  const text = Buffer.from(JSON.stringify({ ...header, words: WORDS }));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  MAGIC.copy(prefix);
  new Uint32Array(prefix.buffer, prefix.byteOffset).set([text.length, crc32(text)], 2);
  yield padded([prefix, text]);
  for (const { batch, checked } of batches) {
    const records = batch.problems.length;
    const spelling = batch.spelling && withOwnTable(batch.spelling);
    const languages = Buffer.from(JSON.stringify(batch.languages));
    const words = Buffer.from(spelling ? JSON.stringify(wordsOf(spelling)) : '');
    const body = padded([
      ...COLUMN_NAMES.map((name) => bytesOf(batch[name])),
      checked ?? new Uint8Array(records).fill(1),
      ...(spelling ? SPELLING_NAMES.map((name) => bytesOf(spelling[name])) : []),
      languages,
      words,
    ]);
    const sizes = {
      records,
      responses: batch.turn.length,
      reads: spelling?.readWords.length ?? 0,
      unknown: spelling?.unknown.length ?? 0,
      languages: languages.length,
      words: words.length,
    };
    yield padded([bytesOf(Uint32Array.of(...BATCH_SIZES.map((name) => sizes[name]), crc32(body)))]);
    yield body;
  }
}

/** What a batch's table is written as. */
interface KeptWords {
  readonly keys: readonly string[];
  /** Places of words that are misspellings most likely. */
  readonly likely: readonly number[];
  readonly notSpelled: readonly NotSpelledLanguage[];
}

function wordsOf({ table: { keys, likely }, notSpelled }: SpellingColumns): KeptWords {
  return { keys, likely: [...keys.keys()].filter((place) => likely[place]), notSpelled };
}

/**
 * Reads what `keepVerdicts` has written, without taking anything in it for granted.
 * @throws KeptVerdictsError where its beginning is not that of kept verdicts.
 */
export function readKeptVerdicts(bytes: Uint8Array): KeptVerdicts {
  const reader = new PartReader(bytes);
  const prefix = reader.take(Uint8Array, MAGIC.length);
  if (!MAGIC.equals(prefix)) throw new KeptVerdictsError('It does not begin as kept verdicts do.');
  const [length, crc] = reader.take(Uint32Array, 2);
  if (length > MOST_HEADER_BYTES) throw new KeptVerdictsError('Its header is too long.');
  const text = reader.take(Uint8Array, length);
  if (crc32(text) !== crc) throw new KeptVerdictsError('Its header is damaged.');
  const header = parseHeader(text);
  const start = reader.at;
  return {
    header,
    batches: { [Symbol.iterator]: () => readBatches(new PartReader(bytes, start), header.records) },
  };
}

function* readBatches(reader: PartReader, count: number): Iterator<PartlyChecked> {
  for (let first = 0; first < count; first += BATCH_RECORDS) {
    const [records, responses, reads, unknown, languageBytes, wordBytes, crc] = reader.take(
      Uint32Array,
      BATCH_SIZES.length + 1,
    );
    if (records !== Math.min(BATCH_RECORDS, count - first)) throw new KeptVerdictsError('A batch is not whole.');
    const start = reader.at;
    const lengths = {
      record: records,
      response: responses,
      end: records + 1,
      responseEnd: responses + 1,
      read: reads,
      unknown,
    };
    const take = ({ type, per }: Column) => reader.take(type, lengths[per]);
    const columns = COLUMN_NAMES.map((name) => [name, take(COLUMNS[name])] as const);
    const checked = reader.take(Uint8Array, records);
    const spellingColumns = wordBytes > 0 ? SPELLING_NAMES.map((name) => [name, take(SPELLING_COLUMNS[name])] as const) : [];
    const languages = reader.take(Uint8Array, languageBytes);
    const words = reader.take(Uint8Array, wordBytes);
    if (crc32(reader.since(start)) !== crc) throw new KeptVerdictsError('A batch is damaged.');
    const batch = {
      first,
      ...Object.fromEntries(columns),
      languages: parseLanguages(languages),
      ...(wordBytes > 0 && {
        spelling: { ...Object.fromEntries(spellingColumns), accepted: new Uint8Array(unknown), ...parseWords(words) },
      }),
    } as unknown as VerdictBatch;
    mustMakeSense(batch);
    yield checked.includes(0) ? { batch, checked } : { batch };
  }
  if (!reader.isAtEnd) throw new KeptVerdictsError('Something follows its last batch.');
}

/** @throws KeptVerdictsError where numbers stand for nothing. */
function mustMakeSense(batch: VerdictBatch): void {
  for (const name of COLUMN_NAMES) {
    const { below } = COLUMNS[name];
    if (below !== undefined) mustStayBelow(batch[name], below);
  }
  for (const name of LANGUAGE_COLUMNS) mustStayBelow(batch[name], batch.languages.length);
  for (const problem of batch.problems) {
    const code = problem & ~UNREADABLE;
    if (code > RECORD_PROBLEM_CODES.length || problem === UNREADABLE) throw new KeptVerdictsError('It has odd problems.');
  }
  for (const hash of batch.hash) {
    if (!(Number.isSafeInteger(hash) && hash >= 0)) throw new KeptVerdictsError('It has odd hashes.');
  }
  mustDivide(batch.firstResponse, batch.turn.length);
  if (batch.spelling) mustSpell(batch.spelling, batch.languages.length);
}

function mustSpell(spelling: SpellingColumns, languages: number): void {
  for (const name of SPELLING_NAMES) {
    const { below } = SPELLING_COLUMNS[name];
    if (below !== undefined) mustStayBelow(spelling[name], below);
  }
  mustStayBelow(spelling.readLanguage, languages);
  mustStayBelow(spelling.unknown, spelling.table.keys.length);
  mustDivide(spelling.firstRead, spelling.readWords.length);
  mustDivide(spelling.firstUnknown, spelling.unknown.length);
}

/** @param firsts where each one's share of so many begins, and where the last one's ends. */
function mustDivide(firsts: Uint32Array, count: number): void {
  let last = 0;
  for (const place of firsts) {
    if (place < last) throw new KeptVerdictsError('It is out of order.');
    last = place;
  }
  if (firsts[0] !== 0 || last !== count) throw new KeptVerdictsError('A part of it belongs to nothing.');
}

function mustStayBelow(column: ColumnArray, bound: number): void {
  for (const number of column) if (number >= bound) throw new KeptVerdictsError('A number in it stands for nothing.');
}

function parseHeader(text: Uint8Array): KeptHeader {
  const { words, ...header } = (parseJson(text) ?? {}) as Partial<KeptHeader & { words: string }>;
  const { uri, base, records, conditions, complete, time } = header;
  if (words !== WORDS) throw new KeptVerdictsError('It was written by another version of Paddock.');
  const isRight =
    typeof uri === 'string' &&
    typeof base?.size === 'number' &&
    typeof base.modified === 'string' &&
    ['string', 'undefined'].includes(typeof base.inode) &&
    Number.isInteger(records) &&
    records! >= 0 &&
    records! < ADDED &&
    typeof conditions === 'string' &&
    typeof complete === 'boolean' &&
    Number.isFinite(time);
  if (!isRight) throw new KeptVerdictsError('Its header is odd.');
  return header as KeptHeader;
}

function parseLanguages(text: Uint8Array): string[] {
  const languages = parseJson(text);
  const isRight =
    Array.isArray(languages) &&
    languages[0] === '' &&
    languages.every((language) => typeof language === 'string' && language.length <= LONGEST_LANGUAGE);
  if (!isRight) throw new KeptVerdictsError('Its languages are odd.');
  return languages as string[];
}

/** @throws KeptVerdictsError */
function parseWords(text: Uint8Array): Pick<SpellingColumns, 'table' | 'notSpelled'> {
  const { keys, likely, notSpelled } = (parseJson(text) ?? {}) as Partial<KeptWords>;
  const isRight =
    Array.isArray(keys) &&
    keys.every((key) => typeof key === 'string' && /^\S+ ./su.test(key)) &&
    Array.isArray(likely) &&
    likely.every((place) => Number.isInteger(place) && place >= 0 && place < keys.length) &&
    Array.isArray(notSpelled) &&
    notSpelled.every(isNotSpelled);
  if (!isRight) throw new KeptVerdictsError('Its words are odd.');
  const table = { keys, likely: new Uint8Array(keys.length) };
  for (const place of likely as number[]) table.likely[place] = 1;
  return { table, notSpelled };
}

function isNotSpelled(pair: unknown): pair is NotSpelledLanguage {
  if (!Array.isArray(pair)) return false;
  const [language, why] = pair as [unknown, Partial<NotSpelled> & { message?: unknown } | null | undefined];
  if (typeof language !== 'string') return false;
  return why?.reason === 'broken' ? typeof why.message === 'string' : why?.reason === 'no dictionary' || why?.reason === 'no spelling';
}

function parseJson(text: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(text).toString());
  } catch {
    return undefined;
  }
}

/** Reads one part after another, each from a multiple of 8 bytes on. */
class PartReader {
  private readonly bytes: Uint8Array;

  constructor(
    bytes: Uint8Array,
    public at = 0,
  ) {
    this.bytes = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Uint8Array.from(bytes);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** @throws KeptVerdictsError where there are not so many. */
  take<T extends ColumnArray>(
    type: (new (buffer: ArrayBufferLike, offset: number, length: number) => T) & { BYTES_PER_ELEMENT?: number },
    length: number,
  ): T {
    const size = length * (type.BYTES_PER_ELEMENT ?? 1);
    if (this.at + size > this.bytes.length) throw new KeptVerdictsError('It has been cut.');
    const part = new type(this.bytes.buffer, this.bytes.byteOffset + this.at, length);
    this.at = aligned(this.at + size);
    return part;
  }

  since(start: number): Uint8Array {
    return this.bytes.subarray(start, this.at);
  }
}

function padded(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + aligned(length), 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += aligned(part.length);
  }
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function bytesOf({ buffer, byteOffset, byteLength }: ColumnArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
