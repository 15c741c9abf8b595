import { basename } from 'node:path';
import * as vscode from 'vscode';
import { userTemplates } from '../editor/generation/generationSettings';
import type { ModelShelf } from '../editor/generation/modelShelf';
import { adapterMisfit } from '../generation/adapterFit';
import { readGgufHeader } from '../generation/gguf';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../generation/modelChoice';
import type { CreateProgress } from '../generation/ollama/createWithAdapter';
import { OllamaBackend } from '../generation/ollama/ollamaBackend';
import { BUILT_IN_TEMPLATES } from '../generation/templates/builtInTemplates';
import type { UserTemplates } from '../generation/templates/readTemplates';
import { size } from '../views/modelState';
import { addEmbedded, pickGguf } from './addModel';
import { pickTemplate, sayNotTrusted } from './selectModel';
import { type Report, withAbort } from './withAbort';

/** What an adapter is added to: a model of the Ollama server, or a file. */
interface BaseItem extends vscode.QuickPickItem {
  readonly model?: string;
}

/**
 * Adds a LoRA adapter to a base model: on the Ollama server as a model of its own, or from two files as a choice in the
 * settings. Whether they fit is found out before anything is uploaded or written.
 * @param base chosen in the tree; asked for where it is absent.
 */
export async function addAdapter(models: ModelShelf, base?: ModelChoice): Promise<void> {
  if (models.unavailable !== undefined) return sayNotTrusted(models.unavailable);
  const picked = base?.backend === 'ollama' ? { label: base.model, model: base.model } : await pickBase(models);
  if (!picked) return;
  const file = picked.model === undefined ? await pickGguf('Base Model') : undefined;
  if (picked.model === undefined && file === undefined) return;
  const adapter = await pickGguf(`LoRA Adapter for ${file === undefined ? picked.label : basename(file)}`);
  if (adapter === undefined) return;
  try {
    if (picked.model !== undefined) await addToServer(models, picked.model, adapter);
    else if (file !== undefined) await addFiles(models, file, adapter);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

async function pickBase(models: ModelShelf): Promise<BaseItem | undefined> {
  await withAbort({ title: 'Looking for models', location: vscode.ProgressLocation.Window }, () => models.refresh());
  const ollama = models.places.find(({ place }) => place.backend === 'ollama');
  const tags = ollama?.models ?? [];
  const items: BaseItem[] = [
    { label: '$(file) GGUF File…', detail: 'Base model and adapter run in Paddock with llama.cpp, without a server', alwaysShow: true },
    { label: ollama?.status?.label ?? 'Ollama', kind: vscode.QuickPickItemKind.Separator },
    ...tags.map(({ model, bytes }) => ({ label: model, model, description: bytes === undefined ? '' : size(bytes) })),
    ...(tags.length === 0 && ollama?.error !== undefined ? [{ label: `$(warning) ${ollama.error}`, model: '' }] : []),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Add a LoRA Adapter: Base Model',
    placeHolder: 'Which model was the adapter trained on?',
    ignoreFocusOut: true,
  });
  return picked?.model === '' ? undefined : picked;
}

async function addFiles(models: ModelShelf, base: string, adapter: string): Promise<void> {
  const [baseHeader, adapterHeader] = await Promise.all([readGgufHeader(base), readGgufHeader(adapter)]);
  const architecture = baseHeader.metadata.get('general.architecture');
  const shapes = { architecture: typeof architecture === 'string' ? architecture : '', tensors: baseHeader.tensors };
  const misfit = adapterMisfit(adapterHeader, shapes);
  if (misfit !== undefined) throw new Error(`“${basename(adapter)}” cannot be used with “${basename(base)}”. ${misfit}`);
  await addEmbedded(models, base, [{ adapter, scale: 1 }]);
}

async function addToServer(models: ModelShelf, base: string, adapter: string): Promise<void> {
  const backend = models.backendOf({ backend: 'ollama' });
  if (!(backend instanceof OllamaBackend)) return;
  const template = await pickTemplate('Template');
  if (template === undefined) return;
  // The base model's own chat template is none of them, and stays the model's.
  const templates: UserTemplates = { ...userTemplates().templates, ...BUILT_IN_TEMPLATES };
  const name = await askServerName(models, `${base.split(':')[0]}-${basename(adapter, '.gguf').toLowerCase()}`);
  if (name === undefined) return;
  const isDone = await withAbort({ title: `Adding ${name}`, location: vscode.ProgressLocation.Notification }, async (signal, report) => {
    const model = { name, base, adapter, template: templates[template], parameters: DEFAULT_PARAMETERS };
    await backend.createWithAdapter(model, showProgress(report), signal);
    return true;
  });
  if (!isDone) return;
  await models.setTemplate(name, template);
  await models.refresh();
  const choice = models.listed.find(({ model }) => model === name || model === `${name}:latest`);
  if (choice) await models.setTemplate(choice.model, template);
  await models.choose(choice ?? { name, backend: 'ollama', model: name, adapters: [], template, parameters: DEFAULT_PARAMETERS });
  void vscode.window.showInformationMessage(`${name} is on the Ollama server and in force.`);
}

function askServerName(models: ModelShelf, proposal: string): Thenable<string | undefined> {
  const taken = new Set(models.places.find(({ place }) => place.backend === 'ollama')?.models.map(({ model }) => model));
  return vscode.window.showInputBox({
    title: 'Name of the Model on the Ollama Server',
    value: proposal.replace(/[^\w.-]+/g, '-'),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (!/^[\w][\w.-]*(\/[\w.-]+)*(:[\w.-]+)?$/.test(text)) return 'Letters, digits, dots, hyphens and underscores; a tag after a colon.';
      return taken.has(text) || taken.has(`${text}:latest`) ? 'The server has a model of this name.' : undefined;
    },
  });
}

const STEPS: Readonly<Record<CreateProgress['step'], string>> = {
  checking: 'checking whether the adapter fits',
  reading: 'reading the adapter',
  uploading: 'uploading the adapter',
  creating: 'creating the model',
};

function showProgress(report: Report): (progress: CreateProgress) => void {
  let reported = 0;
  return ({ step, done, of }) => {
    const percent = step === 'creating' ? 100 : of === 0 ? 0 : (step === 'uploading' ? 50 : 0) + (50 * done) / of;
    const increment = Math.max(0, percent - reported);
    reported += increment;
    report({ message: of === 0 ? STEPS[step] : `${STEPS[step]}, ${size(done)} of ${size(of)}`, increment });
  };
}
