import type { Span } from '../src/checks/language/languageVerdict';

/** Where `text`, which `view` shows, was clicked: the offset in UTF-16 units; absent when it was clicked beside. */
export function offsetAtPoint(view: Element, text: string, x: number, y: number): number | undefined {
  // Safari knows it since 18.4.
  const caret = 'caretPositionFromPoint' in document ? document.caretPositionFromPoint(x, y) : undefined;
  if (!caret || !view.contains(caret.offsetNode)) return undefined;
  return offsetOf(view, text, caret.offsetNode, caret.offset);
}

/** The stretch of `text`, which `view` shows, that is selected; absent when nothing is, or more than lies in the view. */
export function selectedSpan(view: Element, text: string): Span | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (!view.contains(startContainer) || !view.contains(endContainer)) return undefined;
  return { start: offsetOf(view, text, startContainer, startOffset), end: offsetOf(view, text, endContainer, endOffset) };
}

/** Where the keyboard is in `text`, which `view` shows; absent when it is elsewhere. */
export function caretIn(view: Element, text: string): number | undefined {
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  return focusNode && view.contains(focusNode) ? offsetOf(view, text, focusNode, focusOffset ?? 0) : undefined;
}

/** Where a stretch of `text` lies in `view`, which shows it. */
export function rangeOf(view: Element, text: string, { start, end }: Span): Range {
  const range = document.createRange();
  range.selectNodeContents(view);
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  let at = 0;
  let block: Element | null | undefined;
  for (let node = walker.nextNode(); node && at < end; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent?.closest('.control-label')) continue;
    const own = parent?.closest('.block');
    // A newline may stand between two blocks.
    if (own !== block && at > 0 && text[at] === '\n') at++;
    block = own;
    const length = node.textContent?.length ?? 0;
    if (start >= at && start < at + length) range.setStart(node, start - at);
    if (end > at && end <= at + length) range.setEnd(node, end - at);
    at += length;
  }
  return range;
}

function offsetOf(view: Element, text: string, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(view, 0);
  range.setEnd(node, offset);
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
