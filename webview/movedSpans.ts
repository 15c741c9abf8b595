import type { Span } from '../src/checks/language/languageVerdict';

/**
 * Spans of a text in what it has become by an edit: what lies before and after the edited stretch stays marked, and so
 * does what is left of a span around it, until the record comes with its own. What is typed right before or after a
 * span does not belong to it.
 */
export function movedSpans<S extends Span>(spans: readonly S[], before: string, after: string): readonly S[] {
  if (spans.length === 0 || before === after) return spans;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  const end = before.length - kept;
  const isBefore = (offset: number) => offset <= start;
  const isAfter = (offset: number) => offset >= end;
  const moved = (offset: number) => offset + after.length - before.length;
  // Both are true where something has been inserted right there.
  const startOf = (span: S) => (isAfter(span.start) ? moved(span.start) : isBefore(span.start) ? span.start : after.length - kept);
  const endOf = (span: S) => (isBefore(span.end) ? span.end : isAfter(span.end) ? moved(span.end) : start);
  return spans
    .map((span) => ({ ...span, start: startOf(span), end: endOf(span) }))
    .filter((span) => span.start < span.end);
}
