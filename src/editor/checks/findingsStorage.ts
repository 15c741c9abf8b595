import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Pace } from '../../threads/pace';

const SUFFIX = '.findings';
const TEMPORARY = '.tmp';
const MOST_FILES = 20;
const MOST_BYTES = 500 * 2 ** 20;
/** Nobody writes a file for so long, in milliseconds. */
const LONGEST_WRITE = 3_600_000;
/** Parts are put together to blocks of this size. */
const BLOCK_BYTES = 1 << 20;

/** A folder with a file of findings for each dataset, as many and as large as is worth it: the longest unused go first. */
export class FindingsStorage {
  constructor(private readonly folder: string) {}

  /** What was written for the dataset last; `undefined` when there is nothing to be had. */
  async read(uri: string): Promise<SharedArrayBuffer | undefined> {
    const path = this.path(uri);
    try {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        if (size > MOST_BYTES) throw new Error('The file is too large.');
        const bytes = new Uint8Array(new SharedArrayBuffer(size));
        for (let at = 0; at < size; ) {
          const { bytesRead } = await file.read(bytes, at, size - at, at);
          if (bytesRead === 0) throw new Error('The file has been cut.');
          at += bytesRead;
        }
        const now = new Date();
        await utimes(path, now, now);
        return bytes.buffer;
      } finally {
        await file.close();
      }
    } catch {
      return undefined;
    }
  }

  /**
   * Writes a dataset's findings as a whole or, where they are too many, not at all.
   * @param isWanted is asked now and then: where it says no, nothing is written.
   * @returns whether they have been written.
   * @throws the file system's error.
   */
  async write(uri: string, parts: Iterable<Uint8Array>, isWanted: () => boolean): Promise<boolean> {
    await mkdir(this.folder, { recursive: true });
    const temporary = join(this.folder, `${randomUUID()}${TEMPORARY}`);
    try {
      const file = await open(temporary, 'wx');
      try {
        const pace = new Pace();
        let size = 0;
        let block: Uint8Array[] = [];
        let blockSize = 0;
        const write = async () => {
          await file.writeFile(Buffer.concat(block));
          block = [];
          blockSize = 0;
        };
        for (const part of parts) {
          block.push(part);
          blockSize += part.length;
          size += part.length;
          if (!isWanted() || size > MOST_BYTES) return false;
          if (blockSize >= BLOCK_BYTES) await write();
          // What is written may be made only now.
          await pace.keep();
        }
        await write();
      } finally {
        await file.close();
      }
      if (!isWanted()) return false;
      await rename(temporary, this.path(uri));
    } finally {
      await rm(temporary, { force: true });
    }
    await this.trim();
    return true;
  }

  async remove(uri: string): Promise<void> {
    await rm(this.path(uri), { force: true });
  }

  private path(uri: string): string {
    return join(this.folder, `${createHash('sha256').update(uri).digest('hex').slice(0, 32)}${SUFFIX}`);
  }

  private async trim(): Promise<void> {
    const files = await Promise.all((await readdir(this.folder)).map((name) => this.look(name)));
    let count = 0;
    let bytes = 0;
    for (const { path, size, mtimeMs } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      if (path.endsWith(SUFFIX)) {
        count++;
        bytes += size;
        if (count > MOST_FILES || bytes > MOST_BYTES) await rm(path, { force: true });
      } else if (path.endsWith(TEMPORARY) && Date.now() - mtimeMs > LONGEST_WRITE) {
        await rm(path, { force: true });
      }
    }
  }

  /** Another window may have removed it meanwhile. */
  private async look(name: string): Promise<{ path: string; size: number; mtimeMs: number }> {
    const path = join(this.folder, name);
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
    return { path, size, mtimeMs };
  }
}
