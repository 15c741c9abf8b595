import type { PartlyChecked } from '../../checks/verdicts/verdictBlock';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import { Pace } from '../../threads/pace';

/** Adds verdicts on the records of a file that were made before, but those on records that have been edited since. */
export async function addUnedited(
  kept: Iterable<PartlyChecked>,
  verdicts: VerdictStore,
  dataset: Pick<EditedDataset, 'overlay'>,
): Promise<void> {
  const pace = new Pace();
  for (const { batch, checked } of kept) {
    const { overlay } = dataset;
    const isEdited = (slot: number) => overlay.has(batch.first + slot);
    const isEditedAny = overlay.version > 0 && batch.problems.some((_, slot) => isEdited(slot));
    const taken = isEditedAny
      ? batch.problems.map((_, slot) => (checked?.[slot] === 0 || isEdited(slot) ? 0 : 1))
      : checked;
    verdicts.add(batch, taken);
    await pace.keep();
  }
}
