import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folders of what has been edited and not been saved, one for each open dataset. A note in the folder says which
 * backup names what is in it, so that a crash loses no edits, even where VS Code has forgotten the backup.
 */

/** What a note says. */
interface BackupNote {
  /** Of the backup. */
  readonly path: string;
  /** The dataset's file. */
  readonly uri: string;
  /** The process that edits it, or did. */
  readonly process: number;
}

const NOTE = 'backup.json';
/** Another window may be about to write the note of a folder that is younger, in milliseconds. */
const KEPT_FOR = 24 * 3_600_000;

export async function noteBackup(folder: string, path: string, uri: string): Promise<void> {
  const note: BackupNote = { path, uri, process: process.pid };
  await writeFile(join(folder, NOTE), JSON.stringify(note));
}

export interface LeftBackup {
  readonly folder: string;
  readonly path: string;
}

/**
 * The backup of a dataset that was being edited in a process that is no more.
 * @param unsaved the folder of the folders.
 */
export async function findLeftBackup(unsaved: string, uri: string): Promise<LeftBackup | undefined> {
  for (const folder of await foldersIn(unsaved)) {
    const note = await readNote(folder);
    if (note?.uri === uri && !isRunning(note.process) && (await exists(note.path))) return { folder, path: note.path };
  }
  return undefined;
}

export async function removeBackup({ folder, path }: LeftBackup): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rm(path, { force: true });
}

/** Removes what a crash has left of edits that no backup names. */
export async function removeLeftovers(unsaved: string): Promise<void> {
  for (const folder of await foldersIn(unsaved)) {
    try {
      const note = await readNote(folder);
      if (note && (isRunning(note.process) || (await exists(note.path)))) continue;
      if (Date.now() - (await stat(folder)).mtimeMs > KEPT_FOR) await rm(folder, { recursive: true, force: true });
    } catch {
      // Removed by another window meanwhile, or not to be removed: the next start tries again.
    }
  }
}

async function foldersIn(unsaved: string): Promise<string[]> {
  const names = await readdir(unsaved).catch(() => []);
  return names.map((name) => join(unsaved, name));
}

async function readNote(folder: string): Promise<BackupNote | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, NOTE), 'utf8')) as BackupNote;
  } catch {
    return undefined;
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isRunning(id: number): boolean {
  if (id === process.pid) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
