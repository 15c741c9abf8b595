import type { Edit, EditedDataset } from '../dataset/edits/editedDataset';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import { changingKeys, type Keys } from '../dataset/edits/recordOrder';
import type { EditStep } from '../engine/datasetEdits';
import { Pace } from '../threads/pace';
import { inSlices } from '../threads/slices';
import type { DatasetChecks } from './checks/datasetChecks';
import type { RecordsEdited } from './documentEvents';
import type { DatasetCandidates } from './generation/datasetCandidates';

/** Keys that are gone through before the time is looked at. */
const STEP = 2_048;

/** What is known of a dataset's records besides the records. */
export interface Followers {
  readonly dataset: EditedDataset;
  readonly checks: DatasetChecks;
  readonly candidates: DatasetCandidates;
  onEdited(edited: RecordsEdited): void;
  /** Checks records again that have been edited. */
  checkAgain(keys: Keys): void;
}

/**
 * Has what is known of records follow an edit that has been made, gone on with, or undone. To be done while nothing else
 * is edited; an edit may concern a million records.
 */
export async function followEdit(edit: Edit, how: EditStep, followers: Followers): Promise<void> {
  const { dataset, checks, candidates, onEdited, checkAgain } = followers;
  const { contents, splices } = edit;
  const { removed, inserted } = await inSlices(changingKeys(splices ?? []));
  const [gone, back] = how === 'undo' ? [inserted, removed] : [removed, inserted];
  await checks.remove(gone);
  await checks.restore(back);
  const edited = contents?.keys ?? [];
  const keys = gone.length > 0 ? await keysWhere(edited, (key) => dataset.order.positionOf(key) >= 0) : edited;
  onEdited({ keys, gone, moved: splices !== undefined, isHistory: how !== 'edit' });
  candidates.follow(edit, keys, how);
  checkAgain(keys);
}

/** The same where all that is not saved is taken back. @param revert takes it back. */
export async function followRevert(revert: () => void, followers: Followers): Promise<void> {
  const { dataset, checks, candidates, onEdited, checkAgain } = followers;
  const added = dataset.addedKeys();
  const deleted = dataset.deletedKeys();
  const edited = await keysWhere(dataset.overlay.keys(), (key) => !isAdded(key));
  revert();
  await checks.remove(added);
  await checks.restore(deleted);
  checkAgain(edited);
  candidates.revert(edited);
  onEdited({ keys: [], gone: added, moved: true, isHistory: false });
}

async function keysWhere(keys: Iterable<RecordKey>, isWanted: (key: RecordKey) => boolean): Promise<RecordKey[]> {
  const pace = new Pace();
  const wanted: RecordKey[] = [];
  let looked = 0;
  for (const key of keys) {
    if (isWanted(key)) wanted.push(key);
    if (++looked % STEP === 0) await pace.keep();
  }
  return wanted;
}
