import type { ConfusionSummary, PassRates } from '../../metrics/languageConfusion/passRates';
import { languageName } from '../../schema/languageTag';
import { type Column, columns } from './columns';
import { percent } from './proportionCells';
import { terminalText } from './terminalText';

export interface ConfusionFigures extends ConfusionSummary {
  /** Responses of which it cannot be told in which language they should be. */
  readonly untold: number;
}

/** For other programs. Sources and groups are there where records say their source. */
export function confusionObject(file: string, { languages, sources, groups, overall, untold }: ConfusionFigures): object {
  return {
    file,
    languages: Object.fromEntries(languages),
    overall,
    ...(hasSources(sources) ? { sources: Object.fromEntries(sources), groups } : {}),
    untold,
  };
}

const HEADS: readonly Column[] = [
  { title: 'Expected', align: 'left' },
  { title: 'Line pass rate', align: 'right' },
  { title: 'Word pass rate', align: 'right' },
  { title: 'Responses', align: 'right' },
  { title: 'Scored', align: 'right' },
];
/** As the benchmark's paper gives them. */
const DIGITS = 2;
const NUMBER = new Intl.NumberFormat('en');

/** For people: languages, then sources, then all together. */
export function confusionTable(file: string, { languages, sources, overall, untold }: ConfusionFigures): string {
  const rows = [
    ...Array.from(languages, ([language, rates]) => row(languageName(language, 'en'), rates)),
    ...(hasSources(sources) ? Array.from(sources, ([source, rates]) => row(`source ${terminalText(source)}`, rates)) : []),
    row('All languages', overall),
  ];
  const notes = untold > 0 ? ['', `  ${NUMBER.format(untold)} responses could be in any language, as far as can be told: they are left out.`] : [];
  const title = file === '-' ? 'Standard input' : terminalText(file);
  return [title, '', ...columns(HEADS, rows).map((line) => `  ${line}`), ...notes].map((line) => `${line}\n`).join('');
}

function row(name: string, { lpr, wpr, records, scored }: PassRates): string[] {
  const [lines, words] = [lpr, wpr].map((rate) => (rate === undefined ? '–' : percent(rate, DIGITS)));
  return [name, lines, words, NUMBER.format(records), NUMBER.format(scored)];
}

function hasSources(sources: ReadonlyMap<string, PassRates>): boolean {
  return [...sources.keys()].some((source) => source !== '');
}
