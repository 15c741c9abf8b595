import { write } from 'node:fs';
import { promisify } from 'node:util';
import type { ByteSource } from '../source';

const writeBytes = promisify(write);

export interface BlockWriterOptions {
  /** Called before a block is written. */
  readonly onBlock?: (bytesDone: number) => void;
  readonly signal?: AbortSignal;
  /** Lets waiting messages in between blocks. */
  readonly breathe: () => Promise<void>;
}

/** Small enough to stay in the processor's cache between being filled and being written. */
const BLOCK_SIZE = 1 << 20;

/**
 * Writes bytes to a file from its start, in large blocks: while one is being written, the next is filled.
 * @throws AbortError when `signal` is aborted; the file system's error when a block cannot be written.
 */
export class BlockWriter {
  private filling = Buffer.allocUnsafe(BLOCK_SIZE);
  private written = Buffer.allocUnsafe(BLOCK_SIZE);
  private filled = 0;
  /** Where the block being filled begins in the file. */
  private base = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly descriptor: number,
    private readonly options: BlockWriterOptions,
  ) {}

  /** Where the next byte comes to stand. */
  get position(): number {
    return this.base + this.filled;
  }

  async add(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const taken = bytes.subarray(done, done + BLOCK_SIZE - this.filled);
      this.filling.set(taken, this.filled);
      done += taken.length;
      this.filled += taken.length;
      if (this.filled === BLOCK_SIZE) await this.writeBlock();
    }
  }

  /** @throws SourceCutError when the source has fewer bytes than when it was opened. */
  async copy(source: ByteSource, start: number, end: number): Promise<void> {
    for (let from = start; from < end; ) {
      const wanted = Math.min(end - from, BLOCK_SIZE - this.filled);
      const length = source.readInto(this.filling.subarray(this.filled, this.filled + wanted), from);
      if (length < wanted) throw new SourceCutError();
      from += length;
      this.filled += length;
      if (this.filled === BLOCK_SIZE) await this.writeBlock();
    }
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    await this.writeBlock();
    await this.writing;
  }

  private async writeBlock(): Promise<void> {
    const { signal, breathe, onBlock } = this.options;
    await this.writing;
    await breathe();
    signal?.throwIfAborted();
    onBlock?.(this.base);
    [this.filling, this.written] = [this.written, this.filling];
    this.writing = this.writeAll(this.written.subarray(0, this.filled), this.base);
    // Awaited with the next block; until then nobody listens to it.
    this.writing.catch(() => undefined);
    this.base += this.filled;
    this.filled = 0;
  }

  private async writeAll(block: Buffer, base: number): Promise<void> {
    for (let done = 0; done < block.length; ) {
      const { bytesWritten } = await writeBytes(this.descriptor, block, done, block.length - done, base + done);
      done += bytesWritten;
    }
  }
}

/** A file has become shorter since it was opened. */
export class SourceCutError extends Error {
  override readonly name = 'SourceCutError';

  constructor() {
    super('The file has become shorter since it was opened');
  }
}
