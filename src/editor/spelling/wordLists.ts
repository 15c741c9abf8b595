import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { WordListName } from '../../protocol/fromWebview';
import { WordListFile } from './wordListFile';

/** In the folder that is open. */
const WORKSPACE_LIST = '.paddock/words.txt';

/**
 * The word lists there are: the user's in the extension's own storage, one in each folder of the workspace, to be shared
 * with it, and one for each dataset, in the workspace's storage: nothing is put beside a dataset for it.
 */
export class WordLists implements vscode.Disposable {
  private readonly lists = new Map<string, WordListFile>();

  /**
   * @param global folder for what is the user's.
   * @param local folder for what belongs to the workspace.
   */
  constructor(
    private readonly global: vscode.Uri,
    private readonly local: vscode.Uri,
  ) {}

  /** The list that holds for a dataset; `undefined` for the workspace's of a file that is in no open folder. */
  async list(name: WordListName, dataset: vscode.Uri | undefined): Promise<WordListFile | undefined> {
    switch (name) {
      case 'user':
        return this.inFolder(this.global, 'words.txt', 'Words that are right for you, wherever they stand.');
      case 'workspace': {
        const folder = (dataset && vscode.workspace.getWorkspaceFolder(dataset)) ?? vscode.workspace.workspaceFolders?.[0];
        return folder && this.of(folder.uri, WORKSPACE_LIST, 'Words that are right in this workspace.');
      }
      case 'file': {
        if (!dataset) return undefined;
        const hash = createHash('sha256').update(dataset.toString()).digest('hex').slice(0, 32);
        const heading = `Words that are right in ${posix.basename(dataset.path)}.`;
        return this.inFolder(vscode.Uri.joinPath(this.local, 'words'), `${hash}.txt`, heading);
      }
    }
  }

  dispose(): void {
    for (const list of this.lists.values()) list.dispose();
  }

  /** Folders of our own are made first: what is not there cannot be watched. */
  private async inFolder(folder: vscode.Uri, name: string, heading: string): Promise<WordListFile> {
    await vscode.workspace.fs.createDirectory(folder);
    return this.of(folder, name, heading);
  }

  private of(folder: vscode.Uri, path: string, heading: string): WordListFile {
    const uri = vscode.Uri.joinPath(folder, path);
    const key = uri.toString();
    let list = this.lists.get(key);
    if (!list) {
      // Of a folder that is made together with the file in it, watchers may tell alone.
      const watched = path.includes('/') ? `{${posix.dirname(path)},${path}}` : path;
      list = new WordListFile(uri, heading, new vscode.RelativePattern(folder, watched));
      this.lists.set(key, list);
    }
    return list;
  }
}
