import * as vscode from 'vscode';

/** How many records at most, and which. */
export interface HowMany {
  readonly limit: number;
  /** At random, not the first of the list. */
  readonly isRandom: boolean;
}

interface HowManyItem extends vscode.QuickPickItem, HowMany {}

/** So many are proposed where there are more. */
const PROPOSED_LIMIT = 100;

/**
 * Asks in one question how many of some records are wanted, and whether the first ones or any.
 * @param most from 1: how many there are.
 * @returns `undefined` where the user does not want to.
 */
export function askHowMany(title: string, most: number): Promise<HowMany | undefined> {
  const pick = vscode.window.createQuickPick<HowManyItem>();
  pick.title = title;
  pick.placeholder = 'How many records? Type another number, or choose';
  // The page takes the focus back from the palette, which would close it again.
  pick.ignoreFocusOut = true;
  const show = () => (pick.items = itemsFor(pick.value, most));
  show();
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      // Who types and accepts at once is faster than the items are: they may be those from before the last key, or none.
      const [item] = pick.selectedItems.length > 0 ? pick.selectedItems : itemsFor(pick.value, most);
      const limit = pick.value.trim() === '' ? item.limit : numberIn(pick.value);
      if (!limit) return;
      resolve({ limit: Math.min(most, limit), isRandom: item.isRandom });
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsFor(value: string, most: number): HowManyItem[] {
  const typed = numberIn(value);
  if (typed === undefined && value.trim() !== '') return [{ label: 'A whole number from 1', limit: 0, isRandom: false, alwaysShow: true }];
  const limit = typed ?? PROPOSED_LIMIT;
  const all = { label: `All ${most}`, limit: most, isRandom: false, alwaysShow: true };
  if (limit >= most) return [all];
  // VS Code sorts what has been typed for: by these words, the number without separators, in this order.
  return [
    { label: `${limit} as listed`, description: 'the first ones, in the order of the list', limit, isRandom: false, alwaysShow: true },
    { label: `${limit} at random`, description: 'a sample, of each language alike', limit, isRandom: true, alwaysShow: true },
    ...(typed === undefined ? [all] : []),
  ];
}

/** A whole number from 1; `undefined` for anything else. */
function numberIn(text: string): number | undefined {
  const [, digits] = /^\s*([1-9]\d{0,8})\s*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
