import type { ProseSegment } from '../../language/prose';
import type { TextProblem } from '../spellingVerdict';
import { PAIRS, QUOTATION_MARKS } from './traces';

const MARKS = new RegExp(`[${PAIRS.flat().join('')}${QUOTATION_MARKS}]|\\n[ \\t\\r]*\\n`, 'g');
/** What makes a closing bracket none: items of lists, "a)", and faces. */
const NO_BRACKET_BEHIND = /(?:^|[\s(])[\p{L}\p{N}.]{1,4}$|[:;=8xX][-'^o]?$|^\s*$/u;
const LOOKED_BACK = 6;
/** How a text ends that has not been cut off. */
const WHOLE = /[.!?…。！？।؟۔:)）」』】》»"”“'’*_`~|>]\s{0,3}$/u;
/** Marks that are open at once from which on they are no prose's. */
const DEEPEST = 16;

/** The marks of a pair: the one that opens it, and those that may close it. */
interface Pair {
  readonly opens: string;
  readonly closes: string;
}

/**
 * Brackets, and marks that open quotations, whose other one is missing in the paragraph, unless it is in another one.
 * Marks that look the same on both sides are let be, and so are paragraphs with marks in code.
 */
export function unbalancedQuotes(text: string, segments: readonly ProseSegment[]): TextProblem[] {
  const pairs = pairsIn(text);
  /** By pair, in the order of the text: those that are open where their paragraph ends, and those that close nothing. */
  const unclosed = new Map<Pair, number[]>(pairs.map((pair) => [pair, []]));
  const unopened = new Map<Pair, number[]>(pairs.map((pair) => [pair, []]));
  let open: { readonly pair: Pair; readonly start: number }[] = [];
  let inParagraph: (() => void)[] = [];
  let isProse = true;
  let segment = 0;
  const endParagraph = (end: number) => {
    const isCutOff = end === text.length && !WHOLE.test(text.slice(-LOOKED_BACK));
    if (isProse) {
      for (const note of inParagraph) note();
      for (const { pair, start } of isCutOff ? [] : open) {
        if (!goesOn(text, end, pair)) unclosed.get(pair)!.push(start);
      }
    }
    open = [];
    inParagraph = [];
    isProse = true;
  };
  for (const { 0: mark, index: start } of text.matchAll(MARKS)) {
    if (mark.startsWith('\n')) {
      endParagraph(start);
      continue;
    }
    while (segment < segments.length && segments[segment].end <= start) segment++;
    if (segment === segments.length || segments[segment].start > start || open.length > DEEPEST) isProse = false;
    if (!isProse) continue;
    const at = open.findLastIndex(({ pair }) => pair.closes.includes(mark));
    if (at >= 0) {
      for (const { pair, start: inside } of open.splice(at).slice(1)) {
        inParagraph.push(() => unclosed.get(pair)!.push(inside));
      }
      continue;
    }
    const opening = pairs.find(({ opens }) => opens === mark);
    if (opening) {
      if (!QUOTATION_MARKS.includes(mark) || OPENS_QUOTATION.test(text.slice(Math.max(0, start - 1), start + 2))) open.push({ pair: opening, start });
      continue;
    }
    const closing = pairs.find(({ closes }) => closes.includes(mark));
    if (closing && !isNoMark(text, start)) inParagraph.push(() => unopened.get(closing)!.push(start));
  }
  endParagraph(text.length);
  return pairs
    .flatMap((pair) => {
      const [opened, closed] = [unclosed.get(pair)!, unopened.get(pair)!];
      if (opened.length === closed.length) return [];
      // What closes a quotation may also be the only mark of one, in languages where both sides look the same.
      return QUOTATION_MARKS.includes(pair.opens) ? opened : [...opened, ...closed];
    })
    .map((start): TextProblem => ({ kind: 'unbalancedQuote', start, end: start + 1 }));
}

/** Not behind a word, and before one: else a mark that may open a quotation closes one that another mark has opened. */
const OPENS_QUOTATION = /^[^\p{L}\p{N}.!?,]?(?:[“„][^\s]|[«»].)$/u;

/** Brackets, and the text's quotation marks: languages use the same marks the one way or the other. */
function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = PAIRS.map(([opens, closes]) => ({ opens, closes }));
  const [left, right] = [text.indexOf('«'), text.indexOf('»')];
  // Of »so» in Finnish, both look the same.
  if (left >= 0) pairs.push(right >= 0 && right < left ? { opens: '»', closes: '«' } : { opens: '«', closes: '»' });
  if (text.includes('„')) pairs.push({ opens: '„', closes: '“”' });
  if (text.includes('“')) pairs.push({ opens: '“', closes: '”' });
  return pairs;
}

/** Whether the next paragraph goes on with a quotation: it begins with the same mark again. */
function goesOn(text: string, end: number, { opens }: Pair): boolean {
  return QUOTATION_MARKS.includes(opens) && text.slice(end, end + LONGEST_BREAK).trimStart().startsWith(opens);
}

/** In UTF-16 units. */
const LONGEST_BREAK = 16;

function isNoMark(text: string, place: number): boolean {
  // Inches and minutes: 5”.
  if (text[place] === '”') return /\d/.test(text.charAt(place - 1));
  return ')）'.includes(text[place]) && NO_BRACKET_BEHIND.test(text.slice(Math.max(0, place - LOOKED_BACK), place));
}
