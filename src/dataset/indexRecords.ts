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
}

/** Small enough to stay in the processor's cache between the read and the scan. */
const BLOCK_SIZE = 1 << 20;
const PROGRESS_INTERVAL = 100;

/**
 * Finds the records of a dataset, reading it once from start to end without holding it.
 * @throws AbortError when `signal` is aborted.
 */
export async function indexRecords(source: ByteSource, options: IndexOptions): Promise<RecordIndex> {
  const { onProgress, signal, breathe, blockSize = BLOCK_SIZE } = options;
  const { container, bomLength } = detectContainer(source);
  const index = new RecordIndexWriter(container, bomLength);
  const scanner = container === 'lines' ? new LineScanner(index, bomLength) : new ElementScanner(index, source);

  const buffer = Buffer.allocUnsafe(blockSize);
  let lastProgress = 0;
  let done = bomLength;
  while (done < source.size) {
    signal?.throwIfAborted();
    const length = source.readInto(buffer, done);
    if (length === 0) break;
    scanner.scan(buffer.subarray(0, length), done);
    done += length;
    const now = performance.now();
    if (onProgress && (lastProgress === 0 || now - lastProgress >= PROGRESS_INTERVAL)) {
      onProgress(index, done);
      lastProgress = now;
    }
    await breathe();
  }
  signal?.throwIfAborted();
  scanner.end(done);
  index.finish();
  onProgress?.(index, done);
  return index;
}

const NEWLINE = 10;
const RETURN = 13;

class LineScanner {
  private lineStart: number;
  private lastByte = 0;

  constructor(
    private readonly index: RecordIndexWriter,
    start: number,
  ) {
    this.lineStart = start;
  }

  scan(block: Buffer, base: number): void {
    let next = 0;
    for (let newline = block.indexOf(NEWLINE); newline !== -1; newline = block.indexOf(NEWLINE, next)) {
      const before = newline > 0 ? block[newline - 1] : this.lastByte;
      next = newline + 1;
      this.index.addLine(base + next, before === RETURN);
    }
    if (next > 0) this.lineStart = base + next;
    this.lastByte = block[block.length - 1]!;
  }

  end(size: number): void {
    if (size > this.lineStart) this.index.addLine(size + 1, false);
  }
}
