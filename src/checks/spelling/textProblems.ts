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
  const problems = [...repeatedWords(text, words, language?.language), ...mixedScripts(text, words)];
  const traces = tracesIn(text);
  if (traces & (MOJIBAKE | CONTROL)) {
    const misread = mojibake(text);
    problems.push(...misread, ...without(controlCharacters(text), misread));
  }
  if (traces & BROKEN) problems.push(...brokenCharacters(text));
  if (traces & DOUBLED_SPACE) problems.push(...doubledSpaces(text, segments));
  if (traces & PAIRED) problems.push(...unbalancedQuotes(text, segments));
  if (traces & BACKTICK) problems.push(...unclosedFences(text));
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
