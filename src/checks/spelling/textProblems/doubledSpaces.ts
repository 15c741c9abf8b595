import type { ProseSegment } from '../../language/prose';
import type { TextProblem } from '../spellingVerdict';

/** After these, two spaces are a style; other marks may be aligned. */
const NO_MISTAKE_BEHIND = '.!?:;…。！？।|\t\n\r ';
const NO_MISTAKE_BEFORE = '|\t\n\r ';

/**
 * Two spaces between words. Not at the beginning or the end of a line, after a sentence, in tables; three and more, and
 * several in one line, are meant: columns, verse.
 */
export function doubledSpaces(text: string, segments: readonly ProseSegment[]): TextProblem[] {
  const problems: TextProblem[] = [];
  let segment = 0;
  let lineEnd = -1;
  /** Gaps in the line so far, the first of which may be a mistake. */
  let gaps = 0;
  let first: TextProblem | undefined;
  const endLine = () => {
    if (gaps === 1 && first && !text.slice(text.lastIndexOf('\n', first.start) + 1, lineEnd).includes('|')) problems.push(first);
    gaps = 0;
  };
  for (let at = text.indexOf('  '); at >= 0; at = text.indexOf('  ', at)) {
    const start = at;
    while (text[at] === ' ') at++;
    if (start > lineEnd) {
      endLine();
      lineEnd = text.indexOf('\n', start);
      if (lineEnd < 0) lineEnd = text.length;
    }
    while (segment < segments.length && segments[segment].end <= start) segment++;
    const isInProse = segment < segments.length && segments[segment].start < start && at < segments[segment].end;
    const isBetweenWords = isInProse && !NO_MISTAKE_BEHIND.includes(text[start - 1]) && !NO_MISTAKE_BEFORE.includes(text[at]);
    if (gaps === 0) first = isBetweenWords && at - start === 2 ? { kind: 'doubledSpace', start, end: at, fix: ' ' } : undefined;
    gaps++;
  }
  endLine();
  return problems;
}
