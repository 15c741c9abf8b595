import * as vscode from 'vscode';
import { EDITOR_TYPE } from '../editor/editorType';

/** Opens the sample dataset that ships with the extension. */
export async function openSample(extension: vscode.Uri): Promise<void> {
  const sample = vscode.Uri.joinPath(extension, 'media', 'sample', 'alpaca-multilingual.jsonl');
  await vscode.commands.executeCommand('vscode.openWith', sample, EDITOR_TYPE);
}
