import * as vscode from 'vscode';
import { readSnapshot } from '../dataset/edits/snapshot';
import { sameContent } from '../dataset/saving/fingerprint';
import type { DatasetDocument } from './datasetDocument';

const RESTORE = 'Restore by Position';
const DISCARD = 'Discard Edits';

/**
 * Takes up edits that were backed up before a restart or a crash. Where the file is another by now, the user is asked:
 * edits that are put on other records would be worse than none.
 */
export async function restoreBackup(document: DatasetDocument, path: string): Promise<void> {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  try {
    const snapshot = readSnapshot(path);
    if (!(await isSameFile(document, snapshot.base))) {
      const answer = await vscode.window.showWarningMessage(
        `${name} has changed since you edited it. Are your unsaved edits to be put on the records that now have their places?`,
        { modal: true, detail: 'Edits that are discarded cannot be brought back.' },
        RESTORE,
        DISCARD,
      );
      if (answer !== RESTORE) return;
    }
    await document.restore(snapshot);
  } catch (error) {
    void vscode.window.showErrorMessage(`The unsaved edits of ${name} cannot be restored. ${(error as Error).message}`);
  }
}

async function isSameFile({ file, session }: DatasetDocument, base: NonNullable<DatasetDocument['file']['fingerprint']>): Promise<boolean> {
  const now = file.fingerprint;
  if (!now) return false;
  const same = sameContent(base, now);
  if (same !== undefined) return same;
  return base.crc !== undefined && base.crc === (await session.crc());
}
