import * as vscode from 'vscode';
import { asLookedUp } from '../checks/spelling/words';
import type { DatasetEditor } from '../editor/datasetEditor';
import type { WordListName } from '../protocol/fromWebview';

const LISTS: Readonly<Record<WordListName, string>> = {
  file: 'In this file',
  workspace: 'In this workspace',
  user: 'For me, in all files',
};

/** Asks for a word that is to be wrong though dictionaries know it, and for the list to write it into. */
export async function forbidWord({ document }: DatasetEditor): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: 'Forbid Word',
    // The page takes the focus back from the palette, which would close it again.
    ignoreFocusOut: true,
    prompt: 'It counts as misspelled in responses, whatever dictionaries say.',
    validateInput: (text) => (/\s|^[*#]/u.test(text.trim()) ? 'One word, without spaces.' : undefined),
  });
  const word = asLookedUp(typed?.trim() ?? '');
  if (!word) return;
  const lists = document.words.names.map((name) => ({ label: LISTS[name], name })).reverse();
  const list = await vscode.window.showQuickPick(lists, { title: `Forbid “${word}”`, ignoreFocusOut: true });
  if (!list) return;
  try {
    await document.words.forbid([{ word }], list.name);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}
