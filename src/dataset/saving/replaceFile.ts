import { randomBytes } from 'node:crypto';
import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Fingerprint, fingerprintOfStat, isUntouched } from './fingerprint';
import { SaveError, saveErrorOf } from './saveError';

export interface ReplaceOptions {
  readonly signal?: AbortSignal;
  /** The file as it must still be; absent: whatever is there, if anything, is replaced. */
  readonly expect?: Fingerprint;
}

export interface Replaced<T> {
  /** What `write` answered. */
  readonly result: T;
  /** Of the new file, without `crc`. */
  readonly fingerprint: Fingerprint;
}

const syncToDisk = promisify(fsync);

/**
 * Replaces a file as a whole, or creates it: writes a temporary file in the same folder, makes sure that it has reached
 * the disk, and gives it the file's name. Whoever looks sees the old file or the new one, also after a crash or a power
 * cut; after an error the old one is untouched and the temporary file gone. Symbolic links stay, what they point to is
 * replaced; mode and, where allowed, owner stay.
 *
 * A process that is killed can leave its temporary file behind. A later save in that folder removes it, an hour after
 * it was last written to: until then it may be another process's that is still at work.
 * @param write gets a descriptor open for writing and reading.
 * @throws SaveError
 */
export async function replaceFile<T>(
  path: string,
  write: (descriptor: number) => Promise<T>,
  { signal, expect }: ReplaceOptions = {},
): Promise<Replaced<T>> {
  try {
    const target = followLinks(path);
    const before = statOf(target);
    mustBeReplaceable(path, target, before, expect);
    removeLeftovers(dirname(target));
    const temporary = new TemporaryFile(path, target, before);
    try {
      const result = await write(temporary.descriptor);
      await syncToDisk(temporary.descriptor);
      const fingerprint = temporary.close();
      signal?.throwIfAborted();
      mustBeReplaceable(path, target, statOf(target), expect);
      renameSync(temporary.path, target);
      await syncFolder(dirname(target));
      return { result, fingerprint };
    } catch (error) {
      temporary.remove();
      throw error;
    }
  } catch (error) {
    throw saveErrorOf(error, path);
  }
}

/**
 * Whether a file can be replaced as far as can be told without trying.
 * @returns undefined when it can.
 */
export function whyNotReplaceable(path: string): SaveError | undefined {
  try {
    const target = followLinks(path);
    mustBeReplaceable(path, target, statOf(target), undefined);
    if (!isAllowed(dirname(target))) return folderReadOnly(path);
    return undefined;
  } catch (error) {
    return saveErrorOf(error, path);
  }
}

const MOST_LINKS = 40;

/** Where the bytes are, or would be: links may lead to where there is nothing yet. */
function followLinks(path: string): string {
  let target = resolve(path);
  for (let links = 0; links < MOST_LINKS; links++) {
    try {
      return realpathSync.native(target);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    const stat = lstatSync(target, { throwIfNoEntry: false });
    if (!stat?.isSymbolicLink()) return target;
    target = resolve(dirname(target), readlinkSync(target));
  }
  throw new SaveError('failed', path, 'its symbolic links lead nowhere');
}

function statOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function mustBeReplaceable(
  path: string,
  target: string,
  stat: BigIntStats | undefined,
  expect: Fingerprint | undefined,
): void {
  if (!stat) {
    if (expect) throw new SaveError('changed', path, 'the file is gone, deleted or moved by someone else');
    return;
  }
  if (stat.isDirectory()) throw new SaveError('failed', path, 'there is a folder of that name');
  if (!stat.isFile()) throw new SaveError('failed', path, 'it is not a regular file');
  // Root may write to any file: what was made read-only is to stay as it is, whoever asks.
  const writable = (stat.mode & 0o222n) !== 0n && isAllowed(target);
  if (!writable) throw new SaveError('read-only', path, 'the file is read-only');
  if (expect && !isUntouched(expect, fingerprintOfStat(stat))) {
    throw new SaveError('changed', path, 'the file has been changed by someone else since it was read');
  }
}

function isAllowed(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function folderReadOnly(path: string, cause?: unknown): SaveError {
  return new SaveError('folder-read-only', path, 'its folder does not allow new files to be made in it', { cause });
}

const LEFTOVER = /^\..*\.[0-9a-f]{16}\.paddock-save$/;
const LEFTOVER_AFTER_MILLISECONDS = 3_600_000;
/** File systems have names of 255 bytes or UTF-16 units; this much of a file's own leaves room for the rest. */
const KEPT_OF_NAME = 64;

class TemporaryFile {
  readonly path: string;
  readonly descriptor: number;
  private isOpen = true;

  constructor(path: string, target: string, like: BigIntStats | undefined) {
    const name = `.${basename(target).slice(0, KEPT_OF_NAME)}.${randomBytes(8).toString('hex')}.paddock-save`;
    this.path = join(dirname(target), name);
    try {
      // Until it has the mode of the file that it replaces, nobody else may look into it.
      this.descriptor = openSync(this.path, 'wx+', like ? 0o600 : undefined);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw folderReadOnly(path, error);
      throw error;
    }
    if (!like) return;
    try {
      this.takeOwnerAndMode(like);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** @returns the fingerprint that the file keeps when it is renamed. */
  close(): Fingerprint {
    closeSync(this.descriptor);
    this.isOpen = false;
    return fingerprintOfStat(statSync(this.path, { bigint: true }));
  }

  remove(): void {
    if (this.isOpen) closeSync(this.descriptor);
    this.isOpen = false;
    try {
      rmSync(this.path, { force: true });
    } catch {
      // A later save tries it again; why this one has failed is what is to be said.
    }
  }

  private takeOwnerAndMode({ uid, gid, mode }: BigIntStats): void {
    const own = fstatSync(this.descriptor, { bigint: true });
    if (own.uid !== uid || own.gid !== gid) {
      // Only root may give a file away, but its group can be set by whoever is of that group.
      if (!this.tryOwner(Number(uid), Number(gid))) this.tryOwner(Number(own.uid), Number(gid));
    }
    // After the owner, since a change of that takes bits from the mode.
    if (own.mode !== mode) fchmodSync(this.descriptor, Number(mode & 0o7777n));
  }

  private tryOwner(uid: number, gid: number): boolean {
    try {
      fchownSync(this.descriptor, uid, gid);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EPERM') return false;
      throw error;
    }
  }
}

function removeLeftovers(folder: string): void {
  const before = Date.now() - LEFTOVER_AFTER_MILLISECONDS;
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (LEFTOVER.test(name) && statSync(path).mtimeMs < before) rmSync(path);
    }
  } catch {
    // A folder that cannot be listed, or a file that another process removes too: neither keeps us from saving.
  }
}

/** Makes a rename last. The file has its new bytes by now: not every file system can sync a folder, and none must. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      await syncToDisk(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // See above.
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
