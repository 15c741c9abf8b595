import type { ProseSegment } from '../../language/prose';
import type { TextProblem } from '../spellingVerdict';
import { PAIRS } from './traces';

const ALL_MARKS = PAIRS.flat();
const MARKS = new RegExp(`[${ALL_MARKS.join('')}]|\\n[ \\t\\r]*\\n`, 'g');
/** What makes a closing bracket none: items of lists, "a)", and faces. */
const NO_BRACKET_BEHIND = /(?:^|[\s(])[\p{L}\p{N}.]{1,4}$|[:;=8xX][-'^o]?$|^\s*$/u;
const LOOKED_BACK = 6;
/** How a text ends that has not been cut off. */
const WHOLE = /[.!?…。！？।؟۔:)）」』】》»"”'’*_`~|>]\s{0,3}$/u;
/** Marks that are open at once from which on they are no prose's. */
const DEEPEST = 16;

interface OpenMark {
  readonly pair: number;
  readonly start: number;
}

/**
 * Brackets and quotation marks whose other one is missing in the paragraph. Marks that look the same on both sides, or
 * that languages use on either side (“ and, at the beginning, »), are let be, and so are paragraphs with marks in code.
 */
export function unbalancedQuotes(text: string, segments: readonly ProseSegment[]): TextProblem[] {
  const isEqual = PAIRS.map((pair) => occurrences(text, pair[0]) === occurrences(text, pair[1]));
  if (isEqual.every(Boolean)) return [];
  const missing: OpenMark[] = [];
  let open: OpenMark[] = [];
  let inParagraph: OpenMark[] = [];
  let isProse = true;
  let segment = 0;
  const endParagraph = (isEnd: boolean) => {
    if (isProse) {
      const unclosed = isEnd && !WHOLE.test(text.slice(-LOOKED_BACK)) ? [] : open;
      for (const mark of inParagraph) missing.push(mark);
      for (const mark of unclosed) missing.push(mark);
    }
    open = [];
    inParagraph = [];
    isProse = true;
  };
  for (const { 0: mark, index: start } of text.matchAll(MARKS)) {
    if (mark.startsWith('\n')) {
      endParagraph(false);
      continue;
    }
    while (segment < segments.length && segments[segment].end <= start) segment++;
    if (segment === segments.length || segments[segment].start > start || open.length > DEEPEST) isProse = false;
    if (!isProse) continue;
    const side = ALL_MARKS.indexOf(mark);
    const pair = side >> 1;
    if (side % 2 === 0) {
      open.push({ pair, start });
    } else {
      const at = open.findLastIndex((other) => other.pair === pair);
      if (at >= 0) inParagraph.push(...open.splice(at).slice(1));
      else if (!isNoBracket(text, start)) inParagraph.push({ pair, start });
    }
  }
  endParagraph(true);
  return missing
    .filter(({ pair }) => !isEqual[pair])
    .map(({ start }): TextProblem => ({ kind: 'unbalancedQuote', start, end: start + 1 }));
}

function isNoBracket(text: string, place: number): boolean {
  if (text[place] === '»') return true;
  return ')）'.includes(text[place]) && NO_BRACKET_BEHIND.test(text.slice(Math.max(0, place - LOOKED_BACK), place));
}

function occurrences(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
  return count;
}
