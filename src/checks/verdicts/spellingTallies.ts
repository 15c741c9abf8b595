import type { LanguageTag } from '../../schema/schema';
import { FLAGGED_PROBLEMS, type SpelledWords } from '../spelling/spellingJudge';
import { problemBits, type SpellingColumns } from './spellingColumns';
import type { UnknownWordTable } from './unknownWordTable';

const FLAGGED_BITS = problemBits(FLAGGED_PROBLEMS);

/** What was read in one language, or in all, summed over the records of a dataset. */
export interface SpellingTally {
  /** Absent for words whose language cannot be told, and for all languages together. */
  readonly language?: LanguageTag;
  /** Records with words that were checked. */
  records: number;
  /** Responses with words that were checked. */
  responses: number;
  /** Words that were checked. */
  words: number;
  /** Of them, those that no dictionary knows and nobody has accepted. */
  unknown: number;
  /** Responses that are flagged as misspelled; of a language, those that have such words in it, or a text problem. */
  flagged: number;
  /** Words that were not checked. */
  notChecked: number;
  /** Sums over the records of squares and products of their words and unknown words. */
  wordsSquared: number;
  unknownSquared: number;
  wordsByUnknown: number;
}

/** The words of responses in a row that were checked, language by language; none of them unknown. */
export function checkedWords(
  spelling: SpellingColumns,
  languages: readonly LanguageTag[],
  from: number,
  to: number,
): Writable<SpelledWords>[] {
  const checked: Writable<SpelledWords>[] = [];
  for (let read = spelling.firstRead[from]; read < spelling.firstRead[to]; read++) {
    const words = spelling.readWords[read];
    if (words & 1) shareOf(checked, languages[spelling.readLanguage[read]]).words += words >>> 1;
  }
  return checked;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function shareOf(shares: Writable<SpelledWords>[], language: LanguageTag): Writable<SpelledWords> {
  let share = shares.find((other) => other.language === language);
  if (!share) shares.push((share = { language, words: 0, unknown: 0 }));
  return share;
}

/** What is read of a dataset's records, language by language. */
export class SpellingTallies {
  readonly all = emptyTally();
  private readonly byLanguage = new Map<LanguageTag, SpellingTally>();

  constructor(private readonly table: UnknownWordTable) {}

  /** Of which there are words, language by language. */
  get languages(): Iterable<SpellingTally> {
    return [...this.byLanguage.values()].filter(({ records, notChecked }) => records > 0 || notChecked > 0);
  }

  /** Counts a record in, or with -1 out again. @param from, to its responses. */
  count(spelling: SpellingColumns, languages: readonly LanguageTag[], from: number, to: number, by: 1 | -1): void {
    for (let read = spelling.firstRead[from]; read < spelling.firstRead[to]; read++) {
      const words = spelling.readWords[read];
      if (words & 1) continue;
      this.all.notChecked += by * (words >>> 1);
      this.of(languages[spelling.readLanguage[read]]).notChecked += by * (words >>> 1);
    }
    for (let response = from; response < to; response++) {
      const shares = this.shares(spelling, languages, response, response + 1);
      const isFlagged = spelling.misspelled[response] === 1;
      const hasProblem = (spelling.problems[response] & FLAGGED_BITS) !== 0;
      if (shares.length > 0) this.all.responses += by;
      if (isFlagged && shares.length > 0) this.all.flagged += by;
      for (const { language, unknown } of shares) {
        const tally = this.of(language);
        tally.responses += by;
        if (isFlagged && (unknown > 0 || hasProblem)) tally.flagged += by;
      }
      if (to === from + 1) this.countRecord(shares, by);
    }
    if (to > from + 1) this.countRecord(this.shares(spelling, languages, from, to), by);
  }

  private countRecord(shares: readonly SpelledWords[], by: 1 | -1): void {
    if (shares.length === 0) return;
    let words = 0;
    let unknown = 0;
    for (const share of shares) {
      add(this.of(share.language), share.words, share.unknown, by);
      words += share.words;
      unknown += share.unknown;
    }
    add(this.all, words, unknown, by);
  }

  private shares(
    spelling: SpellingColumns,
    languages: readonly LanguageTag[],
    from: number,
    to: number,
  ): readonly SpelledWords[] {
    const shares = checkedWords(spelling, languages, from, to);
    for (let at = spelling.firstUnknown[from]; at < spelling.firstUnknown[to]; at++) {
      const place = spelling.unknown[at];
      if (!spelling.accepted[at]) shareOf(shares, this.table.language(place)).unknown++;
    }
    return shares;
  }

  private of(language: LanguageTag): SpellingTally {
    let tally = this.byLanguage.get(language);
    if (!tally) this.byLanguage.set(language, (tally = emptyTally(language || undefined)));
    return tally;
  }
}

function add(tally: SpellingTally, words: number, unknown: number, by: 1 | -1): void {
  tally.records += by;
  tally.words += by * words;
  tally.unknown += by * unknown;
  tally.wordsSquared += by * words ** 2;
  tally.unknownSquared += by * unknown ** 2;
  tally.wordsByUnknown += by * words * unknown;
}

function emptyTally(language?: LanguageTag): SpellingTally {
  return {
    language,
    records: 0,
    responses: 0,
    words: 0,
    unknown: 0,
    flagged: 0,
    notChecked: 0,
    wordsSquared: 0,
    unknownSquared: 0,
    wordsByUnknown: 0,
  };
}
