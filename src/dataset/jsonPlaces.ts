import { createScanner } from 'jsonc-parser';
import { ChangeError } from './changeError';

/** Keys and indices that lead from a JSON value to a value inside it. */
export type Path = readonly (string | number)[];

/** Where a value lies in a text; strings with their quotes. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A member of an object, with its key, or an element of a list, whose `start` is its value's. */
export interface MemberPlace extends Place {
  /** Absent in lists. */
  readonly key?: string;
  /** Where the member's value begins. */
  readonly value: number;
}

/** What to look for: a tree of the paths' segments. */
interface Wanted {
  readonly children: Map<string, Wanted>;
  withMembers: boolean;
  found?: { place: Place; isList: boolean; members: MemberPlace[] };
}

/**
 * Where the values at these paths lie, in one pass, however deep the JSON is nested. Of keys that occur twice the last
 * counts, as for `JSON.parse`.
 * @param text must be JSON; offsets are those of this text.
 * @param keyOf what a key stands for, given with its quotes.
 * @throws ChangeError when a path itself is longer than calls can nest, some thousands of steps.
 */
export function placesOf(text: string, paths: readonly Path[], keyOf: (raw: string) => string): (Place | undefined)[] {
  const root = wanted();
  const ends = paths.map((path) => wantedAt(root, path));
  locate(text, root, keyOf);
  return ends.map(({ found }) => found?.place);
}

/** Where the members of an object or list lie, and the place of the whole; undefined when it is neither. */
export function membersAt(
  text: string,
  path: Path,
  keyOf: (raw: string) => string,
): { readonly place: Place; readonly isList: boolean; readonly members: readonly MemberPlace[] } | undefined {
  const root = wanted();
  const container = wantedAt(root, path);
  container.withMembers = true;
  locate(text, root, keyOf);
  const { found } = container;
  return found && /[[{]/.test(text[found.place.start]) ? found : undefined;
}

function wanted(): Wanted {
  return { children: new Map(), withMembers: false };
}

function wantedAt(root: Wanted, path: Path): Wanted {
  let node = root;
  for (const segment of path) {
    let child = node.children.get(String(segment));
    if (!child) node.children.set(String(segment), (child = wanted()));
    node = child;
  }
  return node;
}

/** Calls nest only as deep as the paths do: what nobody asks for is skipped. */
function locate(text: string, root: Wanted, keyOf: (raw: string) => string): void {
  const scanner = createScanner(text, true);

  /** The first character tells tokens apart; undefined at the end. */
  const token = (): string | undefined => text[scanner.getTokenOffset()];
  const next = () => {
    scanner.scan();
    return token();
  };
  const tokenEnd = () => scanner.getTokenOffset() + scanner.getTokenLength();

  /** From a value's first token to its last. */
  const skip = () => {
    let depth = 0;
    for (let first = token(); first !== undefined; first = next()) {
      if (first === '{' || first === '[') depth++;
      if (first === '}' || first === ']') depth--;
      if (depth === 0) return;
    }
  };

  const readMembers = (node: Wanted, isList: boolean): MemberPlace[] => {
    const members: MemberPlace[] = [];
    for (let index = 0; ; index++) {
      let first = next();
      if (first === ',') first = next();
      if (first === ']' || first === '}' || first === undefined) return members;
      const start = scanner.getTokenOffset();
      let key: string | undefined;
      if (!isList) {
        key = keyOf(text.slice(start, tokenEnd()));
        next(); // the colon
        next();
      }
      const value = scanner.getTokenOffset();
      readValue(node.children.get(key ?? String(index)));
      if (node.withMembers) members.push({ start, value, end: tokenEnd(), key });
    }
  };

  const readValue = (node: Wanted | undefined) => {
    if (!node) return skip();
    forget(node);
    const start = scanner.getTokenOffset();
    const isList = token() === '[';
    const isContainer = isList || token() === '{';
    let members: MemberPlace[] = [];
    if (isContainer && (node.children.size > 0 || node.withMembers)) members = readMembers(node, isList);
    else skip();
    node.found = { place: { start, end: tokenEnd() }, isList, members };
  };

  next();
  try {
    readValue(root);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ChangeError(
      'The value is nested too deeply to be changed by itself. Its record can be edited as a whole.',
    );
  }
}

/** An earlier value of the same key does not count, nor does what was found in it. */
function forget(node: Wanted): void {
  if (!node.found) return;
  node.found = undefined;
  node.children.forEach(forget);
}
