import type { PersonalWord } from '../../checks/spelling/spellingOptions';
import type { FindQuery } from '../../dataset/findQuery';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { DatasetSession, WorkProgress } from '../../engine/datasetSession';

/** Words that are in one of the lists only. */
export function changedWords(before: readonly PersonalWord[], now: readonly PersonalWord[]): PersonalWord[] {
  const nameOf = ({ word, language }: PersonalWord) => `${word} ${language}`;
  const [inBefore, inNow] = [new Set(before.map(nameOf)), new Set(now.map(nameOf))];
  return [...before.filter((word) => !inNow.has(nameOf(word))), ...now.filter((word) => !inBefore.has(nameOf(word)))];
}

/** Finds the records that have one of the words in a response; also ones that are deleted. */
export async function recordsWith(
  words: readonly PersonalWord[],
  session: DatasetSession,
  signal: AbortSignal,
  show: (progress: WorkProgress) => void,
): Promise<RecordKey[]> {
  const search = session.search(queryFor(words));
  const end = () => search.end();
  const keys: RecordKey[] = [];
  signal.addEventListener('abort', end);
  try {
    await search.run((found, progress) => {
      keys.push(...found);
      show(progress);
    });
    return keys;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** Finds words in either way that apostrophes are written. */
export function queryFor(words: readonly PersonalWord[]): FindQuery {
  const patterns = words.map(({ word }) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll("'", "['\u2019]"));
  return { text: patterns.join('|'), regex: true, matchCase: false, wholeWord: true, field: 'response' };
}
