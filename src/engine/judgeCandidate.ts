import { unknownKey } from '../checks/verdicts/spellingColumns';
import { FLAGGED_VERDICTS } from '../checks/verdicts/verdictBlock';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { SpellingVerdict } from '../checks/spelling/spellingVerdict';
import type { LanguageTag } from '../schema/schema';
import type { DatasetSession } from './datasetSession';
import type { JudgedResponse, WantedJudgement } from './judgeResponse';

/** What the checks say of a candidate, and whether the record would be flagged for it. */
export interface Judgement extends JudgedResponse {
  readonly isFlagged: boolean;
}

/**
 * Judges a text in a response's place as the dataset's own responses are judged.
 * @param verdicts by which misspelled responses are flagged; absent before the first check, when none is.
 */
export async function judgeCandidate(
  session: DatasetSession,
  verdicts: VerdictStore | undefined,
  wanted: WantedJudgement,
  signal?: AbortSignal,
): Promise<Judgement> {
  const judged = await session.judgeResponse(wanted, signal);
  const { verdict, spelling } = judged;
  const accepted = verdicts?.spelling;
  const unknown = spelling?.unknown.filter(({ language, word }) => !accepted?.isAccepted(language, word));
  const known = { ...judged, spelling: spelling && unknown && { ...spelling, unknown } };
  if (FLAGGED_VERDICTS.includes(verdict.verdict)) return { ...known, isFlagged: true };
  if (!verdicts || !known.spelling) return { ...known, isFlagged: false };
  if (verdicts.spelling.wouldFlag(known.spelling, NONE)) return { ...known, isFlagged: true };
  // Dictionaries take milliseconds a word to tell: not while more words are to come.
  const likely = wanted.isWhole ? await likelyMisspellings(session, known.spelling, signal) : NONE;
  return { ...known, isFlagged: likely.size > 0 && verdicts.spelling.wouldFlag(known.spelling, likely) };
}

const NONE: ReadonlySet<string> = new Set();

/** As `judgeEdited` finds them. */
async function likelyMisspellings(
  session: DatasetSession,
  { unknown }: SpellingVerdict,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const byLanguage = new Map<LanguageTag, Set<string>>();
  for (const { language, word } of unknown) {
    byLanguage.set(language, (byLanguage.get(language) ?? new Set<string>()).add(word));
  }
  const questions = Array.from(byLanguage, ([language, words]) => ({ language, words: [...words].join('\n') }));
  const answers = await session.nearDictionaries(questions, signal);
  return new Set(
    questions.flatMap(({ language, words }, at) =>
      words.split('\n').flatMap((word, place) => (answers[at][place] ? [unknownKey(language, word)] : [])),
    ),
  );
}
