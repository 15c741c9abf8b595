import type { LanguageCheck } from '../../src/checks/language/checkLanguage';
import type { LanguageVerdict } from '../../src/checks/language/languageVerdict';
import { type SpellingCheck, verdictsOf } from '../../src/checks/spelling/checkSpelling';
import { BaselineGatherer, isDatasetTerm, judgedWords, type SpelledWords, type SpellingBaseline, SpellingJudge } from '../../src/checks/spelling/spellingJudge';
import { LikelyMisspellings } from '../../src/checks/spelling/likelyMisspellings';
import { forEachWord, type IsKnown, type SpellingReading } from '../../src/checks/spelling/spellingReading';
import type { SpellingVerdict } from '../../src/checks/spelling/spellingVerdict';
import type { LanguageTag, RecordView } from '../../src/schema/schema';
import { randomFrom } from '../language/random';
import { plant, type Planted } from './plant';

/** Looks up words of a language: true for those that are right. */
export type LookUp = (language: LanguageTag, words: readonly string[]) => Promise<readonly boolean[]>;

/** Tells of words that are not right which ones are with one edit. */
export type IsNearKnown = (language: LanguageTag, words: readonly string[]) => Promise<readonly boolean[]>;

/** How many mistakes are put into one response, of each `ONE_IN` for each number. */
export const PLANTED = [1, 2, 4] as const;
const ONE_IN = 25;
/** Words that a response has at least. */
const FEWEST_WORDS = 5;

/** How responses of a language fared. */
export class SpellingScore {
  good = 0;
  goodFlagged = 0;
  /** By the number of mistakes. */
  readonly planted = new Map<number, number>();
  readonly plantedFlagged = new Map<number, number>();
  words = 0;
  /** Unknown words in responses that are good. */
  unknown = 0;
  /** In responses with mistakes: those, those among them that are unknown, and other words that are. */
  mistakes = 0;
  mistakesFound = 0;
  othersFound = 0;

  /** Of both together. */
  plus(other: SpellingScore): SpellingScore {
    const sum = new SpellingScore();
    for (const one of [this, other]) {
      for (const count of COUNTS) sum[count] += one[count];
      for (const counts of ['planted', 'plantedFlagged'] as const) {
        for (const [mistakes, times] of one[counts]) sum[counts].set(mistakes, (sum[counts].get(mistakes) ?? 0) + times);
      }
    }
    return sum;
  }
}

const COUNTS = ['good', 'goodFlagged', 'words', 'unknown', 'mistakes', 'mistakesFound', 'othersFound'] as const;

interface Read {
  readonly view: RecordView;
  readonly verdicts: readonly LanguageVerdict[];
  readonly planted: readonly Planted[];
}

export interface SpellingEvaluation {
  readonly scores: ReadonlyMap<LanguageTag, SpellingScore>;
  readonly baseline: SpellingBaseline;
}

/**
 * Puts mistakes into some of the records, reads them all as one dataset, and counts which are flagged.
 * @param records with one response each, which are believed to be spelled well.
 */
