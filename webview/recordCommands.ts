import type { PageCommand } from '../src/protocol/fromWebview';
import { IS_MAC, isPrimary, letterOf } from './keys';

/** What can be done with the selected records, as buttons, menus and keys of the page offer it. */
export interface RecordCommand {
  readonly command: PageCommand;
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Of the list, as it is shown. */
  readonly shortcut?: string;
}

export const RECORD_COMMANDS = {
  add: { command: 'addRecord', label: 'Add record', icon: 'add' },
  duplicate: { command: 'duplicateRecords', label: 'Duplicate', icon: 'copy' },
  delete: { command: 'deleteRecords', label: 'Delete', icon: 'trash', shortcut: 'Delete' },
  moveUp: { command: 'moveRecordsUp', label: 'Move up', icon: 'arrow-circle-up', shortcut: IS_MAC ? '⌥↑' : 'Alt+Up' },
  moveDown: {
    command: 'moveRecordsDown',
    label: 'Move down',
    icon: 'arrow-circle-down',
    shortcut: IS_MAC ? '⌥↓' : 'Alt+Down',
  },
  setField: { command: 'setField', label: 'Set field…', icon: 'symbol-field' },
  replace: { command: 'replace', label: 'Replace…', icon: 'replace-all' },
  keepShown: { command: 'keepShown', label: 'Keep only shown records', icon: 'filter' },
  export: { command: 'exportRecords', label: 'Export…', icon: 'export' },
} as const satisfies Readonly<Record<string, RecordCommand>>;

/** The command that a key in the list runs. */
export function commandForKey(event: KeyboardEvent): PageCommand | undefined {
  if (isPrimary(event) && !event.shiftKey && !event.altKey) {
    const letter = letterOf(event);
    if (letter === 'c') return 'copyRecords';
    if (letter === 'v') return 'pasteRecords';
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  if (event.altKey) {
    if (event.key === 'ArrowUp') return 'moveRecordsUp';
    return event.key === 'ArrowDown' ? 'moveRecordsDown' : undefined;
  }
  return event.key === 'Delete' ? 'deleteRecords' : undefined;
}
