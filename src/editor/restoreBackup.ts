import * as vscode from 'vscode';
import { readSnapshot, type Snapshot } from '../dataset/edits/snapshot';
import { sameContent } from '../dataset/saving/fingerprint';
import { type LeftBackup, removeBackup } from './backups';
import type { DatasetDocument } from './datasetDocument';

const RESTORE = 'Restore Edits';
const DISCARD = 'Discard Edits';

/** Takes up edits that VS Code has had backed up: the dataset is then as it was, and as little saved. */
export async function restoreBackup(document: DatasetDocument, path: string): Promise<void> {
  await orSay(document, async () => {
    const snapshot = readSnapshot(path);
    if (await isSameFile(document, snapshot)) await document.restore(snapshot);
    else if (await isWanted(document)) await document.restoreRecords(snapshot);
  });
}

/** Takes up edits whose backup VS Code has lost in a crash. They are one edit now, which can be undone. */
export async function restoreLeftBackup(document: DatasetDocument, left: LeftBackup): Promise<void> {
  await orSay(document, async () => {
    const snapshot = readSnapshot(left.path);
    if ((await isSameFile(document, snapshot)) || (await isWanted(document))) await document.restoreRecords(snapshot);
    await removeBackup(left);
  });
}

/** Where the file is another by now, edits are made to the records that are as they were, if the user wants them. */
async function isWanted(document: DatasetDocument): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `${nameOf(document)} has changed since you edited it. Are your unsaved edits to be made again?`,
    { modal: true, detail: 'They are made to the records that are still as they were, wherever they stand now.' },
    RESTORE,
    DISCARD,
  );
  return answer === RESTORE;
}

async function isSameFile({ file, session }: DatasetDocument, { base }: Snapshot): Promise<boolean> {
  if (!file.base) return false;
  return sameContent(base, file.base) ?? (base.crc !== undefined && base.crc === (await session.crc()));
}

async function orSay(document: DatasetDocument, restore: () => Promise<void>): Promise<void> {
  try {
    await restore();
  } catch (error) {
    const reason = (error as Error).message;
    void vscode.window.showErrorMessage(`The unsaved edits of ${nameOf(document)} cannot be restored. ${reason}`);
  }
}

function nameOf({ uri }: DatasetDocument): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
