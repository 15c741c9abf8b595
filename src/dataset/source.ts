import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Where the bytes of a dataset are. Plain data, so that it can be posted to a worker thread. */
export type SourceLocation =
  | { readonly kind: 'file'; readonly path: string }
  /** Opened by another thread of this process, which closes it: the same file, whatever has taken its name since. */
  | { readonly kind: 'opened'; readonly descriptor: number; readonly size: number }
  | { readonly kind: 'memory'; readonly bytes: SharedArrayBuffer };

/** Random access to a dataset's bytes. Reads are synchronous: use it in worker threads or for a few records at a time. */
export interface ByteSource {
  /** Length in bytes when the source was opened. */
  readonly size: number;
  /**
   * The bytes from `start` up to but not including `end`, clamped to the source.
   * Shorter than asked for when a file has been cut since it was opened.
   */
  read(start: number, end: number): Uint8Array;
  /**
   * Fills `target` with the bytes from `start` on.
   * @returns how many there were: fewer than asked for at the source's end.
   */
  readInto(target: Uint8Array, start: number): number;
  /** Where other threads find the same bytes, as long as this source is open. */
  readonly location: SourceLocation;
  close(): void;
}

/** @throws the file system's error (ENOENT, EACCES, EISDIR …) when a file cannot be opened. */
export function openSource(location: SourceLocation): ByteSource {
  switch (location.kind) {
    case 'file':
      return openFile(location.path);
    case 'opened':
      return new FileSource(location.descriptor, location.size, false);
    case 'memory':
      return new MemorySource(location.bytes);
  }
}

function openFile(path: string): FileSource {
  const descriptor = openSync(path, 'r');
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) {
    closeSync(descriptor);
    throw Object.assign(new Error(`EISDIR: ${path} is a folder`), { code: 'EISDIR' });
  }
  return new FileSource(descriptor, stat.size);
}

/** A file that is open already. */
export class FileSource implements ByteSource {
  /** @param isOwner whether closing the source closes the file. */
  constructor(
    private readonly descriptor: number,
    readonly size: number,
    private readonly isOwner = true,
  ) {}

  /** For other threads, as long as this source is open. */
  get location(): SourceLocation {
    return { kind: 'opened', descriptor: this.descriptor, size: this.size };
  }

  read(start: number, end: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.size) - start));
    return bytes.subarray(0, this.readInto(bytes, start));
  }

  readInto(target: Uint8Array, start: number): number {
    const length = Math.min(target.length, Math.max(0, this.size - start));
    let filled = 0;
    while (filled < length) {
      const got = readSync(this.descriptor, target, filled, length - filled, start + filled);
      if (got === 0) break;
      filled += got;
    }
    return filled;
  }

  close(): void {
    if (this.isOwner) closeSync(this.descriptor);
  }
}

class MemorySource implements ByteSource {
  readonly size: number;

  constructor(private readonly bytes: SharedArrayBuffer) {
    this.size = bytes.byteLength;
  }

  get location(): SourceLocation {
    return { kind: 'memory', bytes: this.bytes };
  }

  read(start: number, end: number): Uint8Array {
    // A copy: TextDecoder refuses views of shared memory.
    return new Uint8Array(this.bytes).slice(start, Math.min(end, this.size));
  }

  readInto(target: Uint8Array, start: number): number {
    const bytes = new Uint8Array(this.bytes).subarray(start, start + target.length);
    target.set(bytes);
    return bytes.length;
  }

  close(): void {}
}
