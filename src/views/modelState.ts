import * as vscode from 'vscode';
import { basename } from 'node:path';
import type { InstalledModel } from '../generation/backend';
import type { ModelChoice } from '../generation/modelChoice';
import { isSameModel } from '../generation/ollama/ollamaServer';

/** How models and their states are said. */

/** "3.2 GB" */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = bytes / 1_000 ** power;
  const digits = power > 0 && amount < 10 ? 1 : 0;
  return `${amount.toLocaleString(vscode.env.language, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[power]}`;
}

/** "loaded, 5.1 GB, 83 % on the GPU, context 4,096, 4 min left"; `undefined` while it is not in memory. */
export function loadedState({ loaded }: InstalledModel, now = Date.now()): string | undefined {
  if (!loaded) return undefined;
  const { bytes, gpuShare, contextTokens, until } = loaded;
  return [
    'loaded',
    ...(bytes === undefined ? [] : [size(bytes)]),
    ...(gpuShare === undefined ? [] : [gpuShare > 0 ? `${Math.round(100 * gpuShare)} % on the GPU` : 'on the processor']),
    ...(contextTokens === undefined ? [] : [`context ${contextTokens.toLocaleString(vscode.env.language)}`]),
    ...(until === undefined ? [] : [timeLeft(until - now)]),
  ].join(', ');
}

/** What the backend says of a choice's model. */
export function installedOf({ backend, model }: ModelChoice, models: readonly InstalledModel[]): InstalledModel | undefined {
  const isIt = (name: string) => (backend === 'ollama' ? isSameModel(name, model) : name === model);
  return models.find((installed) => isIt(installed.model));
}

/** The model's name, or the name of its file. */
export function modelLabel({ backend, model }: Pick<ModelChoice, 'backend' | 'model'>): string {
  return backend === 'embedded' ? basename(model) : model;
}

/** "adapter.gguf × 0.5" */
export function adapterLabel({ adapter, scale }: ModelChoice['adapters'][number]): string {
  return `${basename(adapter)}${scale === 1 ? '' : ` × ${scale}`}`;
}

/** @param milliseconds of a model that is never unloaded they are many. */
function timeLeft(milliseconds: number): string {
  if (milliseconds > 365 * 86_400_000) return 'kept';
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 90) return `${seconds} s left`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min left`;
  return `${Math.round(seconds / 3_600)} h left`;
}
