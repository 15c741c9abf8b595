import type { RecordOrder } from '../../dataset/edits/recordOrder';
import { BATCH_RECORDS } from './verdictBatch';
import type { VerdictStore } from './verdictStore';

/**
 * The position of the nearest flagged record after `position`, or before it when `direction` is -1.
 * @param position may be -1, or the number of records, to look from an end.
 */
export function nextFlaggedPosition(
  verdicts: VerdictStore,
  order: RecordOrder,
  position: number,
  direction: 1 | -1,
): number | undefined {
  if (verdicts.counts.flagged === 0) return undefined;
  for (let at = position + direction; at >= 0 && at < order.count; ) {
    const stretch = Math.floor(at / BATCH_RECORDS);
    const start = stretch * BATCH_RECORDS;
    // In the order of the file, a stretch is a block.
    if (!order.isIdentity || verdicts.blocks.get(stretch)?.flagged) {
      const keys = order.keys(start, start + BATCH_RECORDS);
      for (; at >= start && at < start + keys.length; at += direction) {
        if (verdicts.flagged(keys[at - start])) return at;
      }
    }
    at = direction > 0 ? start + BATCH_RECORDS : start - 1;
  }
  return undefined;
}

/**
 * The keys of the records that are not checked, in the order of the dataset, up to BATCH_RECORDS at a time. Records
 * that are moved while it goes on may be passed over.
 */
export function* uncheckedKeys(verdicts: VerdictStore, order: RecordOrder): Iterable<Uint32Array> {
  for (let start = 0; start < order.count; start += BATCH_RECORDS) {
    if (order.isIdentity && isWhole(verdicts, start)) continue;
    const keys = order.keys(start, start + BATCH_RECORDS).filter((key) => !verdicts.has(key));
    if (keys.length > 0) yield keys;
  }
}

/** Whether all records of the block that begins with a key are checked, as can be told at once. */
function isWhole({ blocks }: VerdictStore, first: number): boolean {
  const block = blocks.get(first / BATCH_RECORDS);
  return block?.states === undefined && block?.batch.problems.length === BATCH_RECORDS;
}

/**
 * The keys of the records that are flagged or have a problem, also one of their texts, in the order of the dataset,
 * stretch by stretch.
 */
export function* reportedKeys(verdicts: VerdictStore, order: RecordOrder): Iterable<Uint32Array> {
  for (let start = 0; start < order.count; start += BATCH_RECORDS) {
    const keys = order.keys(start, start + BATCH_RECORDS);
    yield keys.filter(
      (key) => verdicts.flagged(key) || verdicts.problem(key) !== undefined || verdicts.hasTextProblems(key),
    );
  }
}
