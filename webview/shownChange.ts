import type { ReplaceRow } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';

/** UTF-16 units of each part that a line of the list has room for, as the change shall be seen. */
const BEFORE = 24;
const PART = 80;

export type ReplacedPlace = ReplaceRow['changes'][number];

/** A place that would change, as it is shown: line ends and control characters are seen. */
export type ShownChange = Readonly<Record<'before' | 'removed' | 'inserted' | 'after', string>>;

/** In full. */
export function shownChange({ before, removed, inserted, after }: ReplacedPlace): ShownChange {
  return { before: visible(before), removed: visible(removed), inserted: visible(inserted), after: visible(after) };
}

/** Cut to what a line has room for, so that the change itself is in it. */
export function shortChange(place: ReplacedPlace): ShownChange {
  const { before, removed, inserted, after } = shownChange(place);
  return { before: cutStart(before, BEFORE), removed: cutEnd(removed, PART), inserted: cutEnd(inserted, PART), after };
}

function visible(text: string): string {
  return withControlPictures(text.replace(/\r\n?|\n/g, '↵')).replaceAll('\t', '→');
}

function cutStart(text: string, most: number): string {
  if (text.length <= most) return text;
  return `…${text.slice(-most).replace(/^[\udc00-\udfff]/, '')}`;
}

function cutEnd(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}
