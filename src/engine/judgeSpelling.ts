import type { VerdictStore } from '../checks/verdictStore';
import { Pace } from '../threads/pace';
import type { DatasetSession } from './datasetSession';

/**
 * Flags misspelled responses by the baseline of the dataset as it is now.
 * @param session where records have been checked since the last time: what it has read is learnt from.
 * @throws AbortError when `signal` is aborted.
 */
export async function judgeSpelling(verdicts: VerdictStore, signal?: AbortSignal, session?: DatasetSession): Promise<void> {
  if (session) await findLikelyMisspellings(verdicts, session);
  const pace = new Pace();
  const steps = verdicts.judgeSpelling()[Symbol.iterator]();
  while (!steps.next().done) {
    await pace.keep();
    signal?.throwIfAborted();
  }
}

async function findLikelyMisspellings({ spelling }: VerdictStore, session: DatasetSession): Promise<void> {
  const languages = [...spelling.words.byLanguage()];
  const questions = languages.map(([language, { words }]) => ({ language, words: words.join('\n') }));
  const answers = await session.likelyMisspellings(questions);
  languages.forEach(([, { places }], at) => {
    places.forEach((place, word) => (spelling.words.likely[place] |= answers[at][word]));
  });
}
