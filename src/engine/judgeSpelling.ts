import { judgingAgain, judgingSpelling } from '../checks/verdicts/judgedRecords';
import { wordsOfRecords } from '../checks/verdicts/unknownWords';
import type { UndecidedWords } from '../checks/verdicts/unknownWordTable';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { Keys } from '../dataset/edits/recordOrder';
import { inSlices } from '../threads/slices';
import type { DatasetSession } from './datasetSession';
import type { WordQuestion } from './wordLookUp';

/**
 * Flags misspelled responses by the baseline of the dataset as it is now.
 * @param session where records have been checked since the last time: what it has read is learnt from.
 * @throws AbortError when `signal` is aborted.
 */
export async function judgeSpelling(verdicts: VerdictStore, signal?: AbortSignal, session?: DatasetSession): Promise<void> {
  if (session) await findLikelyMisspellings(verdicts, session, signal);
  await inSlices(judgingSpelling(verdicts), signal);
}

/**
 * Finds out whether unknown words of records that have been edited are misspellings, and flags the records for them.
 * @returns whether more such words are known than before.
 */
export async function judgeEdited(verdicts: VerdictStore, session: DatasetSession, keys: Keys): Promise<boolean> {
  const undecided = await inSlices(verdicts.spelling.words.undecided(wordsOfRecords(verdicts, keys)));
  const isMore = await learnLikely(verdicts, undecided, (questions) => session.nearDictionaries(questions));
  if (isMore) await inSlices(judgingAgain(verdicts, keys));
  return isMore;
}

async function findLikelyMisspellings(verdicts: VerdictStore, session: DatasetSession, signal?: AbortSignal): Promise<void> {
  const { words } = verdicts.spelling;
  const undecided = await inSlices(words.undecided(), signal);
  await learnLikely(verdicts, undecided, (questions) => session.likelyMisspellings(questions));
  signal?.throwIfAborted();
  const left = await inSlices(words.undecided(), signal);
  const few = new Map([...left].filter(([, { words }]) => words.length <= FEW_UNDECIDED));
  await learnLikely(verdicts, few, (questions) => session.nearDictionaries(questions, signal));
}

/**
 * Unknown words of a language up to which its dictionaries are asked, which takes milliseconds a word: a dataset that
 * has more has said itself what most of them should be.
 */
const FEW_UNDECIDED = 500;
/** Words that are put into a question in one step. */
const JOINED_IN_STEP = 8_192;

async function learnLikely(
  { spelling }: VerdictStore,
  undecided: UndecidedWords,
  ask: (questions: readonly WordQuestion[]) => Promise<readonly (Uint8Array | undefined)[]>,
): Promise<boolean> {
  const answers = await ask(await inSlices(asking(undecided)));
  [...undecided.values()].forEach(({ places }, at) => {
    answers[at]?.forEach((isLikely, word) => (spelling.words.likely[places[word]] |= isLikely));
  });
  return answers.some((likely) => likely?.includes(1));
}

/** A large dataset has hundreds of thousands of unknown words. */
function* asking(undecided: UndecidedWords): Generator<void, WordQuestion[], void> {
  const questions: WordQuestion[] = [];
  for (const [language, { words }] of undecided) {
    const lines: string[] = [];
    for (let from = 0; from < words.length; from += JOINED_IN_STEP) {
      lines.push(words.slice(from, from + JOINED_IN_STEP).join('\n'));
      yield;
    }
    questions.push({ language, words: lines.join('\n') });
  }
  return questions;
}
