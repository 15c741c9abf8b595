import type { Cut } from './cut';
import { marks } from './marks';

const CONTAINERS = marks('{[');

/** JSON objects and arrays, also with single quotes as Python prints them. */
export function cutData(cut: Cut): void {
  if (!cut.has(CONTAINERS)) return;
  const { rest } = cut;
  const token =
    /[{}[\],:]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?\d[\d.eE+-]*|\b(?:true|false|null|None|True|False)\b|\s+/y;
  let at = nextContainer(rest, 0);
  while (at >= 0) {
    // The open containers of one attempt; whatever stops it stops all of them, so that no unit is read twice.
    const open: { readonly start: number; readonly isObject: boolean }[] = [];
    let previous = '';
    token.lastIndex = at;
    for (;;) {
      const start = token.lastIndex;
      const kind = token.exec(rest)?.[0][0];
      if (kind === undefined) {
        token.lastIndex = start;
        break;
      }
      if (/\s/.test(kind)) continue;
      if (!mayFollow(previous, kind, open.at(-1)?.isObject)) {
        token.lastIndex = start;
        break;
      }
      previous = kind;
      if (kind === '{' || kind === '[') open.push({ start, isObject: kind === '{' });
      if (kind === '}' || kind === ']') {
        cut.add(open.pop()!.start, token.lastIndex);
        if (open.length === 0) break;
      }
    }
    at = nextContainer(rest, Math.max(token.lastIndex, at + 1));
  }
}

function nextContainer(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i;
  return -1;
}

/** Whether a token may follow the one before, both known by their first character, in an object or array. */
function mayFollow(previous: string, kind: string, isInObject: boolean | undefined): boolean {
  const isString = kind === '"' || kind === "'";
  switch (kind) {
    case '}':
      return isInObject === true && previous !== ':';
    case ']':
      return isInObject === false;
    case ':':
      return isInObject === true && (previous === '"' || previous === "'");
    case ',':
      return !'{[,:'.includes(previous);
  }
  if (previous === '') return true;
  if (isInObject) return previous === ':' || (isString && (previous === '{' || previous === ','));
  return previous === '[' || previous === ',';
}
