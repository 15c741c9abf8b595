import { nextFlaggedPosition } from '../../checks/verdicts/verdictsInOrder';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import type { FromWebview } from '../../protocol/fromWebview';
import type { DatasetDocument } from '../datasetDocument';
import type { RecordList } from './recordList';
import type { RecordSearch } from './recordSearch';

/** What can be stepped through: flagged records, matches of a search, records with a candidate to be decided about. */
export type StepTarget = Extract<FromWebview, { type: 'step' }>['to'];

const NOTHING_NEXT: Readonly<Record<StepTarget, string>> = {
  flagged: 'No flagged records in the list.',
  match: 'No matches.',
  candidate: 'No candidates to review in the list.',
};

export interface StepFrom {
  readonly list: RecordList;
  /** What is searched for. */
  readonly search: RecordSearch | undefined;
  /** Of the record that is selected; -1 where none is. */
  readonly position: number;
}

/**
 * The next record to step to, going round at the end.
 * @returns why there is none, otherwise.
 */
export function nextStep(
  { dataset, checks, candidates }: DatasetDocument,
  { list, search, position }: StepFrom,
  to: StepTarget,
  direction: 1 | -1,
): RecordKey | string {
  const { verdicts } = checks;
  if (to === 'flagged' && !verdicts) return 'Nothing has been checked yet: run Check Everything first.';
  const next = {
    flagged: () => verdicts && nextFlagged(verdicts, dataset.order, list, position, direction),
    match: () => search?.next(position, direction),
    candidate: () => list.nextOf(candidates.keysAt(['ready']), position, direction),
  };
  const isYetToCome = to === 'flagged' && checks.isRunning;
  return next[to]() ?? (isYetToCome ? 'No flagged records in the list so far: the check is under way.' : NOTHING_NEXT[to]);
}

/** The nearest flagged record in the list after a position, or before it, going round at the end. */
export function nextFlagged(
  verdicts: VerdictStore,
  order: RecordOrder,
  list: RecordList,
  position: number,
  direction: 1 | -1,
): RecordKey | undefined {
  const end = direction > 0 ? -1 : order.count;
  for (const from of [position, end]) {
    let next = nextFlaggedPosition(verdicts, order, from, direction);
    while (next !== undefined && list.rowOf(order.keyAt(next)) < 0) {
      next = nextFlaggedPosition(verdicts, order, next, direction);
    }
    if (next !== undefined) return order.keyAt(next);
  }
  return undefined;
}
