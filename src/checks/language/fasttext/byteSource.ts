import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read once, from the first to the last. */
export interface ByteSource {
  readonly size: number;
  /** Fills the beginning of `target` with the bytes that follow, and says how many: 0 at the end. */
  read(target: Uint8Array): number;
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  let position = 0;
  return {
    size: bytes.length,
    read(target) {
      const piece = bytes.subarray(position, position + target.length);
      target.set(piece);
      position += piece.length;
      return piece.length;
    },
  };
}

/** Bytes asked of the system at once: some systems give no more than 2 GB. */
const LARGEST_READ = 1 << 26;

/** Opens a file for as long as `use` runs. */
export function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  const file = openSync(path, 'r');
  try {
    return use({
      size: fstatSync(file).size,
      read: (target) => readSync(file, target, 0, Math.min(target.length, LARGEST_READ), null),
    });
  } finally {
    closeSync(file);
  }
}
