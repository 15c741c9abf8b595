import * as vscode from 'vscode';
import type { DatasetDocument } from '../datasetDocument';
import { datasetTabs } from './datasetTabs';

/** VS Code has followed what it was told of after this long, in milliseconds. */
const SETTLED_AFTER = 300;

/**
 * Sees to it that VS Code never takes a dataset for saved that is not, and lets it be closed without a word. VS Code
 * counts edits: it is wrong about what is undone while a save runs, about an edit after undoing past a save, and about
 * restored edits once one made since is undone.
 */
export class UnsavedMark implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[];

  /** @param mark tells VS Code that the dataset has been changed, which holds until it is saved or reverted. */
  constructor(
    private readonly document: DatasetDocument,
    private readonly mark: () => void,
  ) {
    this.subscriptions = [
      vscode.window.tabGroups.onDidChangeTabs(() => this.lookSoon()),
      document.onDidEditRecords(() => this.lookSoon()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), SETTLED_AFTER);
  }

  private async look(): Promise<void> {
    const { document } = this;
    if (!document.isDirty) return;
    // VS Code does not wait for a revert.
    await document.settled();
    const tabs = datasetTabs(document.uri);
    if (document.isDirty && tabs.length > 0 && tabs.every(({ isDirty }) => !isDirty)) this.mark();
  }
}
