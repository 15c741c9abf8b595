import type { LanguageTag } from '../../schema/schema';
import { copyStretch } from './copyStretch';
import type { NotSpelled } from '../spelling/dictionaries/dictionary';
import { type LanguageWords, TEXT_PROBLEMS, type TextProblemKind } from '../spelling/spellingVerdict';

/**
 * The spelling check's verdicts for the responses of a batch, in columns: some 18 bytes for a response in one language
 * with an unknown word. Texts and spans are not kept: they are found again on demand.
 */
export interface SpellingColumns {
  /** By response: a bit for each of TEXT_PROBLEMS that it has. */
  readonly problems: Uint8Array;
  /** By response: 1 where it is flagged, as the judge saw it last. */
  readonly misspelled: Uint8Array;
  /** By response: the place in the two columns below of the first language read; one more entry at the end. */
  readonly firstRead: Uint32Array;
  /** Places in the batch's `languages`. */
  readonly readLanguage: Uint16Array;
  /** Twice the number of words, and one more where they are checked. */
  readonly readWords: Uint32Array;
  /** By response: the place in `unknown` of its first unknown word; one more entry at the end. */
  readonly firstUnknown: Uint32Array;
  /** Places in `table`. */
  readonly unknown: Uint32Array;
  /** By unknown word: 1 where people have accepted it, as it is counted. */
  readonly accepted: Uint8Array;
  /** Of this batch, or of the whole store. */
  readonly table: WordTable;
  /** Why words of some languages were not checked. */
  readonly notSpelled: readonly NotSpelledLanguage[];
}

/** Unknown words, each once by language. */
export interface WordTable {
  /** With their languages, as `unknownKey` writes them. */
  readonly keys: readonly string[];
  /** By word, as many or more: 1 where it is a misspelling most likely, as far as is known (`LikelyMisspellings`). */
  readonly likely: Uint8Array;
}

export type NotSpelledLanguage = readonly [language: LanguageTag, why: NotSpelled];

/** A response's spelling as it is stored: without what lies in its text. */
export interface SpelledResponse {
  readonly read: readonly LanguageWords[];
  readonly unknown: readonly { readonly word: string; readonly language: LanguageTag }[];
  readonly problems: readonly { readonly kind: TextProblemKind }[];
}

/** Text problems as bits in the order of TEXT_PROBLEMS. */
export function problemBits(kinds: Iterable<TextProblemKind>): number {
  let bits = 0;
  for (const kind of kinds) bits |= 1 << TEXT_PROBLEMS.indexOf(kind);
  return bits;
}

/** A word with its language as one text. */
export function unknownKey(language: LanguageTag, word: string): string {
  return `${language} ${word}`;
}

export function unknownOf(key: string): { readonly language: LanguageTag; readonly word: string } {
  const space = key.indexOf(' ');
  return { language: key.slice(0, space), word: key.slice(space + 1) };
}

const NOTHING_SPELLED: SpelledResponse = { read: [], unknown: [], problems: [] };

/** @param place of a language in the batch. */
export function packSpelling(
  responses: readonly (SpelledResponse | undefined)[],
  notSpelled: readonly NotSpelledLanguage[],
  place: (language: LanguageTag | undefined) => number,
): SpellingColumns {
  const spelled = responses.map((response) => response ?? NOTHING_SPELLED);
  const reads = spelled.reduce((sum, { read }) => sum + read.length, 0);
  const words = spelled.reduce((sum, { unknown }) => sum + unknown.length, 0);
  const table = new WordPlaces();
  const columns = emptySpelling(responses.length, reads, words, notSpelled);
  let read = 0;
  let word = 0;
  spelled.forEach((response, at) => {
    columns.problems[at] = problemBits(response.problems.map(({ kind }) => kind));
    for (const { language, words, isChecked } of response.read) {
      columns.readLanguage[read] = place(language);
      columns.readWords[read++] = 2 * words + Number(isChecked);
    }
    for (const { language, word: text } of response.unknown) {
      columns.unknown[word++] = table.place(unknownKey(language, text));
    }
    columns.firstRead[at + 1] = read;
    columns.firstUnknown[at + 1] = word;
  });
  return { ...columns, table: table.table };
}

