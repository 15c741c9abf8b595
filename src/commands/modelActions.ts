import * as vscode from 'vscode';
import type { ModelShelf } from '../editor/generation/modelShelf';
import type { ModelChoice } from '../generation/modelChoice';
import { OllamaBackend } from '../generation/ollama/ollamaBackend';
import { adapterLabel, modelLabel } from '../views/modelState';
import { withAbort } from './withAbort';

/** Commands on one model of the tree "Models & Adapters". */

export function loadModel(models: ModelShelf, choice: ModelChoice): Promise<void> {
  return attempt(models, `Loading ${choice.name}`, (signal) => models.backendOf(choice).load(choice, signal));
}

export function unloadModel(models: ModelShelf, choice: ModelChoice): Promise<void> {
  return attempt(models, `Unloading ${choice.name}`, (signal) => models.backendOf(choice).unload(choice, signal));
}

export function showModelDetails(models: ModelShelf, choice: ModelChoice): Promise<void> {
  return attempt(models, `Asking about ${choice.name}`, async (signal) => {
    const details = await models.backendOf(choice).details(choice, signal);
    const adapters = choice.adapters.length > 0 ? choice.adapters.map(adapterLabel) : details.adapters;
    const lines: [string, string | undefined][] = [
      ['Model', modelLabel(choice)],
      ['Base', details.base],
      ['Adapters', adapters.length > 0 ? adapters.join(', ') : 'none'],
      ['Template', models.hasTemplate(choice) ? choice.template : undefined],
      ['Architecture', [details.architecture, details.parameters].filter(Boolean).join(', ') || undefined],
      ['Quantisation', details.quantisation],
      ['Context', details.contextTokens === undefined ? undefined : `${details.contextTokens.toLocaleString(vscode.env.language)} tokens`],
    ];
    const detail = lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join('\n');
    // Not awaited: the progress ends when the details are there, not when they have been read.
    void vscode.window.showInformationMessage(choice.name, { modal: true, detail });
  });
}

/** Shows the whole of what a line of the tree has no room for. */
export async function showModelError(message: string): Promise<void> {
  const copy = 'Copy';
  const answer = await vscode.window.showErrorMessage(message, copy);
  if (answer === copy) await vscode.env.clipboard.writeText(message);
}

/** Deletes a model from the Ollama server, after asking. */
export async function deleteModel(models: ModelShelf, choice: ModelChoice): Promise<void> {
  const backend = models.backendOf(choice);
  if (!(backend instanceof OllamaBackend)) return;
  const yes = 'Delete';
  const detail = 'It is removed from the Ollama server for good, for all programs that use it.';
  const answer = await vscode.window.showWarningMessage(`Delete the model “${choice.model}”?`, { modal: true, detail }, yes);
  if (answer !== yes) return;
  await attempt(models, `Deleting ${choice.model}`, (signal) => backend.delete(choice.model, signal));
}

async function attempt(models: ModelShelf, title: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  try {
    await withAbort({ title, location: vscode.ProgressLocation.Notification }, work);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  } finally {
    await models.refresh();
  }
}
