import { NO_RECORD, type RecordKey } from '../../dataset/edits/recordKey';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { LanguageTag } from '../../schema/schema';
import type { AcceptedWords } from './acceptedWords';
import { type SpellingColumns, unknownKey, unknownOf, WordPlaces, type WordTable } from './spellingColumns';

/** A word of a dataset that no dictionary of its language knows, and nobody has accepted. */
export interface UnknownWordCount {
  readonly word: string;
  readonly language: LanguageTag;
  readonly occurrences: number;
  /** How many records have it; at least 1. */
  readonly records: number;
  /** One of them. */
  readonly example: RecordKey;
}

/** Words whose being misspellings is not known, by language, and their places. */
export type UndecidedWords = Map<LanguageTag, { readonly words: string[]; readonly places: number[] }>;

/** Which of the unknown words; all there are where neither language nor text is named. */
export interface WantedUnknownWords {
  readonly language?: LanguageTag;
  /** Text that they contain, whatever its case. */
  readonly contains?: string;
  readonly start: number;
  readonly count: number;
}

/** Some of the unknown words. */
export interface UnknownWordPage {
  /** How many there are in all. */
  readonly total: number;
  /** Those in most records first. */
  readonly words: readonly UnknownWordCount[];
}

const FIRST_CAPACITY = 1024;
/** Words that are looked at in one step. */
const STEP = 2_048;

/** The unknown words of a dataset, with how often they occur in records that are there. */
export class UnknownWordTable implements WordTable {
  private readonly places = new WordPlaces();
  /** Of all words in the columns of the dataset; of words that have gone, too. */
  readonly keys: readonly string[] = this.places.keys;
  likely = new Uint8Array(FIRST_CAPACITY);
  /** By place. */
  private readonly languages: LanguageTag[] = [];
  private occurrences = new Uint32Array(FIRST_CAPACITY);
  private records = new Uint32Array(FIRST_CAPACITY);
  /** The key of a record that has the word, NO_RECORD where none is known. */
  private examples = new Uint32Array(FIRST_CAPACITY);
  private accepted = new Uint8Array(FIRST_CAPACITY);
  private terms = new Uint8Array(FIRST_CAPACITY);
  /** Which record has been counted last that has the word. */
  private lastCounted = new Uint32Array(FIRST_CAPACITY);
  private countedRecords = 0;
  /** Places by language, those in most records first; made when first wanted after a change. */
  private sorted: { readonly language: LanguageTag | undefined; readonly places: readonly number[] } | undefined;

  /** The same columns, with places in this table. */
  take(columns: SpellingColumns, accepted: AcceptedWords): SpellingColumns {
    if (columns.table === this) return columns;
    const before = this.keys.length;
    const places = columns.table.keys.map((key) => this.places.place(key));
    this.makeRoom(before);
    places.forEach((place, at) => (this.likely[place] |= columns.table.likely[at]));
    for (let place = before; place < this.keys.length; place++) {
      const { language, word } = unknownOf(this.keys[place]);
      this.languages.push(language);
      this.accepted[place] = Number(accepted.has(language, word));
    }
    const unknown = columns.unknown.map((word) => places[word]);
    return { ...columns, unknown, accepted: Uint8Array.from(unknown, (place) => this.accepted[place]), table: this };
  }

  /** @returns undefined where no record has ever had the word. */
  find(language: LanguageTag, word: string): number | undefined {
    return this.places.find(unknownKey(language, word));
  }

  language(place: number): LanguageTag {
    return this.languages[place];
  }

  isAccepted(place: number): boolean {
    return this.accepted[place] === 1;
  }

  /** Whether the word is a term of the dataset rather than a mistake. */
  isTerm(place: number): boolean {
    return this.terms[place] === 1;
  }

  /** @param isTerm of a word that so many records have. */
  setTerms(isTerm: (records: number) => boolean): void {
    for (let place = 0; place < this.keys.length; place++) this.terms[place] = Number(isTerm(this.records[place]));
  }

  /**
   * The words that are not accepted, and not known to be misspellings most likely, by language: to be told which are.
   * Goes on step by step, between which words may come.
   * @param among places of words; absent for all there are.
   */
  *undecided(among?: Iterable<number>): Generator<void, UndecidedWords, void> {
    const languages = new Map<LanguageTag, { words: string[]; places: number[] }>();
    const seen = among && new Set<number>();
    let looked = 0;
    for (const place of among ?? this.keys.keys()) {
      if (++looked % STEP === 0) yield;
      if (!this.isUnknown(place) || this.likely[place] || seen?.has(place)) continue;
      seen?.add(place);
      const language = this.languages[place];
      let own = languages.get(language);
      if (!own) languages.set(language, (own = { words: [], places: [] }));
      own.words.push(unknownOf(this.keys[place]).word);
      own.places.push(place);
    }
    return languages;
  }

