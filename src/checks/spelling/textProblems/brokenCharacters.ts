import type { TextProblem } from '../spellingVerdict';

const REPLACED = /\ufffd+|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Replacement characters, for which something has been lost, and halves of characters, which are nothing. */
export function brokenCharacters(text: string): TextProblem[] {
  return Array.from(text.matchAll(REPLACED), ({ 0: broken, index }) => ({
    kind: 'replacementCharacter',
    start: index,
    end: index + broken.length,
    fix: broken.startsWith('\ufffd') ? undefined : '',
  }));
}
