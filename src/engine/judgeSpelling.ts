import { judgeAgain, judgingSpelling } from '../checks/verdicts/judgedRecords';
import { wordsOfRecords } from '../checks/verdicts/unknownWords';
import type { UndecidedWords } from '../checks/verdicts/unknownWordTable';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { RecordKey } from '../dataset/edits/recordKey';
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
export async function judgeEdited(verdicts: VerdictStore, session: DatasetSession, keys: readonly RecordKey[]): Promise<boolean> {
  const undecided = await inSlices(verdicts.spelling.words.undecided(wordsOfRecords(verdicts, keys)));
  const isMore = await learnLikely(verdicts, undecided, (questions) => session.nearDictionaries(questions));
  if (isMore) judgeAgain(verdicts, keys);
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

async function learnLikely(
  { spelling }: VerdictStore,
  undecided: UndecidedWords,
  ask: (questions: readonly WordQuestion[]) => Promise<Uint8Array[]>,
): Promise<boolean> {
  const questions = Array.from(undecided, ([language, { words }]) => ({ language, words: words.join('\n') }));
  const answers = await ask(questions);
  [...undecided.values()].forEach(({ places }, at) => {
    places.forEach((place, word) => (spelling.words.likely[place] |= answers[at][word]));
  });
  return answers.some((likely) => likely.includes(1));
}
