import { parseTree } from 'jsonc-parser';

/**
 * The records in a text that comes from somewhere else: JSON objects, one to a line, or one object or an array of
 * objects spread over several lines. Each is on one line, and otherwise as it is written.
 * @returns `undefined` where the text is anything else.
 */
export function recordsInText(text: string): string[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every(isObject)) return lines.map((line) => line.trim());
  const records = elementsOf(text)?.map(onOneLine);
  return records && records.length > 0 && records.every(isObject) ? records : undefined;
}

/** JSON without the white space between its values, which may hold line ends. */
export function onOneLine(json: string): string {
  return json.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g, (_, string: string | undefined) => string ?? '');
}

function elementsOf(text: string): string[] | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const root = parseTree(text);
  const values = root?.type === 'array' ? root.children : root && [root];
  return values?.map(({ offset, length }) => text.slice(offset, offset + length));
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
