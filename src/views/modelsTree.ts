import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ModelShelf, PlaceState } from '../editor/generation/modelShelf';
import type { InstalledModel, ModelDetails } from '../generation/backend';
import type { ModelChoice } from '../generation/modelChoice';
import { adapterLabel, installedOf, loadedState, modelLabel, size } from './modelState';

/** While the tree is in view, states are looked at this often, in milliseconds. */
const LOOK_INTERVAL = 5_000;
/** Longer nobody waits for a model's details, in milliseconds. */
const LONGEST_LOOK = 10_000;

/** A line of the tree "Models & Adapters". */
export type ModelNode =
  | { readonly kind: 'place'; readonly state: PlaceState }
  | { readonly kind: 'model'; readonly choice: ModelChoice; readonly installed?: InstalledModel; readonly isListed: boolean }
  | { readonly kind: 'part'; readonly label: string; readonly description: string; readonly icon: string; readonly path?: string }
  | { readonly kind: 'message'; readonly message: string; readonly isError: boolean };

/** The tree "Models & Adapters": what runs models, the models, and what they are made of. */
export function createModelsTree(models: ModelShelf): vscode.Disposable {
  const tree = new ModelsTree(models);
  const view = vscode.window.createTreeView('paddock.models', { treeDataProvider: tree, showCollapseAll: false });
  let looking: NodeJS.Timeout | undefined;
  const follow = () => {
    clearInterval(looking);
    if (!view.visible) return;
    void models.refresh();
    looking = setInterval(() => void models.refresh(), LOOK_INTERVAL);
  };
  follow();
  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(follow),
    vscode.workspace.onDidGrantWorkspaceTrust(follow),
    { dispose: () => clearInterval(looking) },
  );
}

