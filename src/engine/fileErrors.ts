const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EACCES: 'permission to read it is denied.',
  EPERM: 'permission to read it is denied.',
  EISDIR: 'it is a folder.',
  ENOTDIR: 'a part of its path is not a folder.',
  EIO: 'the disk reports an error.',
};

/** Why a file cannot be read, as the end of a sentence for people; `undefined` where the error says something else. */
export function fileErrorReason(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? undefined : REASONS[code];
}
