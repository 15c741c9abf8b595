import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import { attempt, records, withProgress } from './editRecords';

/** Writes the selected records, or all that are shown when no more than one is selected, to a JSONL file of their own. */
export async function exportRecords(editor: DatasetEditor): Promise<void> {
  const wanted = () => {
    const selected = editor.selectedKeys;
    return selected.length > 1 ? selected : editor.listedKeys;
  };
  const count = wanted().length;
  if (count === 0) return;
  const { uri } = editor.document;
  const name = basename(uri.path).replace(/\.[^.]*$/, '');
  const destination = await vscode.window.showSaveDialog({
    title: `Export ${records(count)}`,
    defaultUri: vscode.Uri.joinPath(uri, '..', `${name}-export.jsonl`),
    filters: { JSONL: ['jsonl', 'ndjson'] },
  });
  if (!destination) return;
  if (destination.scheme !== 'file' || destination.fsPath === uri.fsPath) {
    void vscode.window.showErrorMessage('Export to another file on this machine.');
    return;
  }
  // Only now: a save may have given the records other keys while the dialog was open.
  const keys = wanted();
  const { session } = editor.document;
  const done = await attempt(editor, () =>
    withProgress(`Exporting ${records(keys.length)}`, async (options) => {
      await editor.document.mustBeIntact(destination);
      await session.exportRecords(destination.fsPath, keys, options);
      return true;
    }),
  );
  if (!done) return;
  const open = 'Open';
  const message = `Exported ${records(keys.length)} to ${basename(destination.path)}.`;
  const chosen = await vscode.window.showInformationMessage(message, open);
  if (chosen === open) await vscode.commands.executeCommand('paddock.openWithPaddock', destination);
}
