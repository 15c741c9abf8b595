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
