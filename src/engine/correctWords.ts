import { Words } from '../checks/spelling/words';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { TextSplice } from '../dataset/textUnits';
import type { CompiledBulkChange, WordCorrection } from './bulkChange';
import { wordPlaces } from './wordPlaces';

/** Makes corrections ready to run. Words are those that the spelling check reads, in whatever way they are written. */
export function compileCorrections(corrections: readonly WordCorrection[]): CompiledBulkChange {
  const byWord = new Map<string, WordCorrection[]>();
  for (const correction of corrections) {
    byWord.set(correction.word, [...(byWord.get(correction.word) ?? []), correction]);
  }
  const words = new Words();
  return {
    kind: 'replace',
    field: 'response',
    *splicesIn(text: string, key: RecordKey): Iterable<TextSplice> {
      let done = 0;
      for (const { word, start, end } of wordPlaces(text, words)) {
        // Of a word that is corrected as a whole, its parts are gone.
        if (start < done) continue;
        const named = byWord.get(word)?.find(({ keys }) => has(keys, key));
        if (!named) continue;
        yield { start, end, insert: withApostrophesOf(text.slice(start, end), named.correction) };
        done = end;
      }
    },
  };
}

function has(ascending: Uint32Array, key: RecordKey): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < key) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === key;
}

/** Dictionaries have the plain apostrophe only. */
function withApostrophesOf(written: string, correction: string): string {
  return written.includes('\u2019') ? correction.replaceAll("'", '\u2019') : correction;
}
