import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from './replaceFile';

/**
 * Replaces a small text file as a whole, or creates it with its folders: whoever looks sees the old text or the new
 * one, also after a crash or a full disk.
 * @throws SaveError, or the file system's error when a folder cannot be made; then the file is as it was.
 */
export async function replaceText(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await replaceFile(path, async (descriptor) => writeFileSync(descriptor, text));
}
