/**
 * A <textarea> turns every line ending into \n. These map a text to what it then holds and back, so that the endings
 * of lines that were not touched stay what they were.
 */

export function toTextArea(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** From an offset in the text to the same place in the text area, in UTF-16 units. */
export function toTextAreaOffset(text: string, offset: number): number {
  return toTextArea(text.slice(0, offset)).length;
}

/** From an offset in the text area to the same place in the text, never between \r and \n. */
export function fromTextAreaOffset(text: string, offset: number): number {
  if (!text.includes('\r')) return Math.min(offset, text.length);
  let at = 0;
  for (let left = offset; left > 0 && at < text.length; left--) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

/**
 * The text after an edit that has left `edited` in the text area. New lines end as the text's first line does.
 * @param text as it was before the edit.
 */
export function fromTextArea(edited: string, text: string): string {
  if (!text.includes('\r')) return edited;
  const shown = toTextArea(text);
  const before = commonStart(shown, edited);
  const after = commonEnd(shown, edited, Math.min(shown.length, edited.length) - before);
  const ending = /\r\n?|\n/.exec(text)![0];
  const typed = edited.slice(before, edited.length - after).replaceAll('\n', ending);
  const head = text.slice(0, fromTextAreaOffset(text, before));
  const tail = text.slice(fromTextAreaOffset(text, shown.length - after));
  return join(join(head, typed), tail);
}

/** Keeps a \r and a \n that an edit brings together from becoming one line ending. */
function join(left: string, right: string): string {
  return left.endsWith('\r') && right.startsWith('\n') ? `${left}\n${right}` : left + right;
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