export async function evaluateSpelling(
  language: LanguageCheck,
  spelling: SpellingCheck,
  records: readonly RecordView[],
  lookUp: LookUp,
  isNearKnown: IsNearKnown,
  seed: number,
): Promise<SpellingEvaluation> {
  const random = randomFrom(seed);
  const read = records.map((view): Read => {
    const draw = Math.floor(random() * ONE_IN);
    const count: number = PLANTED[draw] ?? 0;
    const turn = view.turns.findIndex(({ role }) => role === 'response');
    const { text, planted } = count > 0 ? plant(view.turns[turn].text, count, random) : { text: '', planted: [] };
    const changed = planted.length > 0 ? { ...view, turns: view.turns.map((one, at) => (at === turn ? { ...one, text } : one)) } : view;
    return { view: changed, verdicts: language.check(changed), planted };
  });
  const readings = read.map(({ view, verdicts }) => spelling.read(view, verdicts));
  const { isKnown, right } = await lookedUp(readings.flat(), spelling.options.alsoAllowed, lookUp);
  const likely = new Map(Array.from(right, ([language, words]) => [language, new LikelyMisspellings(words, language)]));
  const spelled = readings.map((reading) => verdictsOf(reading, isKnown)[0]);

  const near = await nearKnown(spelled, isNearKnown);
  const recordsOf = new Map<string, number>();
  for (const { unknown } of spelled) {
    for (const key of new Set(unknown.map(keyOf))) recordsOf.set(key, (recordsOf.get(key) ?? 0) + 1);
  }
  const wordsOf = (verdict: SpellingVerdict): SpelledWords[] =>
    judgedWords(
      verdict.read.flatMap(({ language, words, isChecked }) => (isChecked && language !== undefined ? [{ language, words }] : [])),
      verdict.unknown
        .filter((word) => !isDatasetTerm(recordsOf.get(keyOf(word))!, records.length))
        .map(({ language, word }) => ({ language, word, isLikely: near.has(keyOf({ language, word })) || likely.get(language)?.has(word) === true })),
    );
  const gatherer = new BaselineGatherer();
  for (const verdict of spelled) gatherer.add(wordsOf(verdict));
  const { baseline } = gatherer;
  const judge = new SpellingJudge(baseline);

  const scores = new Map<LanguageTag, SpellingScore>();
  spelled.forEach((verdict, at) => {
    const [main] = verdict.read;
    if (!main?.isChecked || main.words < FEWEST_WORDS || main.language === undefined) return;
    let score = scores.get(main.language);
    if (!score) scores.set(main.language, (score = new SpellingScore()));
    const { planted } = read[at];
    const isFlagged = judge.isMisspelled(wordsOf(verdict));
    if (planted.length === 0) {
      score.good++;
      score.words += main.words;
      score.unknown += verdict.unknown.length;
      if (isFlagged) score.goodFlagged++;
      if (process.env.PADDOCK_BENCH_WRONG && isFlagged) console.log(main.language, verdict.unknown.map(({ word }) => word).join(' '));
    } else {
      const count = planted.length;
      score.planted.set(count, (score.planted.get(count) ?? 0) + 1);
      if (isFlagged) score.plantedFlagged.set(count, (score.plantedFlagged.get(count) ?? 0) + 1);
      score.mistakes += count;
      if (process.env.PADDOCK_BENCH_WRONG && !isFlagged) console.log('missed', main.language, main.words, planted.map(({ before, after }) => `${before}→${after}`).join(' '), verdict.unknown.map(({ word }) => word).join(' '));
      for (const { start, end } of verdict.unknown) {
        if (planted.some((one) => one.start < end && start < one.end)) score.mistakesFound++;
        else score.othersFound++;
      }
    }
  });
  return { scores, baseline };
}

function keyOf({ language, word }: { readonly language: LanguageTag; readonly word: string }): string {
  return `${language} ${word}`;
}

async function nearKnown(spelled: readonly SpellingVerdict[], isNearKnown: IsNearKnown): Promise<ReadonlySet<string>> {
  const near = new Set<string>();
  const unknown = new Map<LanguageTag, Set<string>>();
  for (const { language, word } of spelled.flatMap((verdict) => verdict.unknown)) {
    unknown.set(language, (unknown.get(language) ?? new Set()).add(word));
  }
  for (const [language, words] of unknown) {
    const all = [...words];
    const answers = await isNearKnown(language, all);
    all.forEach((word, at) => answers[at] && near.add(keyOf({ language, word })));
  }
  return near;
}

async function lookedUp(
  readings: readonly SpellingReading[],
  alsoAllowed: readonly LanguageTag[],
  lookUp: LookUp,
): Promise<{ isKnown: IsKnown; right: ReadonlyMap<LanguageTag, ReadonlySet<string>> }> {
  const wanted = new Map<LanguageTag, Set<string>>();
  for (const reading of readings) {
    forEachWord(reading, (word, language) => {
      for (const one of [language, ...alsoAllowed]) {
        let words = wanted.get(one);
        if (!words) wanted.set(one, (words = new Set()));
        words.add(word);
      }
    });
  }
  const right = new Map<LanguageTag, Set<string>>();
  for (const [language, words] of wanted) {
    const all = [...words];
    const verdicts = await lookUp(language, all);
    right.set(language, new Set(all.filter((_, at) => verdicts[at])));
  }
  return { isKnown: (word, language) => [language, ...alsoAllowed].some((one) => right.get(one)?.has(word)), right };
}
