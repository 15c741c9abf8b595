import type { Fingerprint } from '../saving/fingerprint';
import type { WrittenSegment } from './contentLog';
import type { RecordKey } from './recordKey';
import type { RecordOrder } from './recordOrder';

/** What a backup holds: the edits alone, and which file they are over. */
export interface Snapshot<Segment = KeptSegment> {
  /** The file when the backup was written. */
  readonly base: Fingerprint;
  readonly baseCount: number;
  readonly nextAdded: RecordKey;
  readonly order: RecordOrder;
  /** The records that are not as in the file, by the segment of the content log that theirs lie in. */
  readonly contents: readonly SegmentContents<Segment>[];
  /** What changed and deleted records are in the file, as far as that was logged. */
  readonly originals: readonly SegmentContents<Segment>[];
}

export interface SegmentContents<Segment = KeptSegment> {
  readonly keys: Uint32Array;
  /** The content of each key, in the same order. */
  readonly segment: Segment;
}

/** Backups of before there were checksums have none. */
export type KeptSegment = Omit<WrittenSegment, 'checksums'> & Partial<Pick<WrittenSegment, 'checksums'>>;
