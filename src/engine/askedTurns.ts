import { contentHash } from '../dataset/contentHash';
import type { RecordKey } from '../dataset/edits/recordKey';
import { type PromptTurn, promptTurns } from '../generation/promptTurns';
import { Pace } from '../threads/pace';
import type { DatasetReader } from './datasetReader';

/** What a model is to be asked for a response, of the record as it is now. */
export interface AskedTurns {
  readonly turns: readonly PromptTurn[];
  /** The response that there is. */
  readonly response: string;
  /** The `contentHash` of the record. */
  readonly record: number;
}

/** @throws Error when the record has no such response. */
export function askedTurns(reader: DatasetReader, key: RecordKey, turn: number): AskedTurns {
  const { bytes, view } = reader.read(key);
  const response = view.turns[turn];
  if (response?.role !== 'response') throw new Error('The record has no such response any more.');
  return { turns: promptTurns(view, turn), response: response.text, record: contentHash(bytes) };
}

/** For each of the records the index of its last response among its turns, -1 where it has none. */
export async function lastResponses(reader: DatasetReader, keys: Uint32Array): Promise<Int32Array> {
  const last = new Int32Array(keys.length);
  const pace = new Pace();
  for (const [at, key] of keys.entries()) {
    last[at] = reader.read(key).view.turns.findLastIndex(({ role }) => role === 'response');
    await pace.keep();
  }
  return last;
}
