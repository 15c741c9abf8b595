import { contentHash } from '../dataset/contentHash';
import type { RecordKey } from '../dataset/edits/recordKey';
import { type PromptTurn, promptTurns } from '../generation/promptTurns';
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
