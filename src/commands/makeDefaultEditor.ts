import * as vscode from 'vscode';
import { EDITOR_TYPE } from '../editor/editorType';

const ASSOCIATIONS = 'workbench.editorAssociations';
const OFFERED = 'offeredToBeDefault';

/**
 * Opens .jsonl files in Paddock from now on. Versions that source control shows keep the text editor,
 * so that changes can be compared line by line.
 */
export async function makeDefaultEditor(): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  const associations = settings.get<Record<string, string>>(ASSOCIATIONS, {});
  await settings.update(
    ASSOCIATIONS,
    { ...associations, '*.jsonl': EDITOR_TYPE, '{git,gitlens,vscode-local-history}:/**/*.jsonl': 'default' },
    vscode.ConfigurationTarget.Global,
  );
  void vscode.window.showInformationMessage(`.jsonl files open in Paddock from now on (setting ${ASSOCIATIONS}).`);
}

/** Offers that once, when the first dataset is opened. */
export async function offerDefaultEditor(memory: vscode.Memento): Promise<void> {
  if (memory.get(OFFERED)) return;
  await memory.update(OFFERED, true);
  const associations = vscode.workspace.getConfiguration().get<Record<string, string>>(ASSOCIATIONS, {});
  if (associations['*.jsonl']) return;
  const yes = 'Open .jsonl in Paddock';
  const chosen = await vscode.window.showInformationMessage(
    'Open .jsonl files in Paddock by default? “Reopen Editor With…” always brings the text editor back.',
    yes,
    'Keep the Text Editor',
  );
  if (chosen === yes) await makeDefaultEditor();
}
