import type { TemplateResult } from 'lit';
import type { FindQuery } from '../src/dataset/findQuery';
import { iconButton } from './iconButton';
import { IS_MAC } from './keys';

/** What Find and Replace ask for in the same way. */

export const NO_QUERY: FindQuery = { text: '', regex: false, matchCase: false, wholeWord: false, field: '' };

const SWITCHES = [
  { key: 'matchCase', label: 'Match case', icon: 'case-sensitive', letter: 'C' },
  { key: 'wholeWord', label: 'Match whole word', icon: 'whole-word', letter: 'W' },
  { key: 'regex', label: 'Use regular expression', icon: 'regex', letter: 'R' },
] as const;
export type QuerySwitch = (typeof SWITCHES)[number]['key'];

/** Buttons that stay pressed: match case, whole word, regular expression. */
export function querySwitches(query: FindQuery, onToggle: (key: QuerySwitch) => void): TemplateResult[] {
  return SWITCHES.map(({ key, label, icon, letter }) =>
    iconButton({
      label,
      icon,
      // Option writes letters on a Mac: there VS Code's own Find box wants Command with it.
      shortcut: IS_MAC ? `⌥⌘${letter}` : `Alt+${letter}`,
      isPressed: query[key],
      onClick: () => onToggle(key),
    }),
  );
}

/** The switch that a key turns. */
export function switchForKey(event: KeyboardEvent): QuerySwitch | undefined {
  if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey !== IS_MAC) return undefined;
  return SWITCHES.find(({ letter }) => event.code === `Key${letter}`)?.key;
}

/** Values of `FindQuery.field`, with their words. */
export function fieldChoices(fields: readonly string[]): (readonly [value: string, words: string])[] {
  const sides = [
    ['', 'All fields'],
    ['instruction', 'Instruction'],
    ['response', 'Response'],
  ] as const;
  const others = fields.filter((field) => sides.every(([value]) => value !== field));
  return [...sides, ...others.map((field) => [field, field] as const)];
}
