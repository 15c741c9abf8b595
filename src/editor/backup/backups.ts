import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceText } from '../../dataset/saving/replaceText';
import { type ProcessState, processState } from './processState';

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
  /** When that was started (`ProcessState.started`): its number may be another one's by now. */
  readonly started?: string;
}

const NOTE = 'backup.json';
/** Another window may be about to write the note of a folder that is younger, in milliseconds. */
const KEPT_FOR = 24 * 3_600_000;

let own: Promise<ProcessState> | undefined;

export async function noteBackup(folder: string, path: string, uri: string): Promise<void> {
  const { started } = await (own ??= processState(process.pid));
  const note: BackupNote = { path, uri, process: process.pid, ...(started !== undefined && { started }) };
  await replaceText(join(folder, NOTE), JSON.stringify(note));
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
    if (!note || note === 'damaged' || note.uri !== uri || (await isInUse(note))) continue;
    if (await exists(note.path)) return { folder, path: note.path };
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
      // Where it is damaged, a backup of VS Code's may name what is in the folder.
      if (note === 'damaged' || (note && ((await isInUse(note)) || (await exists(note.path))))) continue;
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

/** @returns `undefined` where there is none. */
async function readNote(folder: string): Promise<BackupNote | 'damaged' | undefined> {
  const text = await readFile(join(folder, NOTE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    // What only cannot be read may be anything.
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : '';
  });
  if (text === undefined) return undefined;
  try {
    const { path, uri, process, started } = JSON.parse(text) as Partial<BackupNote>;
    const isRight = typeof path === 'string' && typeof uri === 'string' && Number.isSafeInteger(process);
    return isRight ? { path, uri, process: process!, started } : 'damaged';
  } catch {
    return 'damaged';
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Whether the process that has written a note is still there. */
async function isInUse({ process: id, started: then }: BackupNote): Promise<boolean> {
  const { isRunning, started } = await processState(id);
  if (!isRunning) return false;
  // This process says when it was started, where it can: a note with its number that does not is not its own.
  const isUnknown = started === undefined || (then === undefined && id !== process.pid);
  return isUnknown || started === then;
}
