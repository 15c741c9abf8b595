import type { FromWebview, WordListName } from '../src/protocol/fromWebview';
import type { MenuItem } from './actionMenu';

type WordWhere = Extract<FromWebview, { type: 'acceptWords' }>['where'];

const LIST_NAMES: Readonly<Record<WordListName, string>> = {
  user: 'user dictionary',
  workspace: 'workspace dictionary',
  file: 'this file’s dictionary',
};

/** The menu items that make words right, by the lists that there are. */
export function acceptItems(lists: readonly WordListName[], accept: (where: WordWhere) => void): MenuItem[] {
  return lists.map((list) => ({ label: `Add to ${LIST_NAMES[list]}`, run: () => accept(list) }));
}
