import * as vscode from 'vscode';
import type { ApiKeys } from '../editor/generation/apiKeys';
import { modelChoices, openAiServers, userTemplates } from '../editor/generation/generationSettings';
import type { ModelShelf } from '../editor/generation/modelShelf';
import type { ModelChoice } from '../generation/modelChoice';
import type { ModelNode } from '../views/modelsTree';
import { addAdapter } from './addAdapter';
import { addModel, setApiKey } from './addModel';
import { deleteModel, loadModel, showModelDetails, showModelError, unloadModel } from './modelActions';
import { selectModel, useModel } from './selectModel';

/** Registers what can be done with models: in the palette, the status bar and the tree "Models & Adapters". */
export function registerModelCommands(models: ModelShelf, keys: ApiKeys): vscode.Disposable {
  const register = (name: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(`paddock.${name}`, run);
  /** A command of one model in the tree. */
  const forModel = (name: string, run: (choice: ModelChoice) => unknown) =>
    register(name, (node: ModelNode | undefined) => (node?.kind === 'model' ? run(node.choice) : undefined));

  /** A command of one error in the tree. */
  const forError = (run: (message: string) => unknown) => (node: ModelNode | undefined) =>
    node?.kind === 'message' ? run(node.message) : undefined;

  return vscode.Disposable.from(
    register('selectModel', () => selectModel(models)),
    register('addModel', () => addModel(models, keys)),
    register('addAdapter', (node: ModelNode | undefined) => addAdapter(models, node?.kind === 'model' ? node.choice : undefined)),
    register('refreshModels', () => models.refresh()),
    register('setApiKey', (node: ModelNode | undefined) => setKey(models, keys, node)),
    forModel('useModel', (choice) => useModel(models, choice)),
    forModel('loadModel', (choice) => loadModel(models, choice)),
    forModel('unloadModel', (choice) => unloadModel(models, choice)),
    forModel('showModelDetails', (choice) => showModelDetails(models, choice)),
    forModel('deleteModel', (choice) => deleteModel(models, choice)),
    register('showModelError', forError(showModelError)),
    register('copyModelError', forError((message) => vscode.env.clipboard.writeText(message))),
    warnOfSettings(),
  );
}

async function setKey(models: ModelShelf, keys: ApiKeys, node: ModelNode | undefined): Promise<void> {
  const servers = models.places.flatMap(({ place: { server, label } }) => (server === undefined ? [] : [{ label, description: server }]));
  const ofNode = node?.kind === 'place' ? node.state.place.server : undefined;
  if (ofNode === undefined && servers.length === 0) {
    void vscode.window.showInformationMessage('Name a server first: “Paddock: Add Model…”, or the setting paddock.generation.openai.servers.');
    return;
  }
  const server = ofNode ?? (await vscode.window.showQuickPick(servers, { title: 'Server', ignoreFocusOut: true }))?.description;
  if (server !== undefined) await setApiKey(keys, server);
}

/** Says what is wrong with models, servers and templates in the settings, whenever that has changed. */
function warnOfSettings(): vscode.Disposable {
  let said = '';
  const warn = async () => {
    const problems = [modelChoices(), openAiServers(), userTemplates()].flatMap(({ problems }) => problems);
    const message = problems.join(' ');
    if (message === said) return;
    said = message;
    if (message === '') return;
    const open = 'Open Settings';
    const answer = await vscode.window.showWarningMessage(`Settings of models: ${message}`, open);
    if (answer === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'paddock.generation');
  };
  void warn();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('paddock.generation')) void warn();
  });
}
