import type { EditedRecords } from '../../dataset/saving/editedRecords';
import { exportRecords } from '../../dataset/saving/exportRecords';
import { replaceFile } from '../../dataset/saving/replaceFile';
import { writeDataset } from '../../dataset/saving/writeDataset';
import { breathe } from '../../threads/rpc';

/** Bytes of records with new responses in place, by their positions. */
export interface NewRecords {
  readonly positions: readonly number[];
  bytes(position: number): Uint8Array;
}

/**
 * Writes the dataset with new records in the place of old ones; what is not new keeps every byte.
 * @param isOnly whether only the new records are written, one to a line.
 * @throws SaveError
 */
export async function writeGenerated(
  path: string,
  { source, index }: Pick<EditedRecords, 'source' | 'index'>,
  records: NewRecords,
  { isOnly, signal }: { readonly isOnly: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const isNew = new Set(records.positions);
  const edited: EditedRecords = {
    source,
    index,
    // A content's number is the record's, from 1.
    overlay: { get: (key) => (isNew.has(key) ? key + 1 : 0) },
    contents: { read: (content) => records.bytes(content - 1) },
  };
  const options = { signal, breathe };
  if (isOnly) await exportRecords(path, edited, records.positions, options);
  else await replaceFile(path, (descriptor) => writeDataset(edited, descriptor, options), { signal });
}
