import * as vscode from 'vscode';
import { EDITOR_TYPE } from '../editorType';
import { fileOf, isDatasetTab } from './datasetTabs';

/** VS Code has opened files by their new names after so long, in milliseconds, or it will not. */
const LONGEST_WAIT = 5_000;

interface View {
  readonly column: vscode.ViewColumn;
  /** By its new name. */
  readonly uri: vscode.Uri;
  readonly isActive: boolean;
  readonly isUnsaved: boolean;
}

/**
 * What is seen of datasets whose files are about to get other names. VS Code opens each file by its new name in the
 * editor that this name is associated with, and those that are not in view only when they come into view: edits that are
 * not saved would be hidden, or not be marked.
 */
export class KeptViews {
  private readonly views: readonly View[];
  /** By column: what is in view and stays what it is. */
  private readonly others: ReadonlyMap<vscode.ViewColumn, vscode.Tab>;

  /** @param newName of a file; `undefined` where it stays. */
  constructor(newName: (uri: vscode.Uri) => vscode.Uri | undefined) {
    const views: View[] = [];
    const others = new Map<vscode.ViewColumn, vscode.Tab>();
    for (const { viewColumn: column, tabs } of vscode.window.tabGroups.all) {
      for (const tab of tabs) {
        const old = fileOf(tab);
        const uri = old && newName(old);
        if (uri && isDatasetTab(tab)) views.push({ column, uri, isActive: tab.isActive, isUnsaved: tab.isDirty });
        else if (tab.isActive && !uri) others.set(column, tab);
      }
    }
    this.views = views.sort((a, b) => Number(a.isActive) - Number(b.isActive));
    this.others = others;
  }

  /** Shows them as datasets again, once they have their new names. */
  async keep(): Promise<void> {
    const covered = new Set<vscode.ViewColumn>();
    for (const view of this.views) if (await keepView(view)) covered.add(view.column);
    for (const column of covered) {
      const tab = this.others.get(column);
      if (tab) await bringBack(tab, column);
    }
  }
}

/** @returns whether it has been brought into view. */
async function keepView({ column, uri, isActive, isUnsaved }: View): Promise<boolean> {
  const tab = await tabOf(uri, column);
  // It has been closed meanwhile.
  if (!tab) return false;
  if (isDatasetTab(tab) && (isActive || !isUnsaved)) return false;
  const options: vscode.TextDocumentShowOptions = { viewColumn: column, preserveFocus: !isActive, preview: false };
  await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE, options);
  if (!isDatasetTab(tab) && !tab.isDirty) await closeTab(tab);
  return true;
}

async function tabOf(uri: vscode.Uri, column: vscode.ViewColumn): Promise<vscode.Tab | undefined> {
  const { tabGroups } = vscode.window;
  const find = () => {
    const group = tabGroups.all.find(({ viewColumn }) => viewColumn === column);
    const tabs = group?.tabs.filter((tab) => fileOf(tab)?.toString() === uri.toString()) ?? [];
    return tabs.find(isDatasetTab) ?? tabs[0];
  };
  const now = find();
  if (now) return now;
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(find());
    };
    const timer = setTimeout(end, LONGEST_WAIT);
    const subscription = tabGroups.onDidChangeTabs(() => {
      if (find()) end();
    });
  });
}

async function closeTab(tab: vscode.Tab): Promise<void> {
  try {
    await vscode.window.tabGroups.close(tab, true);
  } catch {
    // It is gone: VS Code has put the dataset in its place.
  }
}

async function bringBack({ input }: vscode.Tab, viewColumn: vscode.ViewColumn): Promise<void> {
  const options: vscode.TextDocumentShowOptions = { viewColumn, preserveFocus: true };
  if (input instanceof vscode.TabInputText) await vscode.commands.executeCommand('vscode.open', input.uri, options);
  if (input instanceof vscode.TabInputCustom) {
    await vscode.commands.executeCommand('vscode.openWith', input.uri, input.viewType, options);
  }
}
