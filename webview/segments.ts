import type { LanguageSpan, Span } from '../src/checks/language/languageVerdict';
import type { SpellingMistake } from '../src/checks/finding';
import type { RequestSpan } from '../src/protocol/toWebview';

/** What is marked in a text. */
export interface TextMarks {
  /** Stretches in another language than expected. */
  readonly flagged?: readonly LanguageSpan[];
  /** Words that ask for a language. */
  readonly requests?: readonly RequestSpan[];
  /** Unknown words, and what else is wrong with the spelling. */
  readonly mistakes?: readonly SpellingMistake[];
  /** Where the text matches what is searched for. */
  readonly matches?: readonly Span[];
}

/** A stretch of text that is marked in one way, or not at all. */
export interface Segment {
  readonly text: string;
  readonly flagged?: Omit<LanguageSpan, keyof Span>;
  readonly request?: Omit<RequestSpan, keyof Span>;
  readonly mistake?: SpellingMistake;
  /** Part of what was searched for. */
  readonly match: boolean;
}

/**
 * Cuts a text at the ends of what is marked in it. Stretches may overlap; empty or reversed ones, and what lies outside
 * the text, are left out. The segments joined are the text.
 */
export function segments(
  text: string,
  { flagged = [], requests = [], mistakes = [], matches = [] }: TextMarks,
): Segment[] {
  const inside = <S extends Span>(spans: readonly S[]) =>
    spans
      .filter(({ start, end }) => start >= 0 && start < end && start < text.length)
      .sort((a, b) => a.start - b.start);
  const [flags, asking, wrong, hits] = [inside(flagged), inside(requests), inside(mistakes), inside(matches)];
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...flags, ...asking, ...wrong, ...hits]) cuts.add(start).add(Math.min(end, text.length));
  const ends = [...cuts].sort((a, b) => a - b);

  const result: Segment[] = [];
  const flagAt = spanFinder(flags);
  const requestAt = spanFinder(asking);
  const mistakeAt = spanFinder(wrong);
  const hitAt = spanFinder(hits);
  for (let index = 1; index < ends.length; index++) {
    const start = ends[index - 1];
    const flag = flagAt(start);
    const request = requestAt(start);
    const mistake = mistakeAt(start);
    result.push({
      text: text.slice(start, ends[index]),
      ...(flag && { flagged: { language: flag.language, confidence: flag.confidence, kind: flag.kind } }),
      ...(request && { request: { language: request.language } }),
      ...(mistake && { mistake }),
      match: hitAt(start) !== undefined,
    });
  }
  return result;
}

/** For offsets asked in ascending order: a span that holds the offset, the one that reaches furthest. */
function spanFinder<S extends Span>(sorted: readonly S[]): (offset: number) => S | undefined {
  let next = 0;
  let reaching: S | undefined;
  return (offset) => {
    for (; next < sorted.length && sorted[next].start <= offset; next++) {
      if (!reaching || sorted[next].end > reaching.end) reaching = sorted[next];
    }
    return reaching && reaching.end > offset ? reaching : undefined;
  };
}

/** Segments of a text, for one stretch of it after the other, by the stretches' lengths. */
export function segmentsOfStretches(parts: readonly Segment[], lengths: readonly number[]): Segment[][] {
  let next = 0;
  let used = 0;
  return lengths.map((length) => {
    const stretch: Segment[] = [];
    for (let left = length; left > 0 && next < parts.length; ) {
      const part = parts[next];
      const text = part.text.slice(used, used + left);
      stretch.push({ ...part, text });
      left -= text.length;
      used += text.length;
      if (used < part.text.length) continue;
      next++;
      used = 0;
    }
    return stretch;
  });
}

/**
 * Cuts a long list of segments into blocks of about `size` units, so that a browser lays out only those on the
 * screen. Blocks end at a line's end where there is one (the newline is left out: the block's edge stands for it),
 * else in the middle of the line.
 */
export function blocks(parts: readonly Segment[], size: number): Segment[][] {
  const result: Segment[][] = [];
  let block: Segment[] = [];
  let length = 0;
  const close = () => {
    result.push(block);
    block = [];
    length = 0;
  };
  for (const part of parts) {
    let rest = part.text;
    while (length + rest.length > size) {
      const room = Math.max(1, size - length);
      const newline = rest.lastIndexOf('\n', room);
      if (newline < 0 && length > 0) {
        close();
        continue;
      }
      const atLineEnd = newline > 0 || (newline === 0 && length > 0);
      const cut = atLineEnd ? newline : startOfCharacter(rest, room);
      if (cut > 0) block.push({ ...part, text: rest.slice(0, cut) });
      rest = rest.slice(atLineEnd ? cut + 1 : cut);
      close();
    }
    if (rest) {
      block.push({ ...part, text: rest });
      length += rest.length;
    }
  }
  if (block.length > 0) close();
  return result;
}

/** `offset`, or one more where it would cut a surrogate pair in two. */
function startOfCharacter(text: string, offset: number): number {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset + 1 : offset;
}