class ModelsTree implements vscode.TreeDataProvider<ModelNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly models: ModelShelf) {
    this.subscription = models.onDidChange(() => this.changed.fire(undefined));
  }

  getTreeItem(node: ModelNode): vscode.TreeItem {
    switch (node.kind) {
      case 'place':
        return placeItem(node.state);
      case 'model':
        return this.modelItem(node);
      case 'part':
        return partItem(node);
      case 'message':
        return messageItem(node);
    }
  }

  async getChildren(node?: ModelNode): Promise<ModelNode[]> {
    if (!node) return this.places();
    if (node.kind === 'place') return this.modelsOf(node.state);
    if (node.kind === 'model') return this.partsOf(node);
    return [];
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Where there is nothing at all, VS Code shows what to do instead. */
  private places(): ModelNode[] {
    const { unavailable, places, choices } = this.models;
    if (unavailable !== undefined) return [];
    const isEmpty = choices.length === 0 && places.every(({ place, status }) => place.backend === 'ollama' && status === undefined);
    return isEmpty ? [] : places.map((state) => ({ kind: 'place', state }));
  }

  private modelsOf({ place, models, error, status }: PlaceState): ModelNode[] {
    const choices = this.models.choices.filter(({ backend, server }) => backend === place.backend && server === place.server);
    const listed = place.backend === 'ollama' ? this.models.listed : [];
    const isEmpty = error === undefined && status !== undefined && choices.length + listed.length === 0;
    return [
      ...(error === undefined ? [] : [{ kind: 'message', message: error, isError: true } as const]),
      ...choices.map((choice) => ({ kind: 'model', choice, installed: installedOf(choice, models), isListed: false }) as const),
      ...listed.map((choice) => ({ kind: 'model', choice, installed: installedOf(choice, models), isListed: true }) as const),
      ...(isEmpty ? [{ kind: 'message', message: 'No models yet', isError: false } as const] : []),
    ];
  }

  private async partsOf({ choice }: Extract<ModelNode, { kind: 'model' }>): Promise<ModelNode[]> {
    const adapters = choice.adapters.map((adapter) => adapterPart(adapterLabel(adapter), adapter.adapter));
    const base: ModelNode[] =
      choice.backend === 'embedded'
        ? [{ kind: 'part', label: modelLabel(choice), description: 'base', icon: 'package', path: choice.model }]
        : [];
    try {
      const details = await this.models.backendOf(choice).details(choice, AbortSignal.timeout(LONGEST_LOOK));
      return [...(base.length > 0 ? base : basePart(details)), ...(adapters.length > 0 ? adapters : details.adapters.map((name) => adapterPart(basename(name), name)))];
    } catch (error) {
      return [...base, ...adapters, { kind: 'message', message: (error as Error).message, isError: true }];
    }
  }

  private modelItem({ choice, installed, isListed }: Extract<ModelNode, { kind: 'model' }>): vscode.TreeItem {
    const isChosen = this.models.chosen?.name === choice.name;
    const state = installed && loadedState(installed);
    const item = new vscode.TreeItem(choice.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `${choice.backend} ${choice.server ?? ''} ${choice.name}`;
    const model = modelLabel(choice);
    const template = this.models.hasTemplate(choice) ? [choice.template] : [];
    const onDisk = installed?.bytes === undefined ? [] : [size(installed.bytes)];
    item.description = [
      ...(isChosen ? ['in force'] : []),
      ...(model === choice.name ? [] : [model]),
      ...template,
      state ?? onDisk.join(),
    ]
      .filter((part) => part !== '')
      .join(' · ');
    item.iconPath = isChosen
      ? new vscode.ThemeIcon('check', new vscode.ThemeColor('charts.green'))
      : new vscode.ThemeIcon(state === undefined ? 'circle-outline' : 'circle-filled');
    item.tooltip = [choice.name, model, ...onDisk, ...(state === undefined ? [] : [state])].join('\n');
    const flags = ['model', 'usable', 'detailed'];
    if (choice.backend !== 'openai') flags.push(state === undefined ? 'loadable' : 'loaded');
    if (choice.backend === 'ollama') flags.push('base');
    if (isListed || (choice.backend === 'ollama' && installed)) flags.push('deletable');
    item.contextValue = flags.join(' ');
    item.accessibilityInformation = { label: [choice.name, item.description].join(', ') };
    return item;
  }
}

function placeItem({ place, status, error }: PlaceState): vscode.TreeItem {
  const item = new vscode.TreeItem(place.label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${place.backend} ${place.server ?? ''}`;
  item.description = error === undefined ? [status?.label.replace(place.label, '').trim(), status?.device].filter(Boolean).join(' · ') : 'not available';
  item.iconPath = new vscode.ThemeIcon(error === undefined ? (place.backend === 'embedded' ? 'chip' : 'server') : 'warning');
  item.tooltip = error ?? [status?.label ?? place.label, status?.device].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [place.label, item.description].join(', ') };
  item.contextValue = place.backend === 'openai' ? 'place keyed' : 'place';
  return item;
}

function partItem({ label, description, icon, path }: Extract<ModelNode, { kind: 'part' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = path ?? label;
  return item;
}

/** A line of the tree is cut where the view ends: an error is shown whole when it is selected. */
function messageItem(node: Extract<ModelNode, { kind: 'message' }>): vscode.TreeItem {
  const { message, isError } = node;
  const item = new vscode.TreeItem(message);
  item.iconPath = isError ? new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')) : new vscode.ThemeIcon('info');
  item.tooltip = message;
  if (isError) {
    item.contextValue = 'error';
    item.command = { command: 'paddock.showModelError', title: 'Show Whole Message', arguments: [node] };
  }
  return item;
}

function adapterPart(label: string, path: string): ModelNode {
  return { kind: 'part', label, description: 'adapter', icon: 'extensions', path };
}

function basePart({ base, architecture, parameters, quantisation }: ModelDetails): ModelNode[] {
  const label = base ?? architecture;
  if (label === undefined) return [];
  const description = [base === undefined ? undefined : 'base', parameters, quantisation].filter(Boolean).join(' · ');
  return [{ kind: 'part', label, description, icon: 'package' }];
}
