import type { TextProblem } from '../spellingVerdict';

/** A line that opens or closes a block of code (CommonMark 4.5). */
const FENCE = /^ {0,3}(`{3,})([^`\n]*)$/gm;

/** A block of code that is never closed. */
export function unclosedFences(text: string): TextProblem[] {
  let open: { start: number; end: number; marks: number } | undefined;
  for (const { 0: line, 1: marks, 2: info, index } of text.matchAll(FENCE)) {
    const start = index + line.indexOf('`');
    if (!open) open = { start, end: start + marks.length, marks: marks.length };
    else if (marks.length >= open.marks && info.trim() === '') open = undefined;
  }
  return open ? [{ kind: 'unclosedFence', start: open.start, end: open.end }] : [];
}
