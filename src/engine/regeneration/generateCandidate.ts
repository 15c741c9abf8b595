import type { Candidate } from '../../generation/candidate';
import type { CandidateQueue } from '../../generation/candidateQueue';
import type { Responder } from '../../generation/responder';
import { Throttled } from '../../threads/throttled';
import { untilAborted } from '../../threads/untilAborted';
import type { DatasetSession } from '../datasetSession';
import type { CandidateJudgements } from './candidateJudgements';
import { LiveJudging } from './liveJudging';

/** What a candidate is generated with. */
export interface CandidateMakers {
  readonly session: DatasetSession;
  readonly queue: CandidateQueue;
  readonly responder: Responder;
  readonly judgements: CandidateJudgements;
}

/** How often a text that grows is shown, in milliseconds. */
const SHOW_INTERVAL = 100;

/**
 * Generates a candidate that a queue has begun, of the record as it is now. Its text grows in the queue and is judged as
 * it does, until it is whole.
 * @param show is called when there is more to be seen of it, about ten times a second.
 * @throws GenerationError, Error when there is no such response, or the signal's reason: then nothing has come of it.
 */
export async function generateCandidate(
  { session, queue, responder, judgements }: CandidateMakers,
  { id, key, turn, choice, seed }: Candidate,
  signal: AbortSignal,
  show: () => void,
): Promise<void> {
  const shown = new Throttled(show, SHOW_INTERVAL);
  const judging = new LiveJudging(
    (text) => judgements.judge({ key: queue.get(id)?.key ?? key, turn, text, isWhole: false }),
    (judgement) => {
      judgements.set(id, judgement);
      shown.ask();
    },
  );
  const grow = (text: string) => {
    if (signal.aborted) return;
    queue.grow(id, text);
    shown.ask();
    judging.grow(text);
  };
  try {
    const asked = await untilAborted(session.askedTurns(key, turn), signal);
    const prompt = await responder.prepare(choice, asked.turns, signal);
    queue.ask(id, prompt, asked.record);
    const { text, end } = await responder.respond(choice, prompt, seed, signal, grow);
    signal.throwIfAborted();
    queue.finish(id, { text, end, time: Date.now() });
  } finally {
    judging.end();
    shown.cancel();
  }
}
