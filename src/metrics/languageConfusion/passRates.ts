import type { LanguageTag } from '../../schema/schema';
import { linesOf, wordsOf } from './completionLines';

/**
 * The line pass rate and the word pass rate of the Language Confusion Benchmark, as its published script counts them:
 * Marchisio et al. 2024, "Understanding and Mitigating Language Confusion in LLMs", arXiv 2406.20052;
 * github.com/for-ai/language-confusion, compute_metrics.py.
 */

/** Languages of other scripts than Latin, whose English words the benchmark counts. */
const LANGUAGES_WITH_WORD_PASS_RATE: ReadonlySet<LanguageTag> = new Set(['ar', 'hi', 'ja', 'ko', 'ru', 'zh']);
/** Words that a line must have to count. */
const FEWEST_WORDS = 5;

/** Responses of one source that should be in one language. */
export interface ConfusionCounts {
  /** Of the record, where it has one. */
  readonly source: string;
  /** Without script and region. */
  readonly language: LanguageTag;
  records: number;
  /** With a line of five words or more. */
  scored: number;
  /** Of those scored, with a line in another language. */
  withLineErrors: number;
  /** Of those scored without such a line, with an English word. */
  withWordErrors: number;
}

export interface PassRates {
  /** Line pass rate, 0 to 1: 1 where nothing was scored. */
  readonly lpr: number;
  /** Word pass rate, 0 to 1; absent for languages that it is not counted for. */
  readonly wpr?: number;
  /** Responses. */
  readonly records: number;
  /** Responses with a line of five words or more, which the rates are of. */
  readonly scored: number;
}

export interface GroupPassRates extends PassRates {
  readonly source: string;
  readonly language: LanguageTag;
}

export interface ConfusionSummary {
  /** Of each source and language. */
  readonly groups: readonly GroupPassRates[];
  /** By language: the mean over its sources. */
  readonly languages: ReadonlyMap<LanguageTag, PassRates>;
  /** By source: the mean over its languages. */
  readonly sources: ReadonlyMap<string, PassRates>;
  /** The mean over languages. */
  readonly overall: PassRates;
}

/** Counts responses, one after the other. */
export class ConfusionCounter {
  private readonly byGroup = new Map<string, ConfusionCounts>();

  /**
   * @param isIn whether a line is in a language, as the identifier says.
   * @param englishWords of small letters, four or more of them.
   */
  constructor(
    private readonly isIn: (line: string, language: LanguageTag) => boolean,
    private readonly englishWords: ReadonlySet<string>,
  ) {}

  get counts(): readonly ConfusionCounts[] {
    return [...this.byGroup.values()];
  }

  /** @param language that the response should be in, without script and region. */
  add(response: string, language: LanguageTag, source: string): void {
    const counts = countsOf(this.byGroup, source, language);
    counts.records++;
    const lines = linesOf(response).map((text) => ({ text, words: wordsOf(text, language) }));
    const long = lines.filter(({ words }) => words.length >= FEWEST_WORDS);
    if (long.length === 0) return;
    counts.scored++;
    if (!long.every(({ text }) => this.isIn(text, language))) counts.withLineErrors++;
    else if (LANGUAGES_WITH_WORD_PASS_RATE.has(language) && long.some(({ words }) => this.hasEnglish(words))) {
      counts.withWordErrors++;
    }
  }

  private hasEnglish(words: readonly string[]): boolean {
    return words.some((word) => this.englishWords.has(word));
  }
}

/** Adds up what was counted in several places. */
export function addConfusion(parts: Iterable<readonly ConfusionCounts[]>): ConfusionCounts[] {
  const sums = new Map<string, ConfusionCounts>();
  for (const part of parts) {
    for (const { source, language, ...counts } of part) {
      const sum = countsOf(sums, source, language);
      sum.records += counts.records;
      sum.scored += counts.scored;
      sum.withLineErrors += counts.withLineErrors;
      sum.withWordErrors += counts.withWordErrors;
    }
  }
  return [...sums.values()];
}

export function passRates(counts: readonly ConfusionCounts[]): ConfusionSummary {
  const order = (a: ConfusionCounts, b: ConfusionCounts) =>
    compare(a.language, b.language) || compare(a.source, b.source);
  const groups = [...counts].sort(order).map(ratesOf);
  const languages = meansBy(groups, ({ language }) => language);
  const sources = meansBy(groups, ({ source }) => source);
  return { groups, languages, sources, overall: mean([...languages.values()]) };
}

function countsOf(groups: Map<string, ConfusionCounts>, source: string, language: LanguageTag): ConfusionCounts {
  const key = `${language} ${source}`;
  let counts = groups.get(key);
  if (!counts) {
    counts = { source, language, records: 0, scored: 0, withLineErrors: 0, withWordErrors: 0 };
    groups.set(key, counts);
  }
  return counts;
}

function ratesOf(counts: ConfusionCounts): GroupPassRates {
  const { source, language, records, scored, withLineErrors, withWordErrors } = counts;
  const lpr = 1 - withLineErrors / Math.max(1, scored);
  const wpr = 1 - withWordErrors / Math.max(1, scored - withLineErrors);
  return { source, language, lpr, ...(LANGUAGES_WITH_WORD_PASS_RATE.has(language) ? { wpr } : {}), records, scored };
}

function meansBy<T extends string>(
  groups: readonly GroupPassRates[],
  keyOf: (group: GroupPassRates) => T,
): ReadonlyMap<T, PassRates> {
  const byKey = new Map<T, PassRates[]>();
  for (const group of groups) {
    const rates = byKey.get(keyOf(group));
    if (rates) rates.push(group);
    else byKey.set(keyOf(group), [group]);
  }
  return new Map([...byKey].map(([key, rates]) => [key, mean(rates)]));
}

/** Each counts as much as any other, however many responses it has. Languages without a word pass rate are left out of it. */
function mean(rates: readonly PassRates[]): PassRates {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const words = rates.flatMap(({ wpr }) => wpr ?? []);
  return {
    lpr: rates.length ? sum(rates.map(({ lpr }) => lpr)) / rates.length : 1,
    ...(words.length ? { wpr: sum(words) / words.length } : {}),
    records: sum(rates.map(({ records }) => records)),
    scored: sum(rates.map(({ scored }) => scored)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
