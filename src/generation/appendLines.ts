import type { FileHandle } from 'node:fs/promises';

const NEWLINE = 0x0a;

/**
 * Adds lines at the end of a file that others may add to as well, all of them or none: after an error what has been
 * written of them is taken away again, where the system allows that and nobody has written behind it.
 * @param file open for appending and reading.
 * @param lines each with its line feed. A line in the file that was cut off does not take the first one with it.
 * @param isSynced whether it waits until they have reached the disk.
 * @throws the file system's error.
 */
export async function appendLines(file: FileHandle, lines: string, isSynced = false): Promise<void> {
  const { size } = await file.stat();
  const last = new Uint8Array(1);
  if (size > 0) await file.read(last, 0, 1, size - 1);
  const bytes = Buffer.from(size > 0 && last[0] !== NEWLINE ? `\n${lines}` : lines);
  try {
    // In one piece, at the file's end wherever that is by then.
    await file.appendFile(bytes);
    if (isSynced) await file.datasync();
  } catch (error) {
    await takeBack(file, size, bytes).catch(() => undefined);
    throw error;
  }
}

async function takeBack(file: FileHandle, before: number, bytes: Uint8Array): Promise<void> {
  const { size } = await file.stat();
  const length = size - before;
  if (length <= 0 || length > bytes.length) return;
  const written = Buffer.alloc(length);
  await file.read(written, 0, length, before);
  if (written.equals(bytes.subarray(0, length))) await file.truncate(before);
}
