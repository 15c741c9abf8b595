import type { NotSpelled } from '../../checks/spelling/dictionaries/dictionary';
import type { SpellingCorrectness, SpellingFigures } from '../../metrics/spellingCorrectness';
import { describeNotSpelled } from '../notSpelledNotes';
import { nameOf } from './agreementLines';
import { type Column, columns } from './columns';
import { proportionCells } from './proportionCells';
import { terminalText } from './terminalText';

const HEADS: readonly Column[] = [
  { title: 'Spelled', align: 'left' },
  { title: 'Responses', align: 'right' },
  { title: 'Words', align: 'right' },
  { title: 'Unknown', align: 'right' },
  { title: 'Correctness', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'Misspelled', align: 'right' },
];

/** Of words nearly all are right: what matters is in the second digit. */
const DIGITS = 2;

/** A table for people: how responses are spelled in each language, and all together. */
export function spellingLines({ languages, all }: SpellingFigures, locale: string): string[] {
  if (all.words === 0) return [];
  const number = new Intl.NumberFormat(locale);
  const rows = languages.map((correctness) => rowOf(nameOf(correctness.language, locale), correctness, number));
  if (languages.length > 1) rows.push(rowOf('All', all, number));
  return columns(HEADS, rows).map((line) => `  ${line}`);
}

/** Which languages were not spelled, and why. */
export function notSpelledLines({ notChecked }: SpellingFigures, locale: string): string[] {
  const number = new Intl.NumberFormat(locale);
  return notChecked.map(({ language, words, why }) => {
    const reason = why ? describeNotSpelled(why) : 'most of them are in no dictionary';
    return `  ${nameOf(language, locale)}: ${counted(words, why, number)}not checked, ${terminalText(reason)}.`;
  });
}

/** What is not divided into words is not counted in them. */
function counted(words: number, why: NotSpelled | undefined, number: Intl.NumberFormat): string {
  if (why?.reason === 'no spelling') return '';
  return words === 1 ? '1 word is ' : `${number.format(words)} words are `;
}

function rowOf(
  name: string,
  { responses, words, unknown, correctness, flagged }: SpellingCorrectness,
  number: Intl.NumberFormat,
): string[] {
  return [
    name,
    number.format(responses),
    number.format(words),
    number.format(unknown),
    ...proportionCells(correctness, DIGITS),
    number.format(flagged),
  ];
}
