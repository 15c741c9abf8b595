/** Where `text`, which `view` shows, was clicked: the offset in UTF-16 units; absent when it was clicked beside. */
export function offsetAtPoint(view: Element, text: string, x: number, y: number): number | undefined {
  // Safari knows it since 18.4.
  const caret = 'caretPositionFromPoint' in document ? document.caretPositionFromPoint(x, y) : undefined;
  if (!caret || !view.contains(caret.offsetNode)) return undefined;
  const range = document.createRange();
  range.setStart(view, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  return lengthOf(range.cloneContents(), text);
}

/** Of the text that a piece of the view stands for: without labels of control characters, with newlines between blocks. */
function lengthOf(piece: DocumentFragment, text: string): number {
  for (const label of piece.querySelectorAll('.control-label')) label.remove();
  const blocks = [...piece.children].filter(({ className }) => className === 'block');
  if (blocks.length === 0) return piece.textContent?.length ?? 0;
  let length = 0;
  for (const block of blocks) {
    if (length > 0 && text[length] === '\n') length++;
    length += block.textContent?.length ?? 0;
  }
  return length;
}
