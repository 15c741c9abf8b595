import { createScanner } from 'jsonc-parser';
import { isJson } from '../../dataset/isJson';

/** Deeper values are not moved further to the right: hostile nesting would grow by its square. */
const DEEPEST = 20;

/**
 * A record's JSON for people to read and compare: a member or element a line, and a new line where a text has one.
 * Every token stays as it is written. What is not JSON is given as it is.
 */
export function readableRecord(text: string): string {
  if (!isJson(text)) return text;
  const scanner = createScanner(text, true);
  const parts: string[] = [];
  let depth = 0;
  let isEmpty = false;
  const lineBreak = (more = 0) => `\n${'  '.repeat(Math.min(depth + more, DEEPEST))}`;
  scanner.scan();
  for (let length = scanner.getTokenLength(); length > 0; length = scanner.getTokenLength()) {
    const start = scanner.getTokenOffset();
    const token = text.slice(start, start + length);
    const isEnd = token === '}' || token === ']';
    if (isEnd) depth--;
    if (isEmpty !== isEnd) parts.push(lineBreak());
    isEmpty = token === '{' || token === '[';
    if (isEmpty) depth++;
    parts.push(token.startsWith('"') ? withLines(token, lineBreak(1)) : token);
    if (token === ':') parts.push(' ');
    if (token === ',') parts.push(lineBreak());
    scanner.scan();
  }
  return parts.join('');
}

/** Breaks a JSON string after each escape that is a line break: `\n`, but not `\\n`. */
function withLines(string: string, lineBreak: string): string {
  const last = string.length - '\\n"'.length;
  return string.replace(/\\[^]/g, (escape, at: number) => (escape === '\\n' && at < last ? `${escape}${lineBreak}` : escape));
}
