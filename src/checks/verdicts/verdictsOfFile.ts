import type { RecordKey } from '../../dataset/edits/recordKey';
import { BATCH_RECORDS, repackVerdicts } from './verdictBatch';
import { CHECKED, numberOf, type PartlyChecked, placesOf, stateOf } from './verdictBlock';
import type { VerdictStore } from './verdictStore';

/**
 * All that is known of the file's records, in its order; also of those that are deleted, and not of added ones.
 * @param count how many records the file has.
 * @param isAsInFile whether what is known of the record is about the bytes that the file has of it.
 */
export function* verdictsOfFile(
  { blocks }: VerdictStore,
  count: number,
  isAsInFile: (key: RecordKey) => boolean,
): Iterable<PartlyChecked> {
  for (let first = 0; first < count; first += BATCH_RECORDS) {
    const block = blocks.get(numberOf(first));
    const checked = new Uint8Array(Math.min(BATCH_RECORDS, count - first));
    for (let slot = 0; slot < checked.length; slot++) {
      if (block && stateOf(block, slot) & CHECKED && isAsInFile(first + slot)) checked[slot] = 1;
    }
    const isWhole = !checked.includes(0) && block?.batch.problems.length === checked.length;
    if (isWhole) yield { batch: block.batch };
    else yield { batch: repackVerdicts(first, placesOf(block, checked)), checked };
  }
}
