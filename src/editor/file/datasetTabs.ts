import * as vscode from 'vscode';
import { EDITOR_TYPE } from '../editorType';

/** The file that a tab shows, in whichever editor; `undefined` where it shows none, or two. */
export function fileOf({ input }: vscode.Tab): vscode.Uri | undefined {
  const isOfFile =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook;
  return isOfFile ? input.uri : undefined;
}

/** Whether a tab shows its file as a dataset. */
export function isDatasetTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputCustom && input.viewType === EDITOR_TYPE;
}

/** The tabs that show a dataset. */
export function datasetTabs(uri: vscode.Uri): vscode.Tab[] {
  const address = uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter((tab) => isDatasetTab(tab) && fileOf(tab)?.toString() === address);
}
