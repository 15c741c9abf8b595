import { parseLanguage } from '../../schema/languageTag';
import type { Turn } from '../../schema/schema';
import { baseLanguage } from './equivalence';
import type { Span } from './languageVerdict';
import { isNamedLanguage } from './languageNames';
import { findQuotes } from './requestedLanguage';

/** UTF-16 units up to which what stands between marks of quotation is believed to be a quotation. */
const LONGEST_QUOTED = 200;
const LONGEST_BLOCK_QUOTE = 1000;
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
    return isQuoted(text, span) || isInBlockQuote(text, span) || isLabelled(text, span) || this.isRepeated(text.slice(span.start, span.end));
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
  const quoted = (quotes: readonly Span[]) =>
    quotes
      .filter((quote) => quote.end - quote.start <= LONGEST_QUOTED)
      .reduce((sum, quote) => sum + Math.max(0, Math.min(end, from + quote.end) - Math.max(start, from + quote.start)), 0);
  // Titles often stand several together.
  return Math.max(quoted(findQuotes(nearby)), quoted(brackets)) >= QUOTED * (end - start);
}

/** Whether all its lines begin with `>`, as quotations in Markdown do. */
function isInBlockQuote(text: string, { start, end }: Span): boolean {
  if (end - start > LONGEST_BLOCK_QUOTE) return false;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(from, end).split('\n').every((line) => /^ {0,3}>/.test(line));
}

/** "Swedish: Grattis på födelsedagen": whether a language's name stands before it, or at its beginning. */
function isLabelled(text: string, { start, end }: Span): boolean {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - LONGEST_LABEL);
  const label = LABEL.exec(text.slice(from, start)) ?? LABEL_AHEAD.exec(text.slice(start, Math.min(end, start + LONGEST_LABEL)));
  const named = label ? parseLanguage(label[1].trim()) : undefined;
  return named !== undefined && isNamedLanguage(baseLanguage(named));
}

const LONGEST_LABEL = 40;
const LABEL = /(?:^|[\n(,;.•*–—-]|\d[.)]) *[*_]*([\p{L}\p{M}][\p{L}\p{M} ]{2,24}?)[*_]* ?(?:\([^()]{1,20}\) ?)?[:：=–—-][*_]*\s*["'“«„「]?$/u;
const LABEL_AHEAD = /^[*_]*([\p{L}\p{M}][\p{L}\p{M} ]{2,24}?)[*_]* ?[:：=–—-]/u;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
