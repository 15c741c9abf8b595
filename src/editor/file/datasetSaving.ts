import * as vscode from 'vscode';
import type { SaveError } from '../../dataset/saving/saveError';
import type { DatasetDocument } from '../datasetDocument';
import { isAutoSaved } from './autoSave';
import type { FileChanges } from './fileChanges';
import { Repetition } from './repetition';

const RETRY = 'Retry';
const SAVE_AS = 'Save As…';

/** Saves a dataset for VS Code, and says why where that cannot be done: once, and with what can be done about it. */
export class DatasetSaving {
  private readonly repetition = new Repetition();

  constructor(
    private readonly document: DatasetDocument,
    private readonly changes: FileChanges,
  ) {}

  /**
   * @throws vscode.CancellationError where it is not saved, of which the user has been told: VS Code goes on taking the
   * dataset for unsaved, and does not say the same once more.
   */
  async save(token: vscode.CancellationToken): Promise<void> {
    // Where the file has another name by now, what is not saved is so in the document of that name.
    if (this.document.isHandedOver) return;
    try {
      if (!(await this.isSaved(token))) throw new vscode.CancellationError();
      this.repetition.forget();
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) this.say(error as Error);
      throw new vscode.CancellationError();
    }
  }

  /** @returns false where the user is asked first what is to hold. */
  private async isSaved(token: vscode.CancellationToken): Promise<boolean> {
    const { document, changes } = this;
    try {
      await document.save(token);
    } catch (error) {
      if ((error as Partial<SaveError>).code !== 'changed') throw error;
      const isAsked = !isAutoSaved(document.uri);
      if (await changes.askAgain(isAsked)) return false;
      // It was only touched, or has been read again.
      await document.save(token);
    }
    return true;
  }

  private say(error: Error): void {
    const { document } = this;
    const { code } = error as Partial<SaveError>;
    if (code === 'cancelled' || !this.repetition.isNews(error.message, !isAutoSaved(document.uri))) return;
    const canRetry = code !== 'read-only' && code !== 'folder-read-only';
    const actions = canRetry ? [RETRY, SAVE_AS] : [SAVE_AS];
    void vscode.window.showErrorMessage(error.message, ...actions).then((answer) => {
      if (answer === RETRY) void vscode.workspace.save(document.uri);
      if (answer === SAVE_AS) void vscode.workspace.saveAs(document.uri);
    });
  }
}
