import { carryVerdictsOver } from '../checks/verdicts/carryVerdictsOver';
import { keepVerdicts, readKeptVerdicts } from '../checks/verdicts/keptVerdicts';
import { contentHash } from '../dataset/contentHash';
import { readRecords } from '../dataset/readRecords';
import type { Fingerprint } from '../dataset/saving/fingerprint';
import { breathe } from '../threads/rpc';
import type { DatasetParts } from './datasetReader';

const STEP = 2_000;

/**
 * Makes verdicts kept of a file as it was those of the file as it is now, without what has been edited and not saved:
 * of records with the same bytes. It reads the whole file.
 * @param kept as `keepVerdicts` has written them.
 * @param base the file as it is now.
 * @returns the same in shared memory.
 * @throws KeptVerdictsError, or AbortError when `signal` is aborted.
 */
export async function carryKeptOver(
  { source, index }: DatasetParts,
  kept: Uint8Array,
  base: Fingerprint,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number, of: number) => void },
): Promise<SharedArrayBuffer> {
  const { header, batches } = readKeptVerdicts(kept);
  const before = [...batches];
  const hashes = new Float64Array(index.count);
  for (let from = 0; from < hashes.length; from += STEP) {
    const to = Math.min(hashes.length, from + STEP);
    readRecords(source, index, from, to, (position, bytes) => (hashes[position] = contentHash(bytes)));
    onProgress(to, hashes.length);
    await breathe();
    signal.throwIfAborted();
  }
  return joined(keepVerdicts({ ...header, base, records: hashes.length }, carryVerdictsOver(before, hashes)));
}

function joined(parts: Iterable<Uint8Array>): SharedArrayBuffer {
  const all = [...parts];
  const bytes = new Uint8Array(new SharedArrayBuffer(all.reduce((sum, { length }) => sum + length, 0)));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}
