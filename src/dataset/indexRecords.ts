import { detectContainer } from './container';
import { ElementScanner } from './elementScanner';
import type { RecordIndex } from './recordIndex';
import { RecordIndexWriter } from './recordIndex';
import type { ByteSource } from './source';

export interface IndexOptions {
  /** Called after the first block, then at most ten times a second, and at the end. `bytesDone` of `source.size`. */
  readonly onProgress?: (index: RecordIndex, bytesDone: number) => void;
  readonly signal?: AbortSignal;
  /** Lets waiting messages in between blocks: an abort, another call. */
  readonly breathe: () => Promise<void>;
  /** Bytes read at once. */
  readonly blockSize?: number;
  /** Starts another thread that shares in the work on lines: worth it for files of a gigabyte and more. */
  readonly startHelper?: () => Promise<LineHelper>;
  /** Bytes of lines that one thread or the other scans at once. */
  readonly sliceSize?: number;
}

/** `scanLines` of the same source in another thread. */
export type LineHelper = (start: number, end: number) => Promise<Float64Array>;

/** Small enough to stay in the processor's cache between the read and the scan. */
const BLOCK_SIZE = 1 << 19;
const SLICE_SIZE = 4 << 20;
const PROGRESS_INTERVAL = 100;

/**
 * Finds the records of a dataset, reading it once from start to end without holding it.
 * @throws AbortError when `signal` is aborted.
 */
export async function indexRecords(source: ByteSource, options: IndexOptions): Promise<RecordIndex> {
  const { onProgress, signal } = options;
  const { container, bomLength } = detectContainer(source);
  const index = new RecordIndexWriter(container, bomLength);
  let lastProgress = 0;
  const progress = (done: number) => {
    const now = performance.now();
    if (lastProgress !== 0 && now - lastProgress < PROGRESS_INTERVAL) return;
    onProgress?.(index, done);
    lastProgress = now;
  };
  const indexAll = container === 'lines' ? indexLines : indexElements;
  const done = await indexAll(source, index, bomLength, options, progress);
  signal?.throwIfAborted();
  index.finish();
  onProgress?.(index, done);
  return index;
}

/** @returns where the source ended. */
async function indexElements(
  source: ByteSource,
  index: RecordIndexWriter,
  start: number,
  { signal, breathe, blockSize = BLOCK_SIZE }: IndexOptions,
  progress: (done: number) => void,
): Promise<number> {
  const scanner = new ElementScanner(index, source);
  const buffer = Buffer.allocUnsafe(blockSize);
  let done = start;
  while (done < source.size) {
    signal?.throwIfAborted();
    const length = source.readInto(buffer, done);
    if (length === 0) break;
    scanner.scan(buffer.subarray(0, length), done);
    done += length;
    progress(done);
    await breathe();
  }
  scanner.end(done);
  return done;
}

/**
 * Scans slices of the source in this thread and, where there is one, in a helper: each takes the next when it is ready.
 * @returns where the source ended.
 */
async function indexLines(
  source: ByteSource,
  index: RecordIndexWriter,
  start: number,
  { signal, breathe, blockSize, startHelper, sliceSize = SLICE_SIZE }: IndexOptions,
  progress: (done: number) => void,
): Promise<number> {
  const slices = Math.ceil((source.size - start) / sliceSize);
  const startOf = (slice: number) => Math.min(source.size, start + slice * sliceSize);
  /** What cannot be added yet, since a slice before it is not scanned. */
  const waiting = new Map<number, Float64Array>();
  let taken = 0;
  let added = 0;
  const takeSlices = async (scan: LineHelper) => {
    while (taken < slices) {
      signal?.throwIfAborted();
      const slice = taken++;
      waiting.set(slice, await scan(startOf(slice), startOf(slice + 1)));
      for (let next = waiting.get(added); next; next = waiting.get(added)) {
        index.addLines(next);
        waiting.delete(added++);
      }
      progress(startOf(added));
    }
  };

  // While the helper scans a slice, its next one is on the way to it.
  const helped = startHelper?.().then((help) => Promise.all([takeSlices(help), takeSlices(help)]));
  // Awaited only when it has taken something: a helper that cannot start is not missed.
  helped?.catch(() => undefined);
  await takeSlices(async (from, to) => {
    await breathe();
    signal?.throwIfAborted();
    return scanLines(source, from, to, blockSize);
  });
  if (added < slices) await helped;
  index.endLines(source.size);
  return source.size;
}

const NEWLINE = 10;
const RETURN = 13;

/**
 * Where lines begin after the line endings from `start` up to but not including `end`, in bytes; negative after \r\n.
 * Synchronous: for worker threads.
 */
export function scanLines(source: ByteSource, start: number, end: number, blockSize = BLOCK_SIZE): Float64Array {
  let starts = new Float64Array(1024);
  let count = 0;
  let lastByte = start > 0 ? source.read(start - 1, start)[0] : 0;
  const buffer = Buffer.allocUnsafe(Math.min(blockSize, end - start));
  for (let base = start; base < end; ) {
    const length = source.readInto(buffer.subarray(0, Math.min(buffer.length, end - base)), base);
    if (length === 0) break;
    const block = buffer.subarray(0, length);
    for (let newline = block.indexOf(NEWLINE); newline !== -1; newline = block.indexOf(NEWLINE, newline + 1)) {
      if (count === starts.length) starts = twiceAsLong(starts);
      const next = base + newline + 1;
      starts[count++] = (newline > 0 ? block[newline - 1] : lastByte) === RETURN ? -next : next;
    }
    lastByte = block[length - 1];
    base += length;
  }
  return starts.slice(0, count);
}

function twiceAsLong(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
