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

/** A server on this machine answers sooner, in milliseconds. */
const SOON = 400;

/** Shows what is known soon, and what slower servers say as it comes. */
async function pick(models: ModelShelf): Promise<ModelItem | undefined> {
  const looking = models.refresh();
  await Promise.race([looking, new Promise((resolve) => setTimeout(resolve, SOON))]);
  const quickPick = vscode.window.createQuickPick<ModelItem>();
  const settings = { iconPath: new vscode.ThemeIcon('gear'), tooltip: 'Edit models in the settings' };
  quickPick.title = 'Model to Regenerate Responses with';
  quickPick.placeholder = models.chosen ? `In force: ${models.chosen.name}` : 'Choose a model and its adapters';
  quickPick.matchOnDescription = true;
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
  void looking.finally(() => (quickPick.busy = false));
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

/** What servers list comes after what the settings name, which so stays where it is as more is known. */
function itemsOf(models: ModelShelf): ModelItem[] {
  const { choices, listed, chosen } = models;
  const itemsAt = (state: PlaceState, some: readonly ModelChoice[]) =>
    some.length === 0 ? [] : [separator(placeLabel(state)), ...some.map((choice) => itemOf(choice, state, choice.name === chosen?.name))];
  const ofPlace = ({ place }: PlaceState) =>
    choices.filter(({ backend, server }) => backend === place.backend && server === place.server);
  const { places } = models;
  return [
    ...places.flatMap((state) => itemsAt(state, ofPlace(state))),
    ...places.filter(({ place }) => place.backend === 'ollama').flatMap((state) => itemsAt(state, listed)),
    separator('add'),
    { label: '$(add) Add Model…', command: 'paddock.addModel', alwaysShow: true },
    { label: '$(extensions) Add LoRA Adapter…', command: 'paddock.addAdapter', alwaysShow: true },
    ...places.flatMap(({ place, error }) =>
      error === undefined ? [] : [separator(place.label), { label: `$(warning) ${error}`, alwaysShow: true }],
    ),
  ];
}

function itemOf(choice: ModelChoice, { models, error }: PlaceState, isChosen: boolean): ModelItem {
  const installed = installedOf(choice, models);
  const state = installed && loadedState(installed);
  const label = modelLabel(choice);
  const parts = [...(label === choice.name ? [] : [label]), ...choice.adapters.map(adapterLabel)];
  const template = `template ${choice.template}`;
  const description = [...(parts.length > 0 ? [parts.join(' + ')] : []), template, ...(state === undefined ? [] : [state])].join(' · ');
  const icon = isChosen ? 'check' : error === undefined ? 'blank' : 'warning';
  return { label: choice.name, iconPath: new vscode.ThemeIcon(icon), description, choice };
}

function placeLabel({ place, status }: PlaceState): string {
  return [status?.label ?? place.label, ...(status?.device === undefined ? [] : [status.device])].join(', ');
}

function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
