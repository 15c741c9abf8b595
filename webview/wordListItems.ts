import type { FromWebview, PageCommand, WordListName } from '../src/protocol/fromWebview';
import type { MenuItem } from './actionMenu';
import { post } from './host';

type WordWhere = Extract<FromWebview, { type: 'acceptWords' }>['where'];

const LISTS: Readonly<Record<WordListName, { readonly name: string; readonly open: PageCommand }>> = {
  user: { name: 'user dictionary', open: 'openUserDictionary' },
  workspace: { name: 'workspace dictionary', open: 'openWorkspaceDictionary' },
  file: { name: 'this file’s dictionary', open: 'openFileDictionary' },
};

/** The menu items that make words right, by the lists that there are. */
export function acceptItems(lists: readonly WordListName[], accept: (where: WordWhere) => void): MenuItem[] {
  return lists.map((list) => ({ label: `Add to ${LISTS[list].name}`, run: () => accept(list) }));
}

/** The menu items that open the lists themselves. */
export function openItems(lists: readonly WordListName[]): MenuItem[] {
  return lists.map((list) => ({
    label: `Open ${LISTS[list].name}`,
    run: () => post({ type: 'command', command: LISTS[list].open }),
  }));
}
