import { countWords } from './counting';
import type { Cut } from './cut';
import { type Line, linesOf } from './lines';
import { isPlainlyProse } from './plainProse';

/** Opens a block: at the start of a line, or, of backticks, behind other text. */
const OPENING_FENCE = /^[ \t>]{0,20}(`{3,}|~{3,})([^`]*)$|(?<!`)(`{3,})([^`]*)$/;
/** What follows an opening fence when the block may be prose: models like to wrap a whole answer. */
const PROSE_FENCE_INFO = /^(?:text|txt|plain|plaintext|markdown|md|none|output|quote)?$/i;

/** Blocks between ``` or ~~~; one that begins a line and is not closed runs to the end. */
export function cutFences(cut: Cut): void {
  const { text } = cut;
  if (!text.includes('```') && !text.includes('~~~')) return;
  const lines = linesOf(text);
  const unclosed = new Set<string>();
  for (let i = 0; i < lines.length; i++) {
    const opening = openingFenceOf(text, lines[i]);
    if (!opening || unclosed.has(opening.marker)) continue;
    let last = i + 1;
    let closing: Line | undefined;
    while (last < lines.length && !(closing = closingFenceOf(text, lines[last], opening))) last++;
    if (!closing) {
      unclosed.add(opening.marker);
      if (!opening.beginsLine) continue;
    }
    const content = { start: contentStartOf(opening), end: closing ? closing.start : text.length };
    const block = { start: opening.start, end: closing ? closing.end : text.length };
    if (content.start < content.end && isPlainlyProse(text.slice(content.start, content.end))) {
      cut.add(block.start, content.start);
      cut.add(content.end, block.end);
    } else {
      cut.add(block.start, block.end);
    }
    i = last;
  }
}

interface OpeningFence extends Line {
  readonly marker: string;
  readonly info: string;
  readonly beginsLine: boolean;
}

function openingFenceOf(text: string, { start, end }: Line): OpeningFence | undefined {
  const match = OPENING_FENCE.exec(text.slice(start, end));
  if (!match) return undefined;
  const [, markerAtStart, infoAtStart, marker = markerAtStart, info = infoAtStart] = match;
  return { start: start + match.index, end, marker, info: info.trim(), beginsLine: markerAtStart !== undefined };
}

/** Where the content begins if it is prose: the language named after the fence, or that it is none, tells. */
function contentStartOf({ start, end, marker, info }: OpeningFence): number {
  if (countWords(info) > 2) return start + marker.length;
  return PROSE_FENCE_INFO.test(info) ? end + 1 : Infinity;
}

/** The closing fence on a line: alone on it, at its end, or, for a block that began within a line, at its start. */
function closingFenceOf(text: string, { start, end }: Line, { marker, beginsLine }: OpeningFence): Line | undefined {
  const line = text.slice(start, end);
  if (!line.includes(marker)) return undefined;
  const ending = line.trimEnd();
  if (ending.endsWith(marker)) {
    let fenceStart = ending.length - marker.length;
    while (fenceStart > 0 && ending[fenceStart - 1] === marker[0]) fenceStart--;
    return { start: start + fenceStart, end };
  }
  const indent = line.length - line.trimStart().length;
  if (beginsLine || !line.startsWith(marker, indent)) return undefined;
  return { start, end: start + indent + marker.length };
}
