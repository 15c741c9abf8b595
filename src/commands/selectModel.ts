import * as vscode from 'vscode';
import type { ModelShelf, PlaceState } from '../editor/generation/modelShelf';
import { userTemplates } from '../editor/generation/generationSettings';
import type { ModelChoice } from '../generation/modelChoice';
import { templateNames } from '../generation/templates/renderPrompt';
import { adapterLabel, installedOf, loadedState, modelLabel } from '../views/modelState';

interface ModelItem extends vscode.QuickPickItem {
  readonly choice?: ModelChoice;
  readonly command?: string;
}

/** Lets the user say what responses are generated with. @returns the choice in force then; `undefined` when there is none. */
export async function selectModel(models: ModelShelf): Promise<ModelChoice | undefined> {
  if (models.unavailable !== undefined) {
    await sayNotTrusted(models.unavailable);
    return undefined;
  }
  const item = await pick(models);
  if (item?.command !== undefined) await vscode.commands.executeCommand(item.command);
  return item?.choice && useModel(models, item.choice);
}

/** Says which model is in force from now on. A model that only the server lists has its template asked for, once. */
export async function useModel(models: ModelShelf, choice: ModelChoice): Promise<ModelChoice | undefined> {
  if (!models.hasTemplate(choice)) {
    const template = await pickTemplate(`Template of ${choice.name}`);
    if (template === undefined) return undefined;
    await models.setTemplate(choice.model, template);
  }
  await models.choose(choice);
  return models.chosen;
}

/** @returns the model in force, which the user is asked for where none is; `undefined` when they choose none. */
export async function requireModel(models: ModelShelf): Promise<ModelChoice | undefined> {
  return (models.unavailable === undefined && models.chosen) || selectModel(models);
}

/** @returns the id of a template. */
export async function pickTemplate(title: string): Promise<string | undefined> {
  const { templates } = userTemplates();
  const items = templateNames(templates).map(({ id, name }) => ({ label: name, description: id }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'How does a record become a prompt? Take the template that the model or its adapter was trained with.',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.description;
}

export async function sayNotTrusted(reason: string): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const answer = await vscode.window.showWarningMessage(reason, manage);
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** Shows what is known at once, and what the backends say as it comes. */
function pick(models: ModelShelf): Promise<ModelItem | undefined> {
  const quickPick = vscode.window.createQuickPick<ModelItem>();
  const settings = { iconPath: new vscode.ThemeIcon('gear'), tooltip: 'Edit models in the settings' };
  quickPick.title = 'Model to Regenerate Responses with';
  quickPick.placeholder = models.chosen ? `In force: ${models.chosen.name}` : 'Choose a model and its adapters';
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  // The page takes the focus back from the palette, which would close the picker again.
  quickPick.ignoreFocusOut = true;
  quickPick.buttons = [settings];
  const show = () => {
    const [active] = quickPick.activeItems;
    quickPick.items = itemsOf(models);
    const again = quickPick.items.find(({ label }) => label === (active?.label ?? models.chosen?.name));
    if (again) quickPick.activeItems = [again];
  };
  show();
  quickPick.busy = true;
  const subscription = models.onDidChange(show);
  void models.refresh().finally(() => (quickPick.busy = false));
  quickPick.show();
  return new Promise((resolve) => {
    quickPick.onDidTriggerButton(() => {
      void vscode.commands.executeCommand('workbench.action.openSettings', 'paddock.generation');
      quickPick.hide();
    });
    quickPick.onDidAccept(() => {
      const [item] = quickPick.selectedItems;
      // What only tells why there are no models cannot be taken.
      if (item && item.choice === undefined && item.command === undefined) return;
      resolve(item);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      subscription.dispose();
      quickPick.dispose();
    });
  });
}

function itemsOf(models: ModelShelf): ModelItem[] {
  const { choices, listed, chosen } = models;
  return [
    ...models.places.flatMap((state) => {
      const { place } = state;
      const here = choices.filter(({ backend, server }) => backend === place.backend && server === place.server);
      const all = place.backend === 'ollama' ? [...here, ...listed] : here;
      const none = all.length === 0 && state.error !== undefined ? [{ label: `$(warning) ${state.error}`, alwaysShow: true }] : [];
      return [separator(placeLabel(state)), ...all.map((choice) => itemOf(choice, state, choice.name === chosen?.name)), ...none];
    }),
    separator('add'),
    { label: '$(add) Add Model…', command: 'paddock.addModel', alwaysShow: true },
    { label: '$(extensions) Add LoRA Adapter…', command: 'paddock.addAdapter', alwaysShow: true },
  ];
}

function itemOf(choice: ModelChoice, { models, error }: PlaceState, isChosen: boolean): ModelItem {
  const installed = installedOf(choice, models);
  const state = installed && loadedState(installed);
  const label = modelLabel(choice);
  const parts = [...(label === choice.name ? [] : [label]), ...choice.adapters.map(adapterLabel)];
  const detail = error ?? state;
  return {
    label: choice.name,
    iconPath: new vscode.ThemeIcon(isChosen ? 'check' : 'blank'),
    description: [...(parts.length > 0 ? [parts.join(' + ')] : []), `template ${choice.template}`].join(' · '),
    ...(detail === undefined ? {} : { detail: error === undefined ? detail : `$(warning) ${detail}` }),
    choice,
  };
}

function placeLabel({ place, status }: PlaceState): string {
  return [status?.label ?? place.label, ...(status?.device === undefined ? [] : [status.device])].join(', ');
}

function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
