import { detectContainer } from '../container';
import { isAdded } from '../edits/recordKey';
import { indexRecords } from '../indexRecords';
import { type RecordIndex, RecordIndexWriter } from '../recordIndex';
import { FileSource } from '../source';
import { arrayLayout } from './arrayLayout';
import { BlockWriter } from './blockWriter';
import { type EditedRecords, stretchesOf } from './editedRecords';

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Called at most ten times a second. Bytes; `of` is about how many there will be. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Lets waiting messages in between blocks: an abort, another call. */
  readonly breathe: () => Promise<void>;
}

export interface WrittenDataset {
  /** Of the file written, the same that `indexRecords` finds in it. */
  readonly index: RecordIndex;
  /** In bytes. */
  readonly size: number;
}

const PROGRESS_INTERVAL = 100;

/**
 * Writes an edited dataset to an empty file that is open for writing and reading. Records that have not been edited
 * keep every byte, their line endings and what lies between neighbours included, and so do byte order mark, final line
 * ending, and what stands before and after an array's elements. A record that comes to stand where there is nothing to
 * keep gets the file's prevailing line ending, or what lies between its first two elements.
 *
 * Normally the index has a record for each of the edited ones. It has others where an array's broken elements, edited
 * or moved, run into their neighbours or fall apart.
 * @throws AbortError when `signal` is aborted; SourceCutError when the source has been cut since it was opened; the
 * file system's error when the file cannot be written.
 */
export async function writeDataset(
  records: EditedRecords,
  descriptor: number,
  options: WriteOptions,
): Promise<WrittenDataset> {
  const { signal, breathe } = options;
  const writer = new BlockWriter(descriptor, { signal, breathe, onProgress: throttled(records.source.size, options) });
  const { container, bomLength } = detectContainer(records.source);
  await writer.copy(records.source, 0, bomLength);
  const index = container === 'lines' ? await writeLines(records, writer) : await writeArray(records, writer);
  writer.end();

  const size = writer.position;
  const written = new FileSource(descriptor, size);
  // What begins a file can make another kind of file of it.
  const detected = detectContainer(written);
  const holds = index && detected.container === container && detected.bomLength === bomLength;
  return { index: holds ? index : await indexRecords(written, { signal, breathe }), size };
}

const NEWLINE = Buffer.from('\n');
const RETURN_NEWLINE = Buffer.from('\r\n');

/** @returns the index, unless a record's content has a line break in it. */
async function writeLines(records: EditedRecords, writer: BlockWriter): Promise<RecordIndex | undefined> {
  const { source, index, contents } = records;
  const count = countOf(records);
  const isUnended = (key: number) => index.next(key) > source.size;
  const isCrlf = (key: number) => !isAdded(key) && !isUnended(key) && index.endsWithCrlf(key);
  const prevailing = index.count > 0 && isCrlf(0);
  const isLastEnded = index.count === 0 || !isUnended(index.count - 1);

  const written = new RecordIndexWriter('lines', writer.position);
  let broken = false;
  let position = 0;
  for (const { first, count: stretch, content } of stretchesOf(records)) {
    const last = first + stretch - 1;
    /** At least the last byte of the last record. */
    let tail: Uint8Array;
    if (content === 0) {
      const start = index.start(first);
      const end = index.end(last);
      const shift = writer.position - start;
      for (let key = first; key < last; key++) written.addLine(index.next(key) + shift, index.endsWithCrlf(key));
      tail = source.read(Math.max(index.start(last), end - 1), end);
      await writer.copy(source, start, end);
    } else {
      tail = contents.read(content);
      broken ||= tail.includes(NEWLINE[0]);
      await writer.add(tail);
    }
    position += stretch;
    // A last record that is blank would be lost without its line ending.
    if (position === count && !isLastEnded && tail.length > 0) {
      written.addLine(writer.position + 1, false);
    } else {
      const crlf = isAdded(last) || isUnended(last) ? prevailing : isCrlf(last);
      await writer.add(crlf ? RETURN_NEWLINE : NEWLINE);
      written.addLine(writer.position, crlf || tail.at(-1) === RETURN_NEWLINE[0]);
    }
  }
  written.finish();
  return broken ? undefined : written;
}

/** How the elements of the new array are told apart depends, where they are broken, on their neighbours: no index. */
async function writeArray(records: EditedRecords, writer: BlockWriter): Promise<undefined> {
  const { source, index, contents } = records;
  const { elementsStart, elementsEnd, gap } = arrayLayout(source, index);
  await writer.copy(source, writer.position, elementsStart);
  let before: number | undefined;
  for (const { first, count, content } of stretchesOf(records)) {
    const last = first + count - 1;
    const areNeighbours = before !== undefined && before + 1 === first && !isAdded(before);
    if (areNeighbours) await writer.copy(source, index.end(before!), index.start(first));
    else if (before !== undefined) await writer.add(gap);
    if (content === 0) await writer.copy(source, index.start(first), index.end(last));
    else await writer.add(contents.read(content));
    before = last;
  }
  await writer.copy(source, elementsEnd, source.size);
}

function countOf({ index, order }: EditedRecords): number {
  return order ? order.byteLength / Uint32Array.BYTES_PER_ELEMENT : index.count;
}

function throttled(of: number, { onProgress }: WriteOptions): (done: number) => void {
  let last = -Infinity;
  return (done) => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL) return;
    last = now;
    onProgress?.(done, Math.max(done, of));
  };
}
