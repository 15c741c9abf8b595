import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import type { PromptTurn } from '../../generation/promptTurns';
import type { AskedTurns } from '../askedTurns';
import type { SampledRecord } from './comparison';
import type { DatasetSession } from '../datasetSession';

/** A record of a sample as it is now. */
export interface FoundRecord extends AskedTurns {
  readonly key: RecordKey;
}

/**
 * Finds a record of a sample that may have been drawn long ago: where it was, if that is still asked there, else
 * wherever the record is as it was.
 * @returns `undefined` where it has been deleted, or both moved and changed.
 */
export async function findSampled(
  session: DatasetSession,
  order: RecordOrder,
  { key, turn, instruction, hash }: SampledRecord,
): Promise<FoundRecord | undefined> {
  const look = async (at: RecordKey): Promise<FoundRecord | undefined> => {
    if (order.positionOf(at) < 0) return undefined;
    // There may be a record without such a response by now.
    const asked = await session.askedTurns(at, turn).catch(() => undefined);
    return asked && instructionOf(asked.turns) === instruction ? { key: at, ...asked } : undefined;
  };
  const before = await look(key);
  if (before) return before;
  const [moved] = await session.findContents({ hashes: [[hash]], keys: Uint32Array.of(key) });
  return moved < 0 ? undefined : look(moved);
}

/** What is asked last before a response; empty where nothing is. */
export function instructionOf(turns: readonly PromptTurn[]): string {
  const { text = '', input = '' } = turns.findLast(({ role }) => role === 'user') ?? {};
  return [text, input].filter((part) => part.trim() !== '').join('\n\n');
}
