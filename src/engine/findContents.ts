import { contentHash } from '../dataset/contentHash';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import { breathe } from '../threads/rpc';
import { Pace } from '../threads/pace';
import type { DatasetReader } from './datasetReader';

/** Records to be found by what they hold. */
export interface WantedContents {
  /** By record: hashes of what it has held, any of which it may hold now (`contentHash`). */
  readonly hashes: readonly (readonly number[])[];
  /** By record: the key that it had, where it is looked for first. */
  readonly keys: Uint32Array;
}

/** How many records are read together. */
const STEP = 1_000;

/** The hashes of records as they are now. */
export async function contentHashes(reader: DatasetReader, keys: Uint32Array): Promise<Float64Array> {
  const hashes = new Float64Array(keys.length);
  const pace = new Pace();
  for (let at = 0; at < keys.length; at++) {
    hashes[at] = contentHash(reader.bytes(keys[at]));
    await pace.keep();
  }
  return hashes;
}

/**
 * Finds records as they are now by their contents. All records are read only where one is not at its place.
 * @returns their keys, -1 where there is none. Of records that hold the same, each is found by one that is wanted, as
 * far as there are as many.
 * @throws AbortError when `signal` is aborted.
 */
export async function findContents(
  reader: DatasetReader,
  { hashes, keys }: WantedContents,
  signal: AbortSignal,
): Promise<Float64Array> {
  const found = new Float64Array(keys.length).fill(-1);
  const taken = new Set<RecordKey>();
  const has = (key: RecordKey) => (isAdded(key) ? reader.parts.overlay.has(key) : key < reader.index.count);
  const take = (at: number, key: RecordKey) => {
    found[at] = key;
    taken.add(key);
  };
  const pace = new Pace();
  for (const [at, key] of keys.entries()) {
    if (has(key) && hashes[at].includes(contentHash(reader.bytes(key)))) take(at, key);
    await pace.keep();
    signal.throwIfAborted();
  }
  /** By hash, those that are last first. */
  const missing = new Map<number, number[]>();
  for (let at = found.length - 1; at >= 0; at--) {
    if (found[at] >= 0) continue;
    for (const hash of hashes[at]) {
      const waiting = missing.get(hash);
      if (waiting) waiting.push(at);
      else missing.set(hash, [at]);
    }
  }
  if (missing.size === 0) return found;
  /** By hash, for what more is wanted of than there is. */
  const shared = new Map<number, RecordKey>();
  const visit = (key: RecordKey, bytes: Uint8Array) => {
    const hash = contentHash(bytes);
    const waiting = missing.get(hash);
    if (!waiting) return;
    shared.set(hash, key);
    while (waiting.length > 0 && found[waiting[waiting.length - 1]] >= 0) waiting.pop();
    const at = waiting.at(-1);
    if (at !== undefined && !taken.has(key)) take(at, key);
  };
  for (let from = 0; from < reader.index.count; from += STEP) {
    reader.readBytes(from, Math.min(reader.index.count, from + STEP), visit);
    await breathe();
    signal.throwIfAborted();
  }
  for (const key of reader.parts.overlay.keys()) if (isAdded(key)) visit(key, reader.bytes(key));
  found.forEach((key, at) => {
    if (key < 0) found[at] = hashes[at].map((hash) => shared.get(hash)).find((other) => other !== undefined) ?? -1;
  });
  return found;
}
