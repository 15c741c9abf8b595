import * as vscode from 'vscode';
import { registerCommands } from './commands/commands';
import { registerModelCommands } from './commands/modelCommands';
import { offerDefaultEditor } from './commands/makeDefaultEditor';
import { takeAssociatedFiles } from './commands/takeAssociatedFiles';
import { removeLeftovers } from './editor/backup/backups';
import { registerComparisons } from './editor/file/compareWithFile';
import { DatasetEditorProvider } from './editor/datasetEditorProvider';
import { DictionaryShelf } from './editor/spelling/dictionaryShelf';
import { EDITOR_TYPE } from './editor/editorType';
import { KeptNames } from './editor/file/keptNames';
import { FilePreferencesStore } from './editor/filePreferences';
import { FindingsStorage } from './editor/checks/findingsStorage';
import { ApiKeys } from './editor/generation/apiKeys';
import { ModelShelf } from './editor/generation/modelShelf';
import { WordLists } from './editor/spelling/wordLists';
import { pathOfSharedStorage } from './editor/storagePath';
import { CandidateStorage } from './generation/candidateStorage';
import { createChecksOutOfView } from './views/checksOutOfView';
import { createModelsTree } from './views/modelsTree';
import { createModelStatus } from './views/modelStatus';
import { createProblems } from './views/problems';
import { createSpellingFixes } from './views/spellingFixes';
import { createStatusBar } from './views/statusBar';

export function activate(context: vscode.ExtensionContext): void {
  const storage = context.storageUri ?? context.globalStorageUri;
  const shared = storage.with({ path: pathOfSharedStorage(storage.path) });
  const programs = vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath;
  const dictionaries = new DictionaryShelf(programs);
  const wordLists = new WordLists(context.globalStorageUri, shared);
  const keys = new ApiKeys(context.secrets, context.globalState);
  const models = new ModelShelf(programs, keys, context.workspaceState, context.globalState);
  const unsaved = vscode.Uri.joinPath(storage, 'unsaved').fsPath;
  const editors = new DatasetEditorProvider({
    programs,
    unsaved,
    findings: new FindingsStorage(vscode.Uri.joinPath(shared, 'findings').fsPath),
    names: new KeptNames(vscode.Uri.joinPath(storage, 'renames.json').fsPath),
    preferences: new FilePreferencesStore(context.workspaceState),
    wordLists,
    dictionaries,
    models,
    candidates: new CandidateStorage(vscode.Uri.joinPath(storage, 'candidates').fsPath),
    comparisons: vscode.Uri.joinPath(storage, 'comparisons').fsPath,
  });
  void removeLeftovers(unsaved);
  context.subscriptions.push(
    editors,
    wordLists,
    dictionaries,
    keys,
    models,
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, editors, {
      webviewOptions: { retainContextWhenHidden: true },
      supportsMultipleEditorsPerDocument: true,
    }),
    registerComparisons(),
    registerCommands(editors, wordLists, context.extensionUri),
    registerModelCommands(models, keys),
    createStatusBar(editors),
    createChecksOutOfView(editors),
    createModelStatus(editors, models),
    createModelsTree(models),
    createProblems(editors),
    createSpellingFixes(editors),
    editors.onDidOpenDocument(() => void offerDefaultEditor(context.globalState)),
  );
  void takeAssociatedFiles(context.globalState);
}
