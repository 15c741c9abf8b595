import type { RecordKey } from '../../dataset/edits/recordKey';
import type { LanguageTag } from '../../schema/schema';
import { AcceptedWords } from './acceptedWords';
import type { NotSpelled } from '../spelling/dictionaries/dictionary';
import {
  BaselineGatherer,
  FLAGGED_PROBLEMS,
  isDatasetTerm,
  type JudgedWord,
  judgedWords,
  type SpelledWords,
  SpellingJudge,
} from '../spelling/spellingJudge';
import { type SpellingVerdict, TEXT_PROBLEMS } from '../spelling/spellingVerdict';
import { problemBits, type SpellingColumns, unknownKey, unknownOf } from './spellingColumns';
import { checkedWords, SpellingTallies } from './spellingTallies';
import { UnknownWordTable } from './unknownWordTable';
import type { RecordPlace, VerdictBatch } from './verdictBatch';

const FLAGGED_BITS = problemBits(FLAGGED_PROBLEMS);

/** How records are spelled that are counted in one by one, or out again: all numbers of a dataset's spelling. */
export class SpellingCounts {
  readonly words = new UnknownWordTable();
  readonly tallies = new SpellingTallies(this.words);
  /** Why words of some languages were not checked. */
  readonly notSpelled = new Map<LanguageTag, NotSpelled>();
  /** Records with a response that is flagged. */
  misspelled = 0;
  /** Records that have each of TEXT_PROBLEMS. */
  readonly problems = TEXT_PROBLEMS.map(() => 0);
  /** Absent before the first check has ended: then nothing is flagged. */
  private judge: SpellingJudge | undefined;
  private accepted = new AcceptedWords();

  /** A batch with its unknown words in this dataset's table, and judged. */
  take(batch: VerdictBatch): VerdictBatch {
    if (!batch.spelling) return batch;
    const spelling = this.words.take(batch.spelling, this.accepted);
    for (const [language, why] of spelling.notSpelled) this.notSpelled.set(language, why);
    const taken = { ...batch, spelling: { ...spelling, misspelled: spelling.misspelled.slice() } };
    if (this.judge) {
      for (let response = 0; response < taken.turn.length; response++) {
        taken.spelling.misspelled[response] = Number(this.isMisspelled(taken, response));
      }
    }
    return taken;
  }

  /** Counts a record in, or with -1 out again. */
  count(key: RecordKey, batch: VerdictBatch, record: number, by: 1 | -1): void {
    const { spelling, languages } = batch;
    if (!spelling) return;
    const from = batch.firstResponse[record];
    const to = batch.firstResponse[record + 1];
    if (isMisspelled(spelling, from, to)) this.misspelled += by;
    const problems = problemsIn(spelling, from, to);
    for (let bit = 0; problems >> bit; bit++) if ((problems >> bit) & 1) this.problems[bit] += by;
    this.words.count(key, spelling, spelling.firstUnknown[from], spelling.firstUnknown[to], by);
    this.tallies.count(spelling, languages, from, to, by);
  }

  /** Begins a new baseline, of which `gather` is to be told each record. Words' being terms is as of now. */
  startBaseline(): BaselineGatherer {
    this.words.setTerms((records) => isDatasetTerm(records, this.tallies.all.records));
    return new BaselineGatherer();
  }

  /** From now on records are judged by this baseline. */
  freezeJudge(gatherer: BaselineGatherer): void {
    this.judge = new SpellingJudge(gatherer.baseline);
  }

