import { cutCodeLines } from './prose/codeLines';
import { cutCodeSpans } from './prose/codeSpans';
import { Cut, type ProseSegment } from './prose/cut';
import { cutData } from './prose/data';
import { cutDelimited } from './prose/delimited';
import { cutFences } from './prose/fences';
import { cutPatterns } from './prose/patterns';
import { cutReasoning } from './prose/reasoning';
import { type Writing, writingOfKinds } from './scripts';

export { countLetters, countWords } from './prose/counting';
export type { ProseSegment } from './prose/cut';

/**
 * The prose of a text: what is left without a model's thoughts, code, addresses, formulas, markup, data, numbers and emoji.
 * Sorted, disjoint stretches, each with a letter in it and no white space at its ends. Takes linear time.
 */
export function reduceToProse(text: string): ProseSegment[] {
  return reduced(text).segments();
}

/** What there is to read in a text. */
export interface Prose {
  /** As `reduceToProse` gives them. */
  readonly segments: readonly ProseSegment[];
  /** The segments joined with spaces. */
  readonly text: string;
  readonly writing: Writing;
}

/** A text's prose with what it is written in: both come from one look at its characters. Takes linear time. */
export function readProse(text: string): Prose {
  const cut = reduced(text);
  const segments = cut.segments();
  return { segments, text: proseOf(text, segments), writing: writingOfKinds(cut.kinds, segments) };
}

function reduced(text: string): Cut {
  const cut = new Cut(text);
  cutReasoning(cut);
  cutFences(cut);
  cutCodeSpans(cut);
  cutData(cut);
  cutCodeLines(cut);
  cutDelimited(cut);
  cutPatterns(cut);
  return cut;
}

/** The segments of a text joined with spaces. */
export function proseOf(text: string, segments: readonly ProseSegment[]): string {
  let prose = '';
  for (const { start, end } of segments) prose += (prose && ' ') + text.slice(start, end);
  return prose;
}
