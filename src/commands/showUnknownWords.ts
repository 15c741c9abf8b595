import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';

/** Shows the words of the dataset that no dictionary knows. */
export async function showUnknownWords(editor: DatasetEditor): Promise<void> {
  if (editor.document.checks.check?.spelling) {
    editor.focus('words');
    return;
  }
  const check = 'Check Spelling';
  const chosen = await vscode.window.showInformationMessage('Spelling has not been checked yet.', check);
  if (chosen === check) await vscode.commands.executeCommand('paddock.checkSpelling');
}
