import type { RecordKey } from '../../dataset/edits/recordKey';
import type { AcceptedWords } from './acceptedWords';
import { type Block, isThere, numberOf, slotOf } from './verdictBlock';
import type { VerdictStore } from './verdictStore';

/** Records that are judged again in one step. */
const JUDGED_IN_STEP = 512;

/** Which records are flagged for their spelling, as words are accepted and more is known of the dataset. */

/**
 * From now on these words are accepted, and no others. Records are flagged by the baseline that there is, until
 * `judgingSpelling`.
 */
export function acceptWords(verdicts: VerdictStore, accepted: AcceptedWords): void {
  const steps = acceptingWords(verdicts, accepted);
  while (!steps.next().done);
}

/**
 * The same step by step, between which records may come, change and go. It can be left at any step: whoever accepts
 * words next goes on with the records that are left.
 */
export function* acceptingWords(verdicts: VerdictStore, accepted: AcceptedWords): Generator<void, void, void> {
  const { spelling, blocks } = verdicts;
  spelling.accept(accepted, yield* spelling.words.areAccepted(accepted));
  for (const [, block] of blocks) {
    for (let slot = 0; slot < block.batch.problems.length; slot++) {
      if (!spelling.wouldAccept(block.batch, slot)) continue;
      verdicts.recount(block, slot, () => spelling.acceptIn(block.batch, slot));
    }
    yield;
  }
}

/**
 * Judges all records by the baseline of the dataset as it is now, to be done when a check has ended or words have been
 * accepted. Goes on step by step, between which records may come, change and go.
 */
export function* judgingSpelling(verdicts: VerdictStore): Generator<void, void, void> {
  const { spelling, blocks } = verdicts;
  const gatherer = spelling.startBaseline();
  for (const [, block] of blocks) {
    for (let slot = 0; slot < block.batch.problems.length; slot++) {
      if (isThere(block, slot)) spelling.gather(block.batch, slot, gatherer);
    }
    yield;
  }
  spelling.freezeJudge(gatherer);
  for (const [, block] of blocks) {
    for (let slot = 0; slot < block.batch.problems.length; slot++) judge(verdicts, block, slot);
    yield;
  }
}

/** Judges some records by the baseline that there is, step by step: more is known of their words. */
export function* judgingAgain(verdicts: VerdictStore, keys: Iterable<RecordKey>): Generator<void, void, void> {
  let judged = 0;
  for (const key of keys) {
    if (++judged % JUDGED_IN_STEP === 0) yield;
    const block = verdicts.blocks.get(numberOf(key));
    if (block && isThere(block, slotOf(key))) judge(verdicts, block, slotOf(key));
  }
}

function judge(verdicts: VerdictStore, block: Block, slot: number): void {
  const { spelling } = verdicts;
  if (!spelling.wouldChange(block.batch, slot)) return;
  verdicts.recount(block, slot, () => spelling.judgeRecord(block.batch, slot));
}