  /** Counts the words of a record in, or with -1 out again. */
  count(key: RecordKey, { unknown }: SpellingColumns, from: number, to: number, by: 1 | -1): void {
    this.sorted = undefined;
    this.countedRecords++;
    for (let at = from; at < to; at++) {
      const place = unknown[at];
      this.occurrences[place] += by;
      if (this.lastCounted[place] === this.countedRecords) continue;
      this.lastCounted[place] = this.countedRecords;
      this.records[place] += by;
      if (by > 0 && this.examples[place] === NO_RECORD) this.examples[place] = key;
      else if (by < 0 && this.examples[place] === key) this.examples[place] = NO_RECORD;
    }
  }

  /** How many different words are unknown now. */
  get unknownCount(): number {
    let count = 0;
    for (let place = 0; place < this.keys.length; place++) if (this.isUnknown(place)) count++;
    return count;
  }

  /** By place: 1 for each word that is among the accepted ones. Goes on step by step, between which words may come. */
  *areAccepted(accepted: AcceptedWords): Generator<void, Uint8Array, void> {
    let are = new Uint8Array(this.keys.length);
    for (let place = 0; place < this.keys.length; place++) {
      if (place === are.length) are = grown(are, 2 * this.keys.length);
      const { language, word } = unknownOf(this.keys[place]);
      are[place] = Number(accepted.has(language, word));
      if (place % STEP === STEP - 1) yield;
    }
    return are;
  }

  accept(areAccepted: Uint8Array): void {
    this.sorted = undefined;
    this.accepted.set(areAccepted.subarray(0, this.keys.length));
  }

  /** The places of some of the unknown words, those in most records first, and how many there are in all. */
  page({ language, contains, start, count }: WantedUnknownWords): { total: number; places: readonly number[] } {
    const all = this.placesWith(contains, language);
    return { total: all.length, places: all.slice(start, start + count) };
  }

  /** Those of the words that no record is known to have. */
  withoutExample(places: readonly number[]): Set<number> {
    return new Set(places.filter((place) => this.examples[place] === NO_RECORD));
  }

  setExample(place: number, key: RecordKey): void {
    this.examples[place] = key;
  }

  /** What there is to be said of words, but of those that no record has any more. */
  counted(places: readonly number[]): UnknownWordCount[] {
    const there = places.filter((place) => this.records[place] > 0 && this.examples[place] !== NO_RECORD);
    return there.map((place) => ({
      ...unknownOf(this.keys[place]),
      occurrences: this.occurrences[place],
      records: this.records[place],
      example: this.examples[place],
    }));
  }

  /** Records have new keys. */
  renumber(newKeys: NewKeys): void {
    for (let place = 0; place < this.keys.length; place++) {
      this.examples[place] = newKeys.of(this.examples[place]) ?? NO_RECORD;
    }
  }

  private placesWith(contains: string | undefined, language: LanguageTag | undefined): readonly number[] {
    const places = this.sortedPlaces(language);
    if (!contains) return places;
    const wanted = contains.toLowerCase();
    return places.filter((place) => unknownOf(this.keys[place]).word.toLowerCase().includes(wanted));
  }

  private sortedPlaces(language: LanguageTag | undefined): readonly number[] {
    if (this.sorted && this.sorted.language === language) return this.sorted.places;
    const { keys, records, occurrences } = this;
    const repeated: number[] = [];
    // Most words occur once: they are in order already.
    const once: number[] = [];
    for (let place = 0; place < keys.length; place++) {
      const isWanted = language === undefined || this.languages[place] === language;
      if (isWanted && this.isUnknown(place)) (occurrences[place] > 1 ? repeated : once).push(place);
    }
    repeated.sort((a, b) => records[b] - records[a] || occurrences[b] - occurrences[a] || a - b);
    const places = repeated.concat(once);
    this.sorted = { language, places };
    return places;
  }

  private isUnknown(place: number): boolean {
    return this.records[place] > 0 && this.accepted[place] === 0;
  }

  private makeRoom(from: number): void {
    const needed = this.keys.length;
    if (needed > this.records.length) {
      const capacity = Math.max(needed, 2 * this.records.length);
      this.occurrences = grown(this.occurrences, capacity);
      this.records = grown(this.records, capacity);
      this.examples = grown(this.examples, capacity);
      this.accepted = grown(this.accepted, capacity);
      this.terms = grown(this.terms, capacity);
      this.likely = grown(this.likely, capacity);
      this.lastCounted = grown(this.lastCounted, capacity);
    }
    this.examples.fill(NO_RECORD, from, needed);
  }
}

function grown<T extends Uint8Array | Uint32Array>(array: T, capacity: number): T {
  const larger = new (array.constructor as new (length: number) => T)(capacity);
  larger.set(array);
  return larger;
}
