import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ApiKeys } from '../editor/generation/apiKeys';
import { addModelChoice, modelChoices } from '../editor/generation/generationSettings';
import type { ModelShelf } from '../editor/generation/modelShelf';
import { GenerationError } from '../generation/backend';
import type { AdapterChoice, ModelChoice } from '../generation/modelChoice';
import { pickTemplate, sayNotTrusted, useModel } from './selectModel';
import { withAbort } from './withAbort';

/** Adds a model to the user's settings: GGUF files, or a model of an OpenAI-compatible server; and puts it in force. */
export async function addModel(models: ModelShelf, keys: ApiKeys): Promise<void> {
  if (models.unavailable !== undefined) return sayNotTrusted(models.unavailable);
  const ways = [
    { label: '$(chip) GGUF File…', detail: 'Runs in Paddock with llama.cpp, without a server', add: () => addFile(models) },
    { label: '$(server) Model of a Server…', detail: 'vLLM, llama-server or any other with an OpenAI-compatible API', add: () => addServed(models, keys) },
    { label: '$(server-process) Model of the Ollama Server…', detail: 'What the server has needs not be added: choose among its models', add: () => vscode.commands.executeCommand('paddock.selectModel') },
  ];
  const way = await vscode.window.showQuickPick(ways, { title: 'Add a Model', ignoreFocusOut: true });
  await way?.add();
}

/** @returns the path of a GGUF file. */
export async function pickGguf(title: string): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel: 'Choose', filters: { 'GGUF files': ['gguf'] } })) ?? [];
  return file?.fsPath;
}

/** Asks for what people are to call a model. */
export async function askName(proposal: string): Promise<string | undefined> {
  const taken = new Set(modelChoices().entries.map(({ name }) => name));
  const name = await vscode.window.showInputBox({
    title: 'Name of the Model',
    value: free(proposal, taken),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? 'A name is needed.' : taken.has(text.trim()) ? 'Another model has this name.' : undefined,
  });
  return name?.trim();
}

/** Writes a choice into the settings and puts it in force. */
export async function keepChoice(models: ModelShelf, choice: Pick<ModelChoice, 'name'> & Partial<ModelChoice>): Promise<void> {
  await addModelChoice(choice);
  const kept = models.choices.find(({ name }) => name === choice.name);
  if (kept) await useModel(models, kept);
  await models.refresh();
}

/** A base model from its file, and adapters for it. */
export async function addEmbedded(models: ModelShelf, model: string, adapters: readonly AdapterChoice[]): Promise<void> {
  const proposal = [model, ...adapters.map(({ adapter }) => adapter)].map((path) => basename(path, '.gguf')).join(' + ');
  const template = await pickTemplate('Template');
  if (template === undefined) return;
  const name = await askName(proposal);
  if (name === undefined) return;
  await keepChoice(models, { name, backend: 'embedded', model, ...(adapters.length > 0 && { adapters }), template });
}

async function addFile(models: ModelShelf): Promise<void> {
  const model = await pickGguf('Base Model');
  if (model !== undefined) await addEmbedded(models, model, []);
}

async function addServed(models: ModelShelf, keys: ApiKeys): Promise<void> {
  const server = await askServer(models);
  if (server === undefined) return;
  const offered = await modelsOf(models, keys, server);
  if (!offered) return;
  const model = await vscode.window.showQuickPick(offered, {
    title: `Model of ${server}`,
    placeHolder: 'Adapters that the server has loaded are listed as models of their own',
    ignoreFocusOut: true,
  });
  if (model === undefined) return;
  const template = await pickTemplate(`Template of ${model}`);
  if (template === undefined) return;
  const name = await askName(model);
  if (name !== undefined) await keepChoice(models, { name, backend: 'openai', server, model, template });
}

async function askServer(models: ModelShelf): Promise<string | undefined> {
  const known = models.places.flatMap(({ place: { server, label } }) => (server === undefined ? [] : [{ label, description: server }]));
  if (known.length > 0) {
    const another = { label: '$(add) Another Server…', description: '' };
    const picked = await vscode.window.showQuickPick([...known, another], { title: 'Server', ignoreFocusOut: true });
    if (!picked) return undefined;
    if (picked !== another) return picked.description;
  }
  const url = await vscode.window.showInputBox({
    title: 'Address of the Server',
    prompt: 'Of its OpenAI-compatible API. Records are sent there and nowhere else.',
    placeHolder: 'http://127.0.0.1:8000/v1',
    ignoreFocusOut: true,
    validateInput: (text) => (/^https?:\/\/\S+$/.test(text.trim()) ? undefined : 'It begins with http:// or https://.'),
  });
  return url?.trim().replace(/\/+$/, '');
}

/** Asks the server; where it wants a key, the user is asked for it, once. */
async function modelsOf(models: ModelShelf, keys: ApiKeys, server: string): Promise<string[] | undefined> {
  const ask = () =>
    withAbort({ title: `Asking ${server} for its models`, location: vscode.ProgressLocation.Notification }, (signal) =>
      models.backendOf({ backend: 'openai', server }).models(signal),
    );
  try {
    const offered = await ask().catch(async (error: Error) => {
      if (!isRefused(error) || !(await setApiKey(keys, server))) throw error;
      return ask();
    });
    return offered?.map(({ model }) => model);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
    return undefined;
  }
}

/** Asks for a server's key and keeps it in the secret storage. @returns whether there is another one now. */
export async function setApiKey(keys: ApiKeys, server: string): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: `API Key of ${server}`,
    prompt: 'It is kept in the secret storage and sent to this server only. Empty: none.',
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  await keys.set(server, key.trim() || undefined);
  return true;
}

function isRefused(error: Error): boolean {
  return error instanceof GenerationError && error.message.includes('refuses the request');
}

function free(proposal: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? proposal : `${proposal} ${number}`;
    if (!taken.has(name)) return name;
  }
}
