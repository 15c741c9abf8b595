import type { Cut } from './cut';
import { marks } from './marks';
import { isPlainlyProse } from './plainProse';

const BACKTICK = marks('`');

/** Backticks up to as many backticks: of one or two within a paragraph, of three and more anywhere; not as in it`s. */
export function cutCodeSpans(cut: Cut): void {
  if (!cut.has(BACKTICK)) return;
  const { rest } = cut;
  const runs = backticksOf(rest);
  const nextOfLength = new Map<number, number>();
  const closingOf = new Int32Array(runs.length).fill(-1);
  for (let i = runs.length - 1; i >= 0; i--) {
    const { length } = runs[i];
    if (length === 0) {
      nextOfLength.delete(1);
      nextOfLength.delete(2);
    } else {
      closingOf[i] = nextOfLength.get(length) ?? -1;
      nextOfLength.set(length, i);
    }
  }
  for (let i = 0; i < runs.length; i++) {
    const opening = runs[i];
    if (closingOf[i] < 0 || /^[A-Za-z]`[A-Za-z]$/.test(rest.slice(opening.start - 1, opening.end + 1))) continue;
    const closing = runs[closingOf[i]];
    if (isPlainlyProse(rest.slice(opening.end, closing.start))) {
      cut.add(opening.start, opening.end);
      cut.add(closing.start, closing.end);
    } else {
      cut.add(opening.start, closing.end);
    }
    i = closingOf[i];
  }
}

interface Backticks {
  readonly start: number;
  readonly end: number;
  /** 0 for the end of a paragraph. */
  readonly length: number;
}

/** The runs of backticks, and the ends of paragraphs between them. */
function backticksOf(text: string): Backticks[] {
  const runs: Backticks[] = [];
  let end = 0;
  for (let start = text.indexOf('`'); start >= 0; start = text.indexOf('`', end)) {
    if (end > 0 && /\n[ \t\r]*\n/.test(text.slice(end, start))) runs.push({ start: end, end: start, length: 0 });
    end = start + 1;
    while (text[end] === '`') end++;
    runs.push({ start, end, length: end - start });
  }
  return runs;
}
