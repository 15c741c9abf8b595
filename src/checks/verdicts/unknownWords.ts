import type { RecordKey } from '../../dataset/edits/recordKey';
import type { LanguageTag } from '../../schema/schema';
import { unknownWordsOf } from './spellingCounts';
import type { UnknownWordPage, WantedUnknownWords } from './unknownWordTable';
import { BATCH_RECORDS } from './verdictBatch';
import { isThere } from './verdictBlock';
import type { VerdictStore } from './verdictStore';

/** A word of a language that no dictionary knows. */
export interface UnknownWord {
  readonly language: LanguageTag;
  readonly word: string;
}

/**
 * Unknown words, of one language or of all, those in most records first. Goes on step by step, between which records
 * may come, change and go.
 */
export function* unknownWords(verdicts: VerdictStore, wanted: WantedUnknownWords): Generator<void, UnknownWordPage, void> {
  const { words } = verdicts.spelling;
  const { total, places } = words.page(wanted);
  const missing = words.withoutExample(places);
  if (missing.size > 0) {
    yield* eachWord(verdicts, (key, place) => {
      if (missing.delete(place)) words.setExample(place, key);
      return missing.size > 0;
    });
  }
  return { total, words: words.counted(places) };
}

/**
 * Finds the records that have some unknown words, step by step.
 * @param found is told for each record which of the words it has, by their places among them.
 */
export function* findUnknown(
  verdicts: VerdictStore,
  words: readonly UnknownWord[],
  found: (key: RecordKey, word: number) => void,
): Generator<void, void, void> {
  const wanted = new Map(words.map(({ language, word }, at) => [verdicts.spelling.words.find(language, word), at]));
  yield* eachWord(verdicts, (key, place) => {
    const word = wanted.get(place);
    if (word !== undefined) found(key, word);
    return true;
  });
}

/** Tells which records have an unknown word, whether it is accepted or not. */
export function unknownWordTest(verdicts: VerdictStore, { language, word }: UnknownWord): (key: RecordKey) => boolean {
  const place = verdicts.spelling.words.find(language, word);
  if (place === undefined) return () => false;
  return (key) => {
    const at = verdicts.blocks.find(key);
    return at !== undefined && unknownWordsOf(at).includes(place);
  };
}

/** The places of the unknown words of some records in the table of all. */
export function* wordsOfRecords({ blocks }: VerdictStore, keys: Iterable<RecordKey>): Iterable<number> {
  for (const key of keys) {
    const at = blocks.find(key);
    if (at) yield* unknownWordsOf(at);
  }
}

/**
 * Goes through the unknown words of all records, block by block.
 * @param visit is told each of a record's words once; it says whether more are wanted.
 */
function* eachWord(
  { blocks }: VerdictStore,
  visit: (key: RecordKey, place: number) => boolean,
): Generator<void, void, void> {
  for (const [number, block] of blocks) {
    for (let slot = 0; slot < block.batch.problems.length; slot++) {
      if (!isThere(block, slot)) continue;
      for (const place of new Set(unknownWordsOf({ batch: block.batch, record: slot }))) {
        if (!visit(number * BATCH_RECORDS + slot, place)) return;
      }
    }
    yield;
  }
}
