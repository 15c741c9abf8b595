import * as vscode from 'vscode';

/** Whether VS Code saves a file by itself, so that a save need not be asked for by the user. */
export function isAutoSaved(file: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('files', file).get('autoSave', 'off') !== 'off';
}
