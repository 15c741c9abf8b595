import * as vscode from 'vscode';
import type { WordLists } from '../editor/spelling/wordLists';
import type { WordListName } from '../protocol/fromWebview';

/** Opens a word list as the text that it is. @param dataset whose list it is to be. */
export async function openDictionary(wordLists: WordLists, name: WordListName, dataset?: vscode.Uri): Promise<void> {
  try {
    const list = await wordLists.list(name, dataset);
    if (list) await list.open();
    else void vscode.window.showInformationMessage('Open a folder first: the dictionary is to lie in it.');
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}
