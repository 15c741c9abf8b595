import { isPrimary, letterOf } from './keys';

/** What a key does wherever in the page the focus is. */
export type PageKey =
  | { readonly run: 'stepMatch' | 'stepMistake'; readonly direction: 1 | -1 }
  | { readonly run: 'suggest' };

/** F3 for matches, Alt+F8 for mistakes, both backwards with Shift; Ctrl+. for suggestions. */
export function pageKeyOf(event: KeyboardEvent): PageKey | undefined {
  const { key, shiftKey, altKey } = event;
  const direction = shiftKey ? -1 : 1;
  if (key === 'F3' && !event.ctrlKey && !altKey && !event.metaKey) return { run: 'stepMatch', direction };
  if (key === '.' && isPrimary(event) && !altKey && !shiftKey) return { run: 'suggest' };
  if (key === 'F8' && altKey && !isPrimary(event)) return { run: 'stepMistake', direction };
  return undefined;
}

/** Select All in a text box is the browser's. VS Code would do it once more, when typing may have gone on already. */
export function keepSelectAll(event: KeyboardEvent): void {
  const [target] = event.composedPath();
  const isTextBox = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  if (isTextBox && isPrimary(event) && !event.shiftKey && letterOf(event) === 'a') event.stopPropagation();
}
