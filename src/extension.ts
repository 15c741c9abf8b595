import * as vscode from 'vscode';
import { registerCommands } from './commands/commands';
import { offerDefaultEditor } from './commands/makeDefaultEditor';
import { DatasetEditorProvider, EDITOR_TYPE } from './editor/datasetEditorProvider';
import { FilePreferencesStore } from './editor/filePreferences';
import { createProblems } from './views/problems';
import { createStatusBar } from './views/statusBar';

export function activate(context: vscode.ExtensionContext): void {
  const programs = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const editors = new DatasetEditorProvider(programs, new FilePreferencesStore(context.workspaceState));
  context.subscriptions.push(
    editors,
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, editors, {
      webviewOptions: { retainContextWhenHidden: true },
      supportsMultipleEditorsPerDocument: true,
    }),
    registerCommands(editors, context.extensionUri),
    createStatusBar(editors),
    createProblems(editors),
    editors.onDidOpenDocument(() => void offerDefaultEditor(context.globalState)),
  );
}
