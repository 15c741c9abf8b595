import type { Cut } from './cut';
import { marks } from './marks';
import { isPlainlyProse } from './plainProse';

const BACKTICK = marks('`');

/** Backticks up to as many backticks: of one or two within a paragraph, of three and more anywhere; not as in it`s. */
export function cutCodeSpans(cut: Cut): void {
  if (!cut.has(BACKTICK)) return;
  const { rest } = cut;
  const runs = [...rest.matchAll(/`+|\n[ \t\r]*\n/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    length: match[0].startsWith('`') ? match[0].length : 0,
  }));
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
