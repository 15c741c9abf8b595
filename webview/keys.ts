import type { PageCommand } from '../src/protocol/fromWebview';

/** Command does on a Mac what Ctrl does elsewhere. */
export const IS_MAC = navigator.platform.startsWith('Mac');

/** Whether Ctrl, or Command on a Mac, is down. */
export function isPrimary(event: KeyboardEvent | MouseEvent): boolean {
  return IS_MAC ? event.metaKey : event.ctrlKey;
}

/** The Latin letter of a shortcut, also where the keyboard writes another script. */
export function letterOf({ key, code }: KeyboardEvent): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1].toLowerCase();
}

/** Keys of the list, as they are shown. */
export const KEYS = {
  delete: 'Delete',
  moveUp: IS_MAC ? '⌥↑' : 'Alt+Up',
  moveDown: IS_MAC ? '⌥↓' : 'Alt+Down',
} as const;

/** The command on records that a key in the list runs. */
export function commandForKey(event: KeyboardEvent): PageCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  if (event.altKey) {
    if (event.key === 'ArrowUp') return 'moveRecordsUp';
    return event.key === 'ArrowDown' ? 'moveRecordsDown' : undefined;
  }
  return event.key === 'Delete' ? 'deleteRecords' : undefined;
}
