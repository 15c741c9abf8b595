import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKUP_NAME } from './datasetDocument';

/** Another window may still be at work in a folder that is younger, in milliseconds. */
const KEPT_FOR = 24 * 3_600_000;

/**
 * Removes what a crash has left of edits that no backup names any more.
 * @param unsaved the folder of what has been edited and not been saved.
 */
export async function removeLeftovers(unsaved: string): Promise<void> {
  const names = await readdir(unsaved).catch(() => []);
  for (const name of names) {
    const folder = join(unsaved, name);
    try {
      if (Date.now() - (await stat(folder)).mtimeMs < KEPT_FOR || (await isBackedUp(folder))) continue;
      await rm(folder, { recursive: true, force: true });
    } catch {
      // Removed by another window meanwhile, or not to be removed: the next start tries again.
    }
  }
}

async function isBackedUp(folder: string): Promise<boolean> {
  try {
    await stat(await readFile(join(folder, BACKUP_NAME), 'utf8'));
    return true;
  } catch {
    return false;
  }
}
