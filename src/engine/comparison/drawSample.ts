import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import { StratifiedSample } from '../../generation/stratifiedSample';
import type { LanguageTag } from '../../schema/schema';
import { Pace } from '../../threads/pace';
import type { SampledRecord } from './comparison';
import type { DatasetSession } from '../datasetSession';
import { instructionOf } from './sampledRecord';

/** How many keys are looked up together. */
const STEP = 4_096;
/** How many records are read together. */
const READ_TOGETHER = 100;

/** What a sample is drawn from: the records that have been checked. */
export interface SampledDataset {
  readonly session: DatasetSession;
  readonly order: RecordOrder;
  readonly verdicts: VerdictStore;
}

export interface WantedSample {
  /** As many of each language, or all where there are fewer. */
  readonly perLanguage: number;
  /** A whole number from 0 below 2^32. */
  readonly seed: number;
}

/**
 * Draws records by the language that is expected of their responses, else the one of their instruction; those of which
 * neither can be told are left out, as are those that ask nothing. Of a record with several responses the last one is
 * taken, which has all of the conversation before it.
 * @throws AbortError when `signal` is aborted.
 */
export async function drawSample(
  { session, order, verdicts }: SampledDataset,
  { perLanguage, seed }: WantedSample,
  signal: AbortSignal,
): Promise<SampledRecord[]> {
  const sample = new StratifiedSample<LanguageTag>(perLanguage, seed);
  const pace = new Pace();
  for (let start = 0; start < order.count; start += STEP) {
    for (const key of order.keys(start, Math.min(order.count, start + STEP))) {
      const language = sampledLanguage(verdicts, key);
      if (language !== undefined) sample.add(key, language);
    }
    await pace.keep();
    signal.throwIfAborted();
  }
  const { records } = sample;
  const sampled: SampledRecord[] = [];
  for (let start = 0; start < records.length; start += READ_TOGETHER) {
    const some = records.slice(start, start + READ_TOGETHER);
    const rows = await session.rows(some.map(({ key }) => ({ key })));
    const asked = await Promise.all(some.map(({ key }) => askedLast(session, verdicts, key)));
    asked.forEach((last, at) => {
      const { key, stratum: language, seed } = some[at];
      if (last) sampled.push({ key, position: order.positionOf(key), id: rows[at].id, language, seed, ...last });
    });
    signal.throwIfAborted();
  }
  return sampled;
}

/** The language that a record is sampled by; `undefined` where none can be told. */
export function sampledLanguage(verdicts: VerdictStore, key: RecordKey): LanguageTag | undefined {
  const last = verdicts.verdicts(key).at(-1);
  return last?.expected ?? last?.instruction?.language;
}

async function askedLast(
  session: DatasetSession,
  verdicts: VerdictStore,
  key: RecordKey,
): Promise<Pick<SampledRecord, 'turn' | 'instruction' | 'hash'> | undefined> {
  const { turn } = verdicts.verdicts(key).at(-1)!;
  const { turns, record } = await session.askedTurns(key, turn);
  const instruction = instructionOf(turns);
  return instruction === '' ? undefined : { turn, instruction, hash: record };
}
