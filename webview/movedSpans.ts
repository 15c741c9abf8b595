import type { Span } from '../src/checks/language/languageVerdict';

/**
 * Spans of a text in what it has become by an edit: what lies before and after the edited stretch stays marked, and so
 * does what is left of a span around it, until the record comes with its own.
 */
export function movedSpans<S extends Span>(spans: readonly S[], before: string, after: string): readonly S[] {
  if (spans.length === 0 || before === after) return spans;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  const end = before.length - kept;
  const place = (offset: number, inside: number) => {
    if (offset <= start) return offset;
    return offset >= end ? offset + after.length - before.length : inside;
  };
  return spans
    .map((span) => ({ ...span, start: place(span.start, after.length - kept), end: place(span.end, start) }))
    .filter((span) => span.start < span.end);
}
