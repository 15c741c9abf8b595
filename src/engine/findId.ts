import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import { literalFilter } from '../dataset/literalFilter';
import { breathe } from '../threads/rpc';
import type { DatasetReader, ReadRecord } from './datasetReader';
import { keysOf } from './findRecords';

/** How many records to search before looking whether anyone still wants to know. */
const STEP = 2_000;

export interface IdSearch {
  readonly signal: AbortSignal;
  readonly onFound: (keys: readonly RecordKey[]) => void;
}

/**
 * Finds the records that have an id as they are now: those of the file in its order, then added ones; also deleted ones.
 * Only records that have the id's characters somewhere are parsed.
 * @param id exact but for white space around it.
 * @throws AbortError when `signal` is aborted.
 */
export async function findId(reader: DatasetReader, id: string, { signal, onFound }: IdSearch): Promise<void> {
  const wanted = id.trim();
  if (wanted === '') return;
  const filter = literalFilter({ text: wanted, regex: false, matchCase: true });
  const hasId = ({ view }: ReadRecord) => view.id?.trim() === wanted;
  const { count } = reader.index;
  for (let from = 0; from < count; from += STEP) {
    const found = keysOf(reader, filter, from, Math.min(count, from + STEP), hasId);
    if (found.length > 0) onFound(found);
    await breathe();
    signal.throwIfAborted();
  }
  const added = [...reader.parts.overlay.keys()].filter((key) => isAdded(key) && hasId(reader.read(key)));
  if (added.length > 0) onFound(added);
}
