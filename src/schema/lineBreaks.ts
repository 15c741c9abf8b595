import { commonEnds } from '../dataset/textUnits';

/**
 * A text as it comes back from a text box, which knows only `\n`, with the line breaks that it had before: `\r\n` and
 * `\r` stay where nothing has been changed, and new ones are as the others are.
 */
export function keepLineBreaks(old: string, text: string): string {
  if (!old.includes('\r') || text.includes('\r')) return text;
  const plain = old.replace(/\r\n?/g, '\n');
  const { before, after } = commonEnds(plain, text);
  const middle = text.slice(before, text.length - after);
  const isPlain = /(?<!\r)\n/.test(old);
  return (
    old.slice(0, unitsBefore(old, before)) +
    (isPlain ? middle : middle.replaceAll('\n', old.includes('\r\n') ? '\r\n' : '\r')) +
    old.slice(unitsBefore(old, plain.length - after))
  );
}

/** The place in a text of what is at `plainAt` where each of its line breaks is one unit. */
function unitsBefore(text: string, plainAt: number): number {
  let at = 0;
  for (let plain = 0; plain < plainAt; plain++) at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  return at;
}
