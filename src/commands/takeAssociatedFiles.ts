import * as vscode from 'vscode';
import { EDITOR_TYPE } from '../editor/editorType';

const STATE_KEY = 'startedBefore';

/**
 * Opens in Paddock what a new profile's settings associate with it and the text editor has taken: VS Code waits for the
 * extension only where it has seen it before. Later on a text editor is the user's own choice, and stays.
 */
export async function takeAssociatedFiles(state: vscode.Memento): Promise<void> {
  if (state.get(STATE_KEY)) return;
  await state.update(STATE_KEY, true);
  for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    const { input, group, isDirty } = tab;
    if (!(input instanceof vscode.TabInputText) || isDirty || !isAssociated(input.uri)) continue;
    await vscode.commands.executeCommand('vscode.openWith', input.uri, EDITOR_TYPE, { viewColumn: group.viewColumn });
    if (group.tabs.includes(tab)) await vscode.window.tabGroups.close(tab);
  }
}

function isAssociated({ path }: vscode.Uri): boolean {
  const associations = vscode.workspace.getConfiguration('workbench').get<Record<string, string>>('editorAssociations', {});
  return Object.entries(associations).some(
    ([pattern, editor]) => editor === EDITOR_TYPE && pattern.startsWith('*.') && path.endsWith(pattern.slice(1)),
  );
}
