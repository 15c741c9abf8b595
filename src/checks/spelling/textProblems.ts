import type { ProseSegment } from '../language/prose';
import type { SpelledLanguage } from './spelledLanguage';
import type { TextProblem } from './spellingVerdict';
import { brokenCharacters } from './textProblems/brokenCharacters';
import { controlCharacters } from './textProblems/controlCharacters';
import { doubledSpaces } from './textProblems/doubledSpaces';
import { mixedScripts } from './textProblems/mixedScripts';
import { mojibake } from './textProblems/mojibake';
import { repeatedWords } from './textProblems/repeatedWords';
import { BACKTICK, BROKEN, CONTROL, DOUBLED_SPACE, MOJIBAKE, PAIRED, tracesIn } from './textProblems/traces';
import { unbalancedQuotes } from './textProblems/unbalancedQuotes';
import { unclosedFences } from './textProblems/unclosedFences';
import type { Words } from './words';

/** What is wrong with a text besides its words; in the order of the text. Takes linear time. */
export function findTextProblems(
  text: string,
  segments: readonly ProseSegment[],
  words: Words,
  language: SpelledLanguage | undefined,
): TextProblem[] {
  const traces = tracesIn(text);
  const misread = traces & (MOJIBAKE | CONTROL) ? mojibake(text) : [];
  const problems = [
    repeatedWords(text, words, language?.language),
    mixedScripts(text, words, language),
    misread,
    traces & (MOJIBAKE | CONTROL) ? without(controlCharacters(text), misread) : [],
    traces & BROKEN ? brokenCharacters(text) : [],
    traces & DOUBLED_SPACE ? doubledSpaces(text, segments) : [],
    traces & PAIRED ? unbalancedQuotes(text, segments) : [],
    traces & BACKTICK ? unclosedFences(text) : [],
  ].flat();
  return problems.length > 1 ? problems.sort((a, b) => a.start - b.start || a.end - b.end) : problems;
}

/** @param within, problems both in the order of the text. */
function without(problems: readonly TextProblem[], within: readonly TextProblem[]): TextProblem[] {
  let at = 0;
  return problems.filter(({ start }) => {
    while (at < within.length && within[at].end <= start) at++;
    return at === within.length || within[at].start > start;
  });
}
