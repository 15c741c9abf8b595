import type { ContentId, Contents } from '../edits/contentLog';
import type { Overlay } from '../edits/overlay';
import type { RecordKey } from '../edits/recordKey';
import type { RecordIndex } from '../recordIndex';
import type { ByteSource } from '../source';

/** A dataset as edited: the file, and what lies over it. */
export interface EditedRecords {
  readonly source: ByteSource;
  /** Of the source, complete. */
  readonly index: RecordIndex;
  /** Bytes of records without line endings; a record of a file of lines has no line break in it. */
  readonly contents: Pick<Contents, 'read'>;
  readonly overlay: Pick<Overlay, 'get'>;
  /** The keys of all records in their order, Uint32 each; absent: as in the file. */
  readonly order?: SharedArrayBuffer;
}

/** A record that has been edited or added, or neighbours in the file that are still neighbours and as they were. */
export interface Stretch {
  readonly first: RecordKey;
  readonly count: number;
  /** 0: as in the file. */
  readonly content: ContentId;
}

/** The edited dataset in its order, in as few stretches as there are. */
export function* stretchesOf({ index, overlay, order }: EditedRecords): Iterable<Stretch> {
  const keys = order && new Uint32Array(order);
  const count = keys ? keys.length : index.count;
  for (let from = 0; from < count; ) {
    const first = keys ? keys[from] : from;
    const content = overlay.get(first);
    let to = from + 1;
    if (content === 0) {
      const shift = first - from;
      while (to < count && (!keys || keys[to] === to + shift) && overlay.get(to + shift) === 0) to++;
    }
    yield { first, count: to - from, content };
    from = to;
  }
}
