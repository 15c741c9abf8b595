import { diffArrays } from 'diff';

/** A stretch of text that both texts have, or one of them. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'inserted';
  readonly text: string;
}

/** UTF-16 units of both texts: longer ones are compared line by line. */
const LONGEST_BY_WORDS = 100_000;
/** Words or lines in which texts may differ: of more, only what they have in common at both ends is told. */
const MOST_DIFFERENCES = 1_000;

const HAS_WORD = /[\p{L}\p{N}]/u;
const SPACE_IN_LINE = /^[^\S\r\n]+$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * What has become of a text, word by word (Myers, "An O(ND) Difference Algorithm", 1986, as jsdiff does it). Words are
 * those of Unicode Standard Annex #29, each with the space after it. The parts but for the removed ones are `after`.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const tokensOf = before.length + after.length <= LONGEST_BY_WORDS ? wordsOf : linesOf;
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const changes = diffArrays(old, now, { maxEditLength: MOST_DIFFERENCES });
  if (!changes) return inOnePlace(old, now);
  return readable(
    changes.map(({ value, added, removed }) => ({
      kind: added ? 'inserted' : removed ? 'removed' : 'same',
      text: value.join(''),
    })),
  );
}

/** The share of the longer text that both have, 0 to 1. */
export function shareInCommon(parts: readonly DiffPart[]): number {
  const length = (kind: DiffPart['kind']) => parts.reduce((sum, part) => (part.kind === kind ? sum + part.text.length : sum), 0);
  const same = length('same');
  const longer = same + Math.max(length('removed'), length('inserted'));
  return longer === 0 ? 1 : same / longer;
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (words.length > 0 && SPACE_IN_LINE.test(segment)) words[words.length - 1] += segment;
    else words.push(segment);
  }
  return words;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Everything between what the texts have in common at both ends. */
function inOnePlace(old: readonly string[], now: readonly string[]): DiffPart[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const parts: DiffPart[] = [
    { kind: 'same', text: now.slice(0, start).join('') },
    { kind: 'removed', text: old.slice(start, old.length - end).join('') },
    { kind: 'inserted', text: now.slice(start, now.length - end).join('') },
    { kind: 'same', text: now.slice(now.length - end).join('') },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Changes with no word between them are one: a comma that happens to be in both texts says nothing. */
function readable(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = '';
  let inserted = '';
  const close = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (inserted) result.push({ kind: 'inserted', text: inserted });
    removed = inserted = '';
  };
  parts.forEach((part, index) => {
    const { kind, text } = part;
    const isBetween = (removed !== '' || inserted !== '') && index < parts.length - 1;
    if (kind === 'same' && (!isBetween || HAS_WORD.test(text))) {
      close();
      result.push(part);
      return;
    }
    if (kind !== 'inserted') removed += text;
    if (kind !== 'removed') inserted += text;
  });
  close();
  return result;
}
