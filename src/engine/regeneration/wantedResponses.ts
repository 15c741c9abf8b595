import type { RecordKey } from '../../dataset/edits/recordKey';
import { Pace } from '../../threads/pace';
import type { DatasetSession } from '../datasetSession';

/** A response of a record: its last one where none is named. */
export interface WantedResponse {
  readonly key: RecordKey;
  /** Index of the response in the record's turns. */
  readonly turn?: number;
}

/** How many are looked up before others are let in. */
const STEP = 1_000;

/** The responses that are wanted, some at a time, in their order; records that have none are left out. */
export async function* wantedResponses(
  session: DatasetSession,
  wanted: Iterable<WantedResponse>,
): AsyncGenerator<Required<WantedResponse>[], void> {
  const pace = new Pace();
  for (const some of stepsOf(wanted)) {
    const unnamed = some.filter(({ turn }) => turn === undefined).map(({ key }) => key);
    const turns = unnamed.length > 0 ? await session.lastResponses(Uint32Array.from(unnamed)) : [];
    const last = new Map(unnamed.map((key, at) => [key, turns[at]]));
    yield some.map(({ key, turn = last.get(key)! }) => ({ key, turn })).filter(({ turn }) => turn >= 0);
    await pace.keep();
  }
}

function* stepsOf<T>(all: Iterable<T>): Iterable<T[]> {
  let step: T[] = [];
  for (const each of all) {
    step.push(each);
    if (step.length < STEP) continue;
    yield step;
    step = [];
  }
  if (step.length > 0) yield step;
}
