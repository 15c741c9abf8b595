import type { FromWebview, PageCommand, WordListName } from '../src/protocol/fromWebview';
import type { MenuGroup, MenuItem } from './actionMenu';
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

/** The menu items about the lists themselves: to open them, and to forbid words that dictionaries know. */
export function dictionaryGroups(lists: readonly WordListName[]): MenuGroup[] {
  const item = (label: string, command: PageCommand) => ({ label, run: () => post({ type: 'command', command }) });
  return [
    { items: lists.map((list) => item(`Open ${LISTS[list].name}`, LISTS[list].open)) },
    { items: [item('Forbid a word…', 'forbidWord')] },
  ];
}
