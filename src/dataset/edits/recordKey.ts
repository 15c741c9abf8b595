/**
 * What a record is known by while others are added, deleted and moved: the record at position i of the file has key i,
 * added ones have ADDED + n. Every key fits into a Uint32. A record's position is its place in the dataset as edited.
 */
export type RecordKey = number;

/** The first key of records that are not in the file. */
export const ADDED = 2 ** 31;

/** No record has this key. */
export const NO_RECORD: RecordKey = 2 ** 32 - 1;

export function isAdded(key: RecordKey): boolean {
  return key >= ADDED;
}
