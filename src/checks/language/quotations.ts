import type { Turn } from '../../schema/schema';
import type { Span } from './languageVerdict';
import { findQuotes } from './requestedLanguage';

/** UTF-16 units up to which what stands between marks of quotation is believed to be a quotation. */
const LONGEST_QUOTED = 200;
/** Share of a passage that stands between the marks. */
const QUOTED = 0.8;
const BRACKETS = /\([^()\n]{1,200}\)|（[^（）\n]{1,200}）/g;
/** Share of a passage's words that are those of what it answers from which it repeats that. */
const REPEATED = 0.7;

/** What a response may repeat in whatever language it is: what it answers, and what it quotes. */
export class Quotations {
  private words: ReadonlySet<string> | undefined;

  /** @param turns what was said before the response. */
  constructor(private readonly turns: readonly Turn[]) {}

  /** What the response answers, for comparisons. */
  get heard(): string {
    return this.turns.flatMap(({ role, text }) => (role === 'response' ? [] : [text])).join('\n');
  }

  has(text: string, span: Span): boolean {
    return isQuoted(text, span) || this.isRepeated(text.slice(span.start, span.end));
  }

  private isRepeated(passage: string): boolean {
    this.words ??= new Set(wordsOf(this.heard));
    const own = wordsOf(passage);
    const { words } = this;
    return own.length > 0 && own.filter((word) => words.has(word)).length >= REPEATED * own.length;
  }
}

/** Whether it stands in quotation marks, or in brackets, where names and terms of other languages are. */
function isQuoted(text: string, { start, end }: Span): boolean {
  const nearby = text.slice(Math.max(0, start - LONGEST_QUOTED), end + LONGEST_QUOTED);
  const from = Math.max(0, start - LONGEST_QUOTED);
  const brackets = Array.from(nearby.matchAll(BRACKETS), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
  return [...findQuotes(nearby), ...brackets].some((quote) => {
    const common = Math.min(end, from + quote.end) - Math.max(start, from + quote.start);
    return quote.end - quote.start <= LONGEST_QUOTED && common >= QUOTED * (end - start);
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
