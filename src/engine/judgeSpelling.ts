import type { VerdictStore } from '../checks/verdictStore';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { LanguageTag } from '../schema/schema';
import { Pace } from '../threads/pace';
import type { DatasetSession } from './datasetSession';
import type { WordQuestion } from './wordLookUp';

/**
 * Flags misspelled responses by the baseline of the dataset as it is now.
 * @param session where records have been checked since the last time: what it has read is learnt from.
 * @throws AbortError when `signal` is aborted.
 */
export async function judgeSpelling(verdicts: VerdictStore, signal?: AbortSignal, session?: DatasetSession): Promise<void> {
  if (session) await findLikelyMisspellings(verdicts, session, signal);
  const pace = new Pace();
  const steps = verdicts.judgeSpelling()[Symbol.iterator]();
  while (!steps.next().done) {
    await pace.keep();
    signal?.throwIfAborted();
  }
}

/**
 * Finds out whether unknown words of records that have been edited are misspellings, and flags the records for them.
 * @returns whether more such words are known than before.
 */
export async function judgeEdited(verdicts: VerdictStore, session: DatasetSession, keys: readonly RecordKey[]): Promise<boolean> {
  const undecided = [...verdicts.spelling.words.undecided(verdicts.unknownWordsOf(keys))];
  const isMore = await learnLikely(verdicts, undecided, (questions) => session.nearDictionaries(questions));
  if (isMore) verdicts.judgeAgain(keys);
  return isMore;
}

async function findLikelyMisspellings(verdicts: VerdictStore, session: DatasetSession, signal?: AbortSignal): Promise<void> {
  const { words } = verdicts.spelling;
  await learnLikely(verdicts, [...words.undecided()], (questions) => session.likelyMisspellings(questions));
  signal?.throwIfAborted();
  const few = [...words.undecided()].filter(([, { words }]) => words.length <= FEW_UNDECIDED);
  await learnLikely(verdicts, few, (questions) => session.nearDictionaries(questions, signal));
}

/**
 * Unknown words of a language up to which its dictionaries are asked, which takes milliseconds a word: a dataset that
 * has more has said itself what most of them should be.
 */
const FEW_UNDECIDED = 200;

type Undecided = readonly (readonly [LanguageTag, { readonly words: readonly string[]; readonly places: readonly number[] }])[];

async function learnLikely(
  { spelling }: VerdictStore,
  undecided: Undecided,
  ask: (questions: readonly WordQuestion[]) => Promise<Uint8Array[]>,
): Promise<boolean> {
  const answers = await ask(undecided.map(([language, { words }]) => ({ language, words: words.join('\n') })));
  undecided.forEach(([, { places }], at) => {
    places.forEach((place, word) => (spelling.words.likely[place] |= answers[at][word]));
  });
  return answers.some((likely) => likely.includes(1));
}
