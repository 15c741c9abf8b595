import type { NotSpelled } from '../src/checks/spelling/dictionaries/dictionary';
import type { SpellingMistake } from '../src/checks/finding';
import type { SpellingVerdict, TextProblemKind } from '../src/checks/spelling/spellingVerdict';
import type { SpellingFigures } from '../src/metrics/spellingCorrectness';
import type { LanguageTag } from '../src/schema/schema';
import type { Format } from './format';
import type { Sign } from './words';

/** What the page calls what the spelling check finds. */

export const PROBLEM_NAMES: Readonly<Record<TextProblemKind, string>> = {
  repeatedWord: 'repeated word',
  doubledSpace: 'doubled space',
  mixedScript: 'mixed scripts in a word',
  mojibake: 'broken encoding (mojibake)',
  replacementCharacter: 'replacement character',
  controlCharacter: 'control character',
  unbalancedQuote: 'unbalanced quote',
  unclosedFence: 'unclosed code fence',
};

export const UNKNOWN_WORD_ICON = 'whole-word';

/** Languages that were not spelled, with the reason. */
export type NotChecked = SpellingFigures['notChecked'];

/** "Unknown word (German)", "Repeated word" */
export function mistakeWords(mistake: SpellingMistake, format: Format): string {
  if (mistake.kind === 'unknownWord') return `Unknown word (${format.language(mistake.language)})`;
  const name = PROBLEM_NAMES[mistake.kind];
  return name[0].toUpperCase() + name.slice(1);
}

/** What a fix does: "delete the repeated word", "write “für”". */
export function fixWords(kind: TextProblemKind, fix: string): string {
  if (kind === 'doubledSpace') return 'one space';
  if (fix.trim() === '') return `delete the ${PROBLEM_NAMES[kind]}`;
  return kind === 'repeatedWord' ? `“${fix}” once` : `write “${fix}”`;
}

/** "3 unknown words" */
export function unknownWords(count: number, format: Format): string {
  return `${format.number(count)} unknown word${count === 1 ? '' : 's'}`;
}

/** What is said of a response beside its language, the most important first. */
export function spellingSigns(verdict: SpellingVerdict, notChecked: NotChecked, format: Format): Sign[] {
  const { read, unknown, problems } = verdict;
  const signs: Sign[] = [];
  if (unknown.length > 0) {
    signs.push({ word: unknownWords(unknown.length, format), icon: UNKNOWN_WORD_ICON, tone: 'info' });
  }
  if (problems.length > 0) {
    const word = `${format.number(problems.length)} text problem${problems.length === 1 ? '' : 's'}`;
    signs.push({ word, icon: 'warning', tone: 'warning' });
  }
  for (const { language, isChecked } of read) {
    if (isChecked) continue;
    const why = whyNotChecked(language, notChecked, format);
    signs.push({ word: `spelling not checked: ${why}`, icon: 'circle-slash', tone: 'quiet' });
  }
  if (signs.length === 0 && read.length > 0) signs.push({ word: 'spelling', icon: 'pass', tone: 'good' });
  return signs;
}

/** "no dictionary for Swahili" */
export function notSpelledWords(language: LanguageTag | undefined, why: NotSpelled | undefined, format: Format): string {
  if (language === undefined) return 'language undetermined';
  const name = format.language(language);
  switch (why?.reason) {
    case 'no dictionary':
      return `no dictionary for ${name}`;
    case 'no spelling':
      return `words are not divided in ${name}`;
    case 'broken':
      return why.message;
    default:
      return `most words are unknown in ${name}`;
  }
}

/** For screen readers, which do not tell marks: "Unknown words: recieve, teh. Text problems: repeated word". */
export function spellingInWords({ unknown, problems }: SpellingVerdict): string {
  const sentences: string[] = [];
  const words = [...new Set(unknown.map(({ word }) => word))];
  const kinds = [...new Set(problems.map(({ kind }) => PROBLEM_NAMES[kind]))];
  if (words.length > 0) sentences.push(`Unknown words: ${inFew(words)}`);
  if (kinds.length > 0) sentences.push(`Text problems: ${kinds.join(', ')}`);
  return sentences.join('. ');
}

const MOST_NAMED = 10;

function inFew(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return words.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function whyNotChecked(language: LanguageTag | undefined, notChecked: NotChecked, format: Format): string {
  const why = notChecked.find((each) => each.language === language)?.why;
  return notSpelledWords(language, why, format);
}
