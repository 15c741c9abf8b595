import * as vscode from 'vscode';
import type { BackendName, ModelChoice } from '../../generation/modelChoice';
import { type ReadTemplates, readTemplates } from '../../generation/templates/readTemplates';
import { resolvePath } from '../settingPath';
import { type OpenAiServer, type ReadSetting, readModelChoices, readOpenAiServers } from './modelSettings';

/** The user's settings that begin with `paddock.generation.`, read at the moment they are needed. */

/** Where it is kept which model an accepted response comes from; see the setting. */
export type ProvenancePlace = { readonly kind: 'sidecar' | 'off' } | { readonly kind: 'field'; readonly name: string };

export function modelChoices(): ReadSetting<ModelChoice> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return readModelChoices(setting<unknown>('models', []), (named) => resolvePath(named, folder));
}

export function openAiServers(): ReadSetting<OpenAiServer> {
  return readOpenAiServers(setting<unknown>('openai.servers', []));
}

/** Templates that the user has written. */
export function userTemplates(): ReadTemplates {
  return readTemplates(setting<unknown>('templates', {}));
}

/** As the manifest has it. */
const MOST_PARALLEL = 64;

/** `undefined` for what `OLLAMA_HOST` says, else the default one. */
export function ollamaHost(): string | undefined {
  return setting('ollama.host', '').trim() || undefined;
}

/** How many responses a server is asked for at once; llama.cpp here generates one after the other. */
export function parallelRequests(backend: BackendName): number {
  if (backend === 'embedded') return 1;
  const count = Math.trunc(Number(setting<unknown>(`${backend}.parallel`, 1)));
  return Math.min(MOST_PARALLEL, Math.max(1, count || 1));
}

export function usesGpu(): boolean {
  return setting<string>('embedded.gpu', 'auto') !== 'off';
}

/** Where llama.cpp is installed; `undefined` for the one that comes with Paddock. */
export function llamaFolder(): string | undefined {
  const named = setting('embedded.folder', '').trim();
  return named === '' ? undefined : resolvePath(named, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
}

export function provenancePlace(dataset: vscode.Uri): ProvenancePlace {
  const kind = setting<string>('provenance', 'sidecar', dataset);
  if (kind === 'field') return { kind, name: setting('provenanceField', '', dataset).trim() || 'provenance' };
  return { kind: kind === 'off' ? 'off' : 'sidecar' };
}

/** Writes one more choice into the user's settings. */
export async function addModelChoice(choice: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('paddock.generation');
  const inspected = configuration.inspect<unknown[]>('models');
  // Where the workspace has a list of its own, the user's is not in force.
  const isWorkspace = inspected?.workspaceValue !== undefined;
  const present = (isWorkspace ? inspected.workspaceValue : inspected?.globalValue) ?? [];
  const target = isWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update('models', [...(Array.isArray(present) ? present : []), choice], target);
}

function setting<T>(name: string, fallback: T, resource?: vscode.Uri): T {
  return vscode.workspace.getConfiguration('paddock.generation', resource).get<T>(name, fallback);
}