/** Responses of a batch that follow one another, and the batch's languages. */
export interface SpellingStretch {
  /** Absent where the responses have not been spelled. */
  readonly spelling: SpellingColumns | undefined;
  readonly languages: readonly LanguageTag[];
  readonly from: number;
  readonly to: number;
}

/**
 * The columns of stretches put together.
 * @param placesOf gives the places of a batch's languages in the new batch.
 * @returns undefined where nothing has been spelled.
 */
export function repackSpelling(
  stretches: readonly SpellingStretch[],
  placesOf: (languages: readonly LanguageTag[]) => (place: number) => number,
): SpellingColumns | undefined {
  const spelled = [...new Set(stretches.flatMap(({ spelling }) => spelling ?? []))];
  if (spelled.length === 0) return undefined;
  const table = spelled.every((columns) => columns.table === spelled[0].table) ? spelled[0].table : undefined;
  const ownTable = new WordPlaces();
  const sum = (lengthOf: (stretch: SpellingStretch) => number) =>
    stretches.reduce((total, stretch) => total + lengthOf(stretch), 0);
  const packed = emptySpelling(
    sum(({ from, to }) => to - from),
    sum(({ spelling, from, to }) => (spelling ? spelling.firstRead[to] - spelling.firstRead[from] : 0)),
    sum(({ spelling, from, to }) => (spelling ? spelling.firstUnknown[to] - spelling.firstUnknown[from] : 0)),
    [...new Map(spelled.flatMap(({ notSpelled }) => notSpelled))],
  );
  let response = 0;
  let read = 0;
  let word = 0;
  for (const { spelling, languages, from, to } of stretches) {
    const [firstRead, firstUnknown] = spelling ? [spelling.firstRead[from], spelling.firstUnknown[from]] : [0, 0];
    for (let each = from; each < to; each++, response++) {
      packed.firstRead[response + 1] = spelling ? read + spelling.firstRead[each + 1] - firstRead : read;
      packed.firstUnknown[response + 1] = spelling ? word + spelling.firstUnknown[each + 1] - firstUnknown : word;
    }
    if (!spelling) continue;
    copyStretch(spelling.problems, from, to, packed.problems, response - (to - from));
    copyStretch(spelling.misspelled, from, to, packed.misspelled, response - (to - from));
    const placeOf = placesOf(languages);
    for (let each = firstRead; each < spelling.firstRead[to]; each++) {
      const language = spelling.readLanguage[each];
      if (language) packed.readLanguage[read] = placeOf(language);
      packed.readWords[read++] = spelling.readWords[each];
    }
    for (let each = firstUnknown; each < spelling.firstUnknown[to]; each++) {
      const known = spelling.unknown[each];
      packed.accepted[word] = spelling.accepted[each];
      packed.unknown[word++] = table ? known : ownTable.copy(spelling.table, known);
    }
  }
  return { ...packed, table: table ?? ownTable.table };
}

/** The same with a table of its own words alone. */
export function withOwnTable(columns: SpellingColumns): SpellingColumns {
  const table = new WordPlaces();
  const unknown = columns.unknown.map((word) => table.copy(columns.table, word));
  return { ...columns, unknown, table: table.table };
}

export function emptySpelling(
  responses: number,
  reads: number,
  unknown: number,
  notSpelled: readonly NotSpelledLanguage[],
): Omit<SpellingColumns, 'table'> {
  return {
    problems: new Uint8Array(responses),
    misspelled: new Uint8Array(responses),
    firstRead: new Uint32Array(responses + 1),
    readLanguage: new Uint16Array(reads),
    readWords: new Uint32Array(reads),
    firstUnknown: new Uint32Array(responses + 1),
    unknown: new Uint32Array(unknown),
    accepted: new Uint8Array(unknown),
    notSpelled,
  };
}

/** Gives each word its place in a table. */
export class WordPlaces {
  readonly keys: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly likely = new Set<number>();

  get table(): WordTable {
    return { keys: this.keys, likely: Uint8Array.from(this.keys, (_, place) => Number(this.likely.has(place))) };
  }

  place(key: string): number {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.keys.push(key) - 1;
      this.places.set(key, place);
    }
    return place;
  }

  /** @param place in another table. @returns the one here. */
  copy({ keys, likely }: WordTable, place: number): number {
    const own = this.place(keys[place]);
    if (likely[place]) this.likely.add(own);
    return own;
  }

  find(key: string): number | undefined {
    return this.places.get(key);
  }
}
