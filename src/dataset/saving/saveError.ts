import { basename } from 'node:path';
import { SourceCutError } from './blockWriter';

export type SaveErrorCode =
  /** The file is not the one any more that was read, or is gone. */
  | 'changed'
  | 'read-only'
  /** No file can be created beside the one to be saved. */
  | 'folder-read-only'
  | 'disk-full'
  | 'cancelled'
  | 'failed';

/** Why a file has not been saved: it is as it was before. The message is one sentence for people. */
export class SaveError extends Error {
  override readonly name = 'SaveError';

  constructor(
    readonly code: SaveErrorCode,
    path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${basename(path)} has not been saved: ${reason}.`, options);
  }
}

/** What went wrong while `path` was written. */
export function saveErrorOf(error: unknown, path: string): SaveError {
  if (error instanceof SaveError) return error;
  const options = { cause: error };
  if (error instanceof Error && error.name === 'AbortError') {
    return new SaveError('cancelled', path, 'the save was cancelled', options);
  }
  if (error instanceof SourceCutError) {
    return new SaveError('changed', path, 'the file it was read from has been cut by someone else', options);
  }
  return new SaveError(isFull(error) ? 'disk-full' : 'failed', path, whyNotWritten(error), options);
}

const FULL: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than the disk allows',
};

function isFull(error: unknown): boolean {
  return ((error as NodeJS.ErrnoException).code ?? '') in FULL;
}

/** In words for people, without a full stop. Of others it has the system's: "EIO: i/o error, write" is "i/o error". */
export function whyNotWritten(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && isFull(error)) return FULL[code];
  const message = error instanceof Error ? error.message : String(error);
  return (/^E[A-Z0-9]+: ([^,]+),/.exec(message)?.[1] ?? message).replace(/\.$/, '');
}
