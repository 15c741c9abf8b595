import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';

/** Opens the file of a dataset in the text editor, which shows what has been saved: edits that are not are asked about. */
export async function openAsText({ document: { uri, isDirty } }: DatasetEditor): Promise<void> {
  if (isDirty && !(await settleEdits(uri))) return;
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}

/** @returns false where the user does not want to go on, or the dataset could not be saved. */
async function settleEdits(uri: vscode.Uri): Promise<boolean> {
  const save = 'Save and Open';
  const open = 'Open Without Them';
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const chosen = await vscode.window.showWarningMessage(
    `${name} has edits that are not saved. The text editor does not show them.`,
    { modal: true },
    save,
    open,
  );
  return chosen === save ? (await vscode.workspace.save(uri)) !== undefined : chosen === open;
}
