import { type Node, parseTree, type ParseError } from 'jsonc-parser';

/** Where a value lies in a record's text, in UTF-16 units; strings with their quotes. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value at `path` lies in a record's text. Of keys that occur twice the last counts, as for `JSON.parse`.
 * @returns undefined when there is no such value, or the text is not JSON.
 */
export function spanOf(text: string, path: readonly (string | number)[]): JsonSpan | undefined {
  let node = treeOf(text);
  for (const segment of path) node = node && childOf(node, segment);
  return node && { start: node.offset, end: node.offset + node.length };
}

function treeOf(text: string): Node | undefined {
  const errors: ParseError[] = [];
  try {
    const tree = parseTree(text, errors, { disallowComments: true });
    return errors.length === 0 ? tree : undefined;
  } catch (error) {
    // Nested more deeply than calls can be.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function childOf(node: Node, segment: string | number): Node | undefined {
  if (node.type === 'array') return typeof segment === 'number' ? node.children?.[segment] : undefined;
  if (node.type !== 'object') return undefined;
  const property = node.children?.findLast(({ children }) => children?.[0]?.value === segment);
  return property?.children?.[1];
}

/**
 * Where a stretch of a string's text lies in the JSON text that spells it, escapes and all.
 * @param string where the string lies, with its quotes.
 * @param stretch in UTF-16 units of the text that the string stands for.
 */
export function spanInString(text: string, string: JsonSpan, stretch: JsonSpan): JsonSpan {
  let raw = string.start + 1;
  const rawAt = (unit: number, from: number) => {
    for (let at = from; at < unit && raw < string.end - 1; at++) {
      if (text[raw] !== '\\') raw++;
      else raw += text[raw + 1] === 'u' ? 6 : 2;
    }
    return raw;
  };
  return { start: rawAt(stretch.start, 0), end: rawAt(stretch.end, stretch.start) };
}
