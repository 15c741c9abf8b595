import { findUnknown } from '../../checks/verdicts/unknownWords';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import type { WordCorrection } from '../../engine/bulkChange';
import type { Correction } from '../../protocol/toWebview';
import { inSlices } from '../../threads/slices';

/** Corrections with the records that they are for. */
export interface PlacedCorrections {
  readonly changes: readonly WordCorrection[];
  /** The records, in the order of the dataset. */
  readonly keys: Uint32Array;
}

/** Finds the records that have the words, by what the spelling check has found there. */
export async function placeCorrections(
  corrections: readonly Correction[],
  verdicts: VerdictStore,
  order: RecordOrder,
): Promise<PlacedCorrections> {
  const keysOf = corrections.map((): RecordKey[] => []);
  await inSlices(findUnknown(verdicts, corrections, (key, word) => keysOf[word].push(key)));
  const changes = corrections.map(({ word, correction }, at) => ({
    word,
    correction,
    keys: Uint32Array.from(keysOf[at]).sort(),
  }));
  const positions = Float64Array.from(new Set(keysOf.flat()), (key) => order.positionOf(key)).filter((at) => at >= 0);
  return { changes, keys: Uint32Array.from(positions.sort(), (position) => order.keyAt(position)) };
}
