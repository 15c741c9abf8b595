import { type BigIntStats, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../source';

/** What a file was like at some time, to tell later whether it is still the same. Plain data. */
export interface Fingerprint {
  /** In bytes. */
  readonly size: number;
  /** When it was last written to, in nanoseconds since 1970: more digits than a number holds. */
  readonly modified: string;
  /** Which file on its disk; a file that replaces another has a number of its own. */
  readonly inode?: string;
  /** CRC-32 of all its bytes. */
  readonly crc?: number;
}

/** @throws the file system's error when there is no such file, or it cannot be looked at. */
export function fingerprintOf(path: string): Fingerprint {
  return fingerprintOfStat(statSync(path, { bigint: true }));
}

export function fingerprintOfStat({ size, mtimeNs, ino }: BigIntStats): Fingerprint {
  return { size: Number(size), modified: String(mtimeNs), inode: String(ino) };
}

/** Whether nobody has written to the file between two fingerprints: same file, size and time. */
export function isUntouched(before: Fingerprint, now: Fingerprint): boolean {
  return before.size === now.size && before.modified === now.modified && before.inode === now.inode;
}

/**
 * Whether a file has the same bytes as before.
 * @returns undefined when only the bytes can tell: then give both fingerprints the `crc` of theirs.
 */
export function sameContent(before: Fingerprint, now: Fingerprint): boolean | undefined {
  if (before.size !== now.size) return false;
  if (before.crc !== undefined && now.crc !== undefined) return before.crc === now.crc;
  return isUntouched(before, now) ? true : undefined;
}

export interface CrcOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, of: number) => void;
  /** Lets waiting messages in between blocks. */
  readonly breathe: () => Promise<void>;
}

const BLOCK_SIZE = 1 << 20;

/**
 * CRC-32 of all bytes, as zlib and gzip have it (RFC 1952, section 8). For worker threads: it reads the whole file.
 * @throws AbortError when `signal` is aborted.
 */
export async function crcOf(source: ByteSource, { signal, onProgress, breathe }: CrcOptions): Promise<number> {
  const block = Buffer.allocUnsafe(Math.min(BLOCK_SIZE, source.size));
  let crc = 0;
  for (let done = 0; done < source.size; ) {
    signal?.throwIfAborted();
    const length = source.readInto(block, done);
    if (length === 0) break;
    crc = crc32(block.subarray(0, length), crc);
    done += length;
    onProgress?.(done, source.size);
    await breathe();
  }
  return crc;
}
