import type { ContentId } from '../../dataset/edits/contentLog';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import type { DatasetDocument } from '../datasetDocument';
import { offerLeftEdits } from './leftEdits';

/**
 * Makes edits again that were made over another file, to the records that are as they were: one edit.
 * @param mine with the same log as the document's dataset.
 */
export async function carryEditsOver(document: DatasetDocument, mine: EditedDataset): Promise<void> {
  let left: readonly ContentId[] = [];
  await document.edit(async (edits) => {
    const carried = await edits.carryOver(mine);
    left = carried.left;
    return carried.edit;
  });
  // Nothing waits for the answer, the editor's opening least of all.
  if (left.length > 0) void offerLeftEdits(document.uri, left.map((content) => mine.log.read(content)));
}
