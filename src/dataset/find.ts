import type { FindQuery, Match } from './findQuery';
import { type LiteralFilter, literalFilter } from './literalFilter';

/** A query made ready to run. */
export interface Finder {
  test(text: string): boolean;
  /** The first `limit` matches, in order, not overlapping and not empty. */
  matches(text: string, limit?: number): Match[];
  /** Which records need not be tested, where their bytes tell. */
  readonly filter?: LiteralFilter;
}

/** @throws SyntaxError with a message for people when the query's regular expression cannot be read. */
export function compileFind(query: FindQuery): Finder {
  if (query.text === '') return { test: () => false, matches: () => [] };
  const expression = expressionOf(query);
  const matches = (text: string, limit = Infinity) => matchesOf(expression, text, limit);
  const isLiteral = !query.regex && query.matchCase && !query.wholeWord;
  const test = (text: string) => (isLiteral ? text.includes(query.text) : matchesOf(expression, text, 1).length > 0);
  let filter: LiteralFilter | undefined;
  return {
    test,
    matches,
    get filter() {
      return (filter ??= literalFilter(query));
    },
  };
}

/** Scripts that put no spaces between words: in them every match counts as a whole word. */
const UNSPACED = `[${['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('')}]`;
const WORD_CHARACTER = `(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}\\p{Pc}]`;
const WORD_START = `(?:(?<!${WORD_CHARACTER})|(?=${UNSPACED}))`;
const WORD_END = `(?:(?!${WORD_CHARACTER})|(?<=${UNSPACED}))`;

/**
 * Literals are regular expressions too: without regard to case, Unicode's simple case folding keeps offsets, while
 * lower-casing a text can change its length (İ).
 */
export function expressionOf({ text, regex, matchCase, wholeWord }: FindQuery): RegExp {
  const pattern = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const flags = matchCase ? 'g' : 'gi';
  const unicode = tryCompile(pattern, `${flags}u`);
  if (unicode instanceof RegExp) {
    return wholeWord ? new RegExp(`${WORD_START}(?:${pattern})${WORD_END}`, `${flags}u`) : unicode;
  }
  // Needless escapes such as \- or \_ are errors in Unicode mode only, which whole words need.
  const plain = wholeWord ? unicode : tryCompile(pattern, flags);
  if (plain instanceof RegExp) return plain;
  throw plain;
}

function tryCompile(pattern: string, flags: string): RegExp | SyntaxError {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    const { message } = error as SyntaxError;
    const reason = message.slice(message.lastIndexOf(': ') + 2);
    return new SyntaxError(`Invalid regular expression: ${reason}`);
  }
}

function matchesOf(expression: RegExp, text: string, limit: number): Match[] {
  const matches: Match[] = [];
  expression.lastIndex = 0;
  while (matches.length < limit) {
    const match = expression.exec(text);
    if (!match) break;
    const length = match[0].length;
    if (length > 0) matches.push({ start: match.index, end: match.index + length });
    else expression.lastIndex += text.codePointAt(match.index)! > 0xffff ? 2 : 1;
  }
  return matches;
}

/**
 * The strings of a record's JSON value, in its order, and its numbers as JavaScript writes them.
 * @param field a top-level key, or empty for all of the record. Of values that are not objects, nothing has a key.
 */
export function* stringsOf(value: unknown, field: string): Iterable<string> {
  // A stack of our own: records can be nested deeper than calls can.
  const waiting = [field === '' ? value : memberOf(value, field)];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') yield next;
    else if (typeof next === 'number') yield String(next);
    else if (typeof next === 'object' && next !== null) {
      const members: unknown[] = Object.values(next);
      for (let i = members.length - 1; i >= 0; i--) waiting.push(members[i]);
    }
  }
}

export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
