import { type Node, parseTree, type ParseError } from 'jsonc-parser';

/** Where a value lies in a record's text, in UTF-16 units; strings with their quotes. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where values lie in a record's text, which is read once, when the first is asked for. Of keys that occur twice the last
 * counts, as for `JSON.parse`. There is no span where there is no such value, or the text is not JSON.
 */
export function spansOf(text: string): (path: readonly (string | number)[]) => JsonSpan | undefined {
  let tree: { readonly root: Node | undefined } | undefined;
  return (path) => {
    tree ??= { root: treeOf(text) };
    let node = tree.root;
    for (const segment of path) node = node && childOf(node, segment);
    return node && { start: node.offset, end: node.offset + node.length };
  };
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
  return spansInString(text, string, [stretch])[0];
}

/** The same for many stretches at once. @param stretches in the order of their starts. */
export function spansInString(text: string, string: JsonSpan, stretches: readonly JsonSpan[]): JsonSpan[] {
  let raw = string.start + 1;
  let unit = 0;
  const rawAt = (wanted: number) => {
    for (; unit < wanted && raw < string.end - 1; unit++) {
      if (text[raw] !== '\\') raw++;
      else raw += text[raw + 1] === 'u' ? 6 : 2;
    }
    return raw;
  };
  return stretches.map(({ start, end }) => {
    const first = rawAt(start);
    const [unitAtStart, rawAtStart] = [unit, raw];
    const last = rawAt(end);
    // The next one may begin within this one.
    [unit, raw] = [unitAtStart, rawAtStart];
    return { start: first, end: last };
  });
}