  /** Adds a record to what the baseline is made of. */
  gather(batch: VerdictBatch, record: number, gatherer: BaselineGatherer): void {
    if (!batch.spelling) return;
    for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
      gatherer.add(this.spelledWords(batch.spelling, batch.languages, response));
    }
  }

  /** Whether a record's responses are to be flagged otherwise than they are. */
  wouldChange(batch: VerdictBatch, record: number): boolean {
    for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
      if (this.isMisspelled(batch, response) !== (batch.spelling?.misspelled[response] === 1)) return true;
    }
    return false;
  }

  /**
   * Whether a response that is none of the dataset's would be flagged.
   * @param likely words of it, as `unknownKey` writes them, that are misspellings most likely, beside those known to be.
   */
  wouldFlag({ read, unknown, problems }: SpellingVerdict, likely: ReadonlySet<string>): boolean {
    if (!this.judge) return false;
    if (problems.some(({ kind }) => FLAGGED_PROBLEMS.includes(kind))) return true;
    const { words } = this;
    const checked = read.flatMap(({ language, words: count, isChecked }) =>
      isChecked && language !== undefined ? [{ language, words: count }] : [],
    );
    const counting = unknown.flatMap(({ language, word }): JudgedWord[] => {
      const place = words.find(language, word);
      if (this.isAccepted(language, word) || (place !== undefined && words.isTerm(place))) return [];
      const isLikely = (place !== undefined && words.likely[place] === 1) || likely.has(unknownKey(language, word));
      return [{ language, word, isLikely }];
    });
    const shares = judgedWords(checked, counting);
    return this.judge.isMisspelled(shares);
  }

  /** To be called while the record is not counted in. */
  judgeRecord(batch: VerdictBatch, record: number): void {
    if (!batch.spelling) return;
    for (let response = batch.firstResponse[record]; response < batch.firstResponse[record + 1]; response++) {
      batch.spelling.misspelled[response] = Number(this.isMisspelled(batch, response));
    }
  }

  /** How many unknown words a record has in responses that are flagged. */
  unknownInFlagged({ batch, record }: RecordPlace): number {
    const { spelling, firstResponse } = batch;
    if (!spelling) return 0;
    let words = 0;
    for (let response = firstResponse[record]; response < firstResponse[record + 1]; response++) {
      if (!spelling.misspelled[response]) continue;
      for (let at = spelling.firstUnknown[response]; at < spelling.firstUnknown[response + 1]; at++) {
        if (!this.words.isAccepted(spelling.unknown[at])) words++;
      }
    }
    return words;
  }

  private isMisspelled({ spelling, languages }: VerdictBatch, response: number): boolean {
    if (!this.judge || !spelling) return false;
    if (spelling.problems[response] & FLAGGED_BITS) return true;
    if (spelling.firstUnknown[response] === spelling.firstUnknown[response + 1]) return false;
    return this.judge.isMisspelled(this.spelledWords(spelling, languages, response));
  }

  /** What the judge goes by: words without those that are accepted, and without the dataset's terms. */
  private spelledWords(
    spelling: SpellingColumns,
    languages: readonly LanguageTag[],
    response: number,
  ): readonly SpelledWords[] {
    const { words } = this;
    const unknown: JudgedWord[] = [];
    for (let at = spelling.firstUnknown[response]; at < spelling.firstUnknown[response + 1]; at++) {
      const place = spelling.unknown[at];
      if (words.isAccepted(place) || words.isTerm(place)) continue;
      unknown.push({ ...unknownOf(words.keys[place]), isLikely: words.likely[place] === 1 });
    }
    return judgedWords(checkedWords(spelling, languages, response, response + 1), unknown);
  }

  /**
   * From now on these words are accepted, and no others. Records stay counted as they were, until `acceptIn`.
   * @param areAccepted `words.areAccepted` of these.
   */
  accept(accepted: AcceptedWords, areAccepted: Uint8Array): void {
    this.accepted = accepted;
    this.words.accept(areAccepted);
  }

  /** Whether a record has words that have been accepted since it was counted, or are no more. */
  wouldAccept(batch: VerdictBatch, record: number): boolean {
    const { spelling, firstResponse } = batch;
    if (!spelling) return false;
    const to = spelling.firstUnknown[firstResponse[record + 1]];
    for (let at = spelling.firstUnknown[firstResponse[record]]; at < to; at++) {
      if ((spelling.accepted[at] === 1) !== this.words.isAccepted(spelling.unknown[at])) return true;
    }
    return false;
  }

  /** To be called while the record is not counted in. */
  acceptIn(batch: VerdictBatch, record: number): void {
    const { spelling, firstResponse } = batch;
    if (!spelling) return;
    const to = spelling.firstUnknown[firstResponse[record + 1]];
    for (let at = spelling.firstUnknown[firstResponse[record]]; at < to; at++) {
      spelling.accepted[at] = Number(this.words.isAccepted(spelling.unknown[at]));
    }
    this.judgeRecord(batch, record);
  }

  isAccepted(language: LanguageTag, word: string): boolean {
    return this.accepted.has(language, word);
  }
}

/** The places of a record's unknown words. */
export function unknownWordsOf({ batch, record }: RecordPlace): Uint32Array {
  const { spelling, firstResponse } = batch;
  if (!spelling) return NO_WORDS;
  return spelling.unknown.subarray(
    spelling.firstUnknown[firstResponse[record]],
    spelling.firstUnknown[firstResponse[record + 1]],
  );
}

const NO_WORDS = new Uint32Array();

/** Whether one of responses in a row is flagged. */
export function isMisspelled({ misspelled }: SpellingColumns, from: number, to: number): boolean {
  for (let response = from; response < to; response++) if (misspelled[response]) return true;
  return false;
}

/** What is wrong with the texts of responses in a row, as bits in the order of TEXT_PROBLEMS. */
export function problemsIn({ problems }: SpellingColumns, from: number, to: number): number {
  let all = 0;
  for (let response = from; response < to; response++) all |= problems[response];
  return all;
}
