import type { LanguageVerdict } from '../checks/language/languageVerdict';
import type { ProseSegment } from '../checks/language/prose';
import { SpellingCheck, verdictsOf } from '../checks/spelling/checkSpelling';
import { dividesWords } from '../checks/spelling/spelledLanguage';
import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import { LikelyMisspellings } from '../checks/spelling/likelyMisspellings';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import { forEachWord, type IsKnown, type IsKnownAt, type SpellingReading } from '../checks/spelling/spellingReading';
import type { SpellingVerdict } from '../checks/spelling/spellingVerdict';
import type { NotSpelledLanguage } from '../checks/verdicts/spellingColumns';
import type { LanguageTag, RecordView } from '../schema/schema';
import { WordCache } from './wordCache';
import type { LookUp, WordQuestion } from './wordLookUp';

/** Checks the spelling of records in a thread that has no dictionaries itself. */
export class RecordSpelling {
  private readonly check: SpellingCheck;
  private readonly cache: WordCache;
  private readonly isKnown: IsKnown = (word, language) => this.cache.isKnown(word, language);
  private readonly isKnownAt: IsKnownAt = (text, start, end, language) => this.cache.isKnownAt(text, start, end, language);

  constructor(options: SpellingOptions, lookUp: LookUp) {
    this.check = new SpellingCheck(options);
    this.cache = new WordCache(options, lookUp);
  }

  /**
   * What there is to look up in a record's responses.
   * @param prose of them, by turn, where it has been read.
   */
  read(
    view: RecordView,
    verdicts: readonly LanguageVerdict[],
    prose: ReadonlyMap<number, readonly ProseSegment[]>,
  ): SpellingReading[] {
    const readings = this.check.read(view, verdicts, {
      isKnown: this.isKnown,
      isKnownAt: this.isKnownAt,
      prose: (turn) => prose.get(turn),
    });
    for (const { read } of readings) {
      for (const { language, isChecked } of read) if (isChecked && language !== undefined) this.cache.prepare(language);
    }
    return readings;
  }

  /** The verdicts on records that have been read, once all their words have been looked up. */
  async verdicts(records: readonly (readonly SpellingReading[])[]): Promise<SpellingVerdict[][]> {
    const { cache } = this;
    const words = wordsOf(records);
    for (let untold = cache.untold(words); untold.size > 0; untold = cache.untold(words)) await cache.learn(untold);
    return records.map((readings) => this.judged(readings));
  }

  /** The verdicts on a record of which all words have been looked up before, as they mostly have been; else nothing. */
  verdictsAtOnce(readings: readonly SpellingReading[]): SpellingVerdict[] | undefined {
    let isTold = true;
    for (const reading of readings) {
      forEachWord(reading, (word, language) => {
        isTold &&= this.cache.isTold(word, language);
      });
    }
    return isTold ? this.judged(readings) : undefined;
  }

  /** Why words of languages were not checked that were not. */
  notSpelled(verdicts: Iterable<SpellingVerdict>): NotSpelledLanguage[] {
    const reasons = new Map<LanguageTag, NotSpelled>();
    for (const { read } of verdicts) {
      for (const { language, isChecked } of read) {
        if (isChecked || language === undefined || reasons.has(language)) continue;
        const why: NotSpelled | undefined = dividesWords(language)
          ? this.cache.notSpelled.get(language)
          : { reason: 'no spelling' };
        if (why) reasons.set(language, why);
      }
    }
    return [...reasons];
  }

  /** By word: 1 where it is a misspelling most likely, as far as words that have been read tell. */
  likelyMisspellings({ language, words }: WordQuestion): Uint8Array {
    const likely = new LikelyMisspellings(this.cache.inDictionary(language), language);
    return Uint8Array.from(words.split('\n'), (word) => Number(likely.has(word)));
  }

  private judged(readings: readonly SpellingReading[]): SpellingVerdict[] {
    return verdictsOf(readings, this.isKnown).map((verdict) => this.withoutUnread(verdict));
  }

  /** A dictionary may turn out not to be there only when it is asked. */
  private withoutUnread(verdict: SpellingVerdict): SpellingVerdict {
    const { notSpelled } = this.cache;
    const isUnread = (language: LanguageTag | undefined) => language !== undefined && notSpelled.has(language);
    if (!verdict.read.some(({ language, isChecked }) => isChecked && isUnread(language))) return verdict;
    return {
      ...verdict,
      read: verdict.read.map((own) => (isUnread(own.language) ? { ...own, isChecked: false } : own)),
    };
  }
}

function wordsOf(records: readonly (readonly SpellingReading[])[]): Map<LanguageTag, Set<string>> {
  const words = new Map<LanguageTag, Set<string>>();
  for (const readings of records) {
    for (const reading of readings) {
      forEachWord(reading, (word, language) => {
        const own = words.get(language);
        if (own) own.add(word);
        else words.set(language, new Set([word]));
      });
    }
  }
  return words;
}
