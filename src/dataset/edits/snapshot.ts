import { writeSync } from 'node:fs';
import type { Fingerprint } from '../saving/fingerprint';
import type { WrittenSegment } from './contentLog';
import type { EditedDataset } from './editedDataset';
import type { RecordKey } from './recordKey';
import type { RecordOrder } from './recordOrder';

export interface Snapshot {
  readonly base: Fingerprint;
  readonly baseCount: number;
  readonly nextAdded: RecordKey;
  readonly order: RecordOrder;
  readonly contents: readonly { readonly keys: Uint32Array; readonly segment: WrittenSegment }[];
}

/** A backup cannot be used; the message is for people. */
export class SnapshotError extends Error {
  override name = 'SnapshotError';
}

export async function writeSnapshot(path: string, dataset: EditedDataset, base: Fingerprint): Promise<void> {
  throw new SnapshotError(`Not yet: ${path} ${dataset.isDirty} ${base.size} ${typeof writeSync}`);
}

/** @throws SnapshotError */
export function readSnapshot(path: string): Snapshot {
  throw new SnapshotError(`Not yet: ${path}`);
}
