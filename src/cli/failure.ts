/** Something that the user can mend: told in one line, without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a part of the path is not a folder',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links go round in a circle',
  ENOSPC: 'no space left on the disk',
  EIO: 'the disk reports an error',
};

/** Why something failed, in words for people. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || error.message;
}
