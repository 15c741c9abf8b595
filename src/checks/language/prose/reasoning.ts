import type { Cut } from './cut';
import { marks } from './marks';

/** Tags between which models write what they think before they answer. */
const TAGS: readonly (readonly [open: string, close: string])[] = [
  ...['think', 'thinking', 'thought', 'reasoning', 'scratchpad'].map((name) => [`<${name}>`, `</${name}>`] as const),
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
];

const FIRST_MARK = marks('<');

/**
 * What a model thought before its answer: it is not what the user reads, and often in English. Chat templates write the
 * opening tag into the prompt, so that it may be missing. Thoughts that no answer follows are all there is to read.
 */
export function cutReasoning(cut: Cut): void {
  if (!cut.has(FIRST_MARK)) return;
  const { text } = cut;
  for (const [open, close] of TAGS) {
    const end = text.indexOf(close);
    if (end < 0) continue;
    const start = text.indexOf(open);
    const isFirst = start < 0 || start > end || text.slice(0, start).trim() === '';
    const answer = end + close.length;
    if (isFirst && LETTER.test(text.slice(answer))) cut.add(0, answer);
    return;
  }
}

const LETTER = /\p{L}/u;
