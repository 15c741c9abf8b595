import * as vscode from 'vscode';
import { copyingSnapshot } from '../../dataset/edits/copySnapshot';
import { EditedDataset } from '../../dataset/edits/editedDataset';
import type { Snapshot } from '../../dataset/edits/snapshot';
import { readSnapshot } from '../../dataset/edits/snapshotFile';
import { sameContent } from '../../dataset/saving/fingerprint';
import { inSlices } from '../../threads/slices';
import { type LeftBackup, removeBackup } from './backups';
import type { DatasetDocument } from '../datasetDocument';
import { carryEditsOver } from './carryEditsOver';

const RESTORE = 'Restore Edits';
const DISCARD = 'Discard Edits';

/** Takes up edits that VS Code has had backed up: the dataset is then as it was, and as little saved. */
export async function restoreBackup(document: DatasetDocument, path: string): Promise<void> {
  await orSay(document, async () => {
    const snapshot = readSnapshot(path);
    if (await isSameFile(document, snapshot)) sayDamaged(document, await document.restore(snapshot));
    else if (await isWanted(document)) await restoreRecords(document, snapshot);
  });
}

/** Takes up edits whose backup VS Code has lost in a crash. They are one edit now, which can be undone. */
export async function restoreLeftBackup(document: DatasetDocument, left: LeftBackup): Promise<void> {
  await orSay(document, async () => {
    const snapshot = readSnapshot(left.path);
    const wanted = (await isSameFile(document, snapshot)) || (await isWanted(document));
    // Without an answer they stay, and are asked about when the dataset is opened again.
    if (wanted === undefined) return;
    if (wanted) await restoreRecords(document, snapshot);
    await removeBackup(left);
  });
}

/** Makes edits again, to the records that are as they were: one edit. */
async function restoreRecords(document: DatasetDocument, snapshot: Snapshot): Promise<void> {
  const { log } = document.dataset;
  const { snapshot: copied, damaged } = await inSlices(copyingSnapshot(snapshot, log));
  await carryEditsOver(document, await inSlices(EditedDataset.restoring(copied, log)));
  sayDamaged(document, damaged);
}

function sayDamaged(document: DatasetDocument, count: number): void {
  if (count === 0) return;
  const lost = count === 1 ? 'One unsaved edit' : `${count.toLocaleString('en')} unsaved edits`;
  const why = 'what was kept of it on the disk is damaged. All others are there.';
  void vscode.window.showWarningMessage(`${lost} of ${nameOf(document)} could not be restored: ${why}`);
}

/**
 * Where the file is another by now, edits are made to the records that are as they were, if the user wants them.
 * @returns `undefined` where the user does not say.
 */
async function isWanted(document: DatasetDocument): Promise<boolean | undefined> {
  const answer = await vscode.window.showWarningMessage(
    `${nameOf(document)} has changed since you edited it. Are your unsaved edits to be made again?`,
    { modal: true, detail: 'They are made to the records that are still as they were, wherever they stand now.' },
    RESTORE,
    DISCARD,
  );
  return answer === undefined ? undefined : answer === RESTORE;
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
