import type { ProseSegment } from '../language/prose';
import type { SpelledLanguage } from './spelledLanguage';
import type { TextProblem } from './spellingVerdict';
import { mixedScripts } from './textProblems/mixedScripts';
import { repeatedWords } from './textProblems/repeatedWords';
import type { Words } from './words';

/** What is wrong with a text besides its words; in the order of the text. Takes linear time. */
export function findTextProblems(
  text: string,
  _segments: readonly ProseSegment[],
  words: Words,
  language: SpelledLanguage | undefined,
): TextProblem[] {
  const problems = [...repeatedWords(text, words, language?.language), ...mixedScripts(text, words)];
  return problems.length > 1 ? problems.sort((a, b) => a.start - b.start || a.end - b.end) : problems;
}
