import type { FoundLanguage, Verdict } from '../src/checks/language/languageVerdict';
import type { RecordProblemCode } from '../src/dataset/recordProblem';
import type { Row } from '../src/protocol/toWebview';
import type { Format } from './format';

/** What the page calls things, and the codicon that goes with each word. */
export interface Sign {
  readonly word: string;
  readonly icon: string;
  /** Names the colour: see `.sign` in the style sheet. */
  readonly tone: 'good' | 'info' | 'warning' | 'error' | 'quiet';
}

export const VERDICT_SIGNS: Readonly<Record<Verdict, Sign>> = {
  match: { word: 'match', icon: 'pass', tone: 'good' },
  requested: { word: 'requested', icon: 'pass', tone: 'good' },
  mismatch: { word: 'mismatch', icon: 'warning', tone: 'warning' },
  mixed: { word: 'mixed', icon: 'color-mode', tone: 'warning' },
  undetermined: { word: 'undetermined', icon: 'question', tone: 'quiet' },
  empty: { word: 'empty', icon: 'circle-slash', tone: 'warning' },
};

/** How a record differs from the file. */
export const EDIT_WORDS = { changed: 'edited', added: 'added' } as const;

/** Whether a verdict is something for the user to look at. */
export function isFlagged(verdict: Verdict | undefined): boolean {
  return verdict === 'mismatch' || verdict === 'mixed' || verdict === 'empty';
}

/** Whether a verdict says that all is as it should be. */
export function isPassed(verdict: Verdict): boolean {
  return verdict === 'match' || verdict === 'requested';
}

const PROBLEM_WORDS: Readonly<Record<RecordProblemCode, string>> = {
  blank: 'blank line',
  'invalid-utf8': 'invalid UTF-8',
  'not-json': 'not JSON',
  'not-an-object': 'not an object',
  'too-large': 'too large',
  'lone-surrogate': 'lone surrogate',
  'schema-mismatch': 'not in schema',
  'instruction-missing': 'no instruction',
  'response-missing': 'no response',
  'response-not-text': 'response not text',
};

/** A row's one sign: what keeps the record from being read, else a flagged verdict, else a lesser problem, else its verdict. */
export function rowSign({ problem, verdict }: Row): Sign | undefined {
  if (problem && (problem.severity === 'error' || (verdict !== 'mismatch' && verdict !== 'mixed'))) {
    return { word: PROBLEM_WORDS[problem.code], icon: problem.severity, tone: problem.severity };
  }
  return verdict && VERDICT_SIGNS[verdict];
}

/** What the one sign leaves out; empty where it says all. */
export function rowSignInFull({ problem, verdict }: Row): string {
  if (!problem) return '';
  return verdict ? `${problem.message}\nVerdict: ${VERDICT_SIGNS[verdict].word}` : problem.message;
}

/** "fr → en 0.97"; a question mark stands for a language that cannot be told. Empty before a check. */
export function rowLanguages({ instructionLanguage, found, verdict }: Row, format: Format): string {
  if (!instructionLanguage && !found && !verdict) return '';
  const response = found ? `${found.language} ${format.confidence(found.confidence)}` : '?';
  return `${instructionLanguage?.language ?? '?'} → ${response}`;
}

/** "French to English, 0.97": the same in full, for whoever points at it. */
export function rowLanguagesInFull({ instructionLanguage, found, expected }: Row, format: Format): string {
  const name = (language: FoundLanguage | undefined) =>
    language ? `${format.language(language.language)} (${format.confidence(language.confidence)})` : 'undetermined';
  const sentences = [`Instruction: ${name(instructionLanguage)}`, `Response: ${name(found)}`];
  if (expected) sentences.push(`Expected: ${format.language(expected)}`);
  return sentences.join('\n');
}
