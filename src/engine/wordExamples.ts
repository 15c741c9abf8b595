import { Words } from '../checks/spelling/words';
import type { RecordKey } from '../dataset/edits/recordKey';
import { textAround } from './bulkChange';
import type { DatasetReader } from './datasetReader';
import type { WordExample } from './shownRecord';
import { wordPlaces } from './wordPlaces';

/** A word to show where it stands in a record. */
export interface WantedExample {
  readonly key: RecordKey;
  /** See `UnknownWord.word`. */
  readonly word: string;
}

/** The first place of each word in the responses of a record that has it; `undefined` where it is there no more. */
export function wordExamples(reader: DatasetReader, wanted: readonly WantedExample[]): (WordExample | undefined)[] {
  const words = new Words();
  return wanted.map(({ key, word }) => {
    for (const { role, text } of reader.read(key).view.turns) {
      if (role !== 'response') continue;
      for (const place of wordPlaces(text, words)) if (place.word === word) return exampleOf(text, place.start, place.end);
    }
    return undefined;
  });
}

function exampleOf(text: string, start: number, end: number): WordExample {
  const { before, removed, after } = textAround(text, start, end);
  return { before, word: removed, after };
}
