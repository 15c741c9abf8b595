import { isJson } from './isJson';
import type { Container } from './recordIndex';
import type { ByteSource } from './source';

/** How a file holds its records. */
export interface Detected {
  readonly container: Container;
  /** Bytes of the UTF-8 byte order mark that the file begins with: 3, or 0 when there is none. */
  readonly bomLength: number;
  /** Why the file cannot be read as text, and what to do, in one or two sentences; absent when it can. */
  readonly problem?: string;
}

const SAMPLE_BYTES = 1 << 16;
/** A first line longer than this is taken as a whole array rather than as one record of many. */
const LONGEST_FIRST_LINE = 64 << 20;
/** Text has no NUL bytes; a few may stand in a damaged file that is worth showing. */
const MAX_NUL_SHARE = 0.1;

const decompress = (command: string) => `Decompress it (for instance: ${command}) and open the file inside.`;
const toUtf8 = 'Save it as UTF-8 (for instance: iconv -t UTF-8).';
const toJsonl = 'Export it as JSONL (for instance with DuckDB or Hugging Face datasets).';

/** What some files begin with, longest first where one begins with another. */
const SIGNATURES: readonly (readonly [bytes: string, problem: string])[] = [
  ['\xff\xfe\0\0', `The file is text in UTF-32, not in UTF-8. ${toUtf8}`],
  ['\0\0\xfe\xff', `The file is text in UTF-32, not in UTF-8. ${toUtf8}`],
  ['\xff\xfe', `The file is text in UTF-16, not in UTF-8. ${toUtf8}`],
  ['\xfe\xff', `The file is text in UTF-16, not in UTF-8. ${toUtf8}`],
  ['\x1f\x8b', `The file is compressed with gzip. ${decompress('gzip -dk')}`],
  ['\x28\xb5\x2f\xfd', `The file is compressed with Zstandard. ${decompress('zstd -d')}`],
  ['BZh', `The file is compressed with bzip2. ${decompress('bzip2 -dk')}`],
  ['\xfd7zXZ\0', `The file is compressed with xz. ${decompress('xz -dk')}`],
  ['PK\x03\x04', `The file is a zip archive. ${decompress('unzip')}`],
  ['PAR1', `The file is in the Parquet format, not JSON. ${toJsonl}`],
  ['ARROW1', `The file is in the Arrow format, not JSON. ${toJsonl}`],
  ['SQLite format 3\0', `The file is a SQLite database, not JSON. ${toJsonl}`],
  ['version https://git-lfs', 'The file only points to data kept by Git LFS. Fetch the data with: git lfs pull.'],
];

/** Tells by content how a file holds its records; names say little, since many `.json` files are JSONL in truth. */
export function detectContainer(source: ByteSource): Detected {
  const sample = Buffer.from(source.read(0, SAMPLE_BYTES));
  const bomLength = sample.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? 3 : 0;
  const problem = problemOf(sample);
  if (problem) return { container: 'lines', bomLength, problem };
  return { container: beginsAnArray(source, bomLength) ? 'array' : 'lines', bomLength };
}

function problemOf(sample: Buffer): string | undefined {
  const head = sample.toString('latin1', 0, 32);
  const signature = SIGNATURES.find(([bytes]) => head.startsWith(bytes));
  if (signature) return signature[1];

  const nuls = sample.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (nuls <= sample.length * MAX_NUL_SHARE) return undefined;
  // Each ASCII character of UTF-16 has a NUL for its other byte.
  const looksLikeUtf16 = sample[0] === 0 ? sample[1] !== 0 : sample[1] === 0 && sample[2] !== 0;
  return looksLikeUtf16
    ? `The file seems to be text in UTF-16, not in UTF-8. ${toUtf8}`
    : 'The file is not text: it is full of NUL bytes.';
}

/** `[` begins an array of records, or the first of many records that are lists, each on a line. */
function beginsAnArray(source: ByteSource, bomLength: number): boolean {
  const start = firstContent(source, bomLength, source.size);
  if (start === undefined || source.read(start, start + 1)[0] !== 0x5b) return false;
  const lineEnd = findNewline(source, start, start + LONGEST_FIRST_LINE);
  if (lineEnd === undefined) return true;
  if (firstContent(source, lineEnd, source.size) === undefined) return true;
  return !isJson(new TextDecoder().decode(source.read(start, lineEnd)));
}

function firstContent(source: ByteSource, start: number, end: number): number | undefined {
  return findByte(source, start, end, (block) =>
    block.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09),
  );
}

function findNewline(source: ByteSource, start: number, end: number): number | undefined {
  return findByte(source, start, end, (block) => block.indexOf(0x0a));
}

function findByte(
  source: ByteSource,
  start: number,
  end: number,
  find: (block: Uint8Array) => number,
): number | undefined {
  for (let at = start; at < Math.min(end, source.size); at += SAMPLE_BYTES) {
    const found = find(source.read(at, at + SAMPLE_BYTES));
    if (found !== -1) return at + found;
  }
  return undefined;
}
