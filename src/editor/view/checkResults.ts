import { type CrossLingual, recogniseCrossLingual } from '../../checks/language/crossLingual';
import { Equivalence } from '../../checks/language/equivalence';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import { VERDICTS } from '../../checks/language/languageVerdict';
import type { AcceptedWords } from '../../checks/verdicts/acceptedWords';
import { FLAGGED_PROBLEMS } from '../../checks/spelling/spellingJudge';
import { type SpellingVerdict, TEXT_PROBLEMS, type TextProblemKind } from '../../checks/spelling/spellingVerdict';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RowText } from '../../engine/shownRecord';
import { languageAgreement } from '../../metrics/languageAgreement';
import { languageMatrix } from '../../metrics/languageMatrix';
import { spellingSummary } from '../../metrics/spellingCorrectness';
import type { Facets, Row, Summary } from '../../protocol/toWebview';
import type { LanguageTag } from '../../schema/schema';

/** What the page shows of the checks' results. */

export function rowOf(
  text: RowText,
  verdicts: VerdictStore | undefined,
  key: RecordKey,
): Omit<Row, 'key' | 'position' | 'edited'> {
  const verdict = verdicts?.verdict(key);
  return {
    ...text,
    verdict: verdict?.verdict,
    misspelled: verdicts?.unknownInFlagged(key) || undefined,
    textProblem: verdicts?.isMisspelled(key) ? flaggedProblem(verdicts.textProblems(key)) : undefined,
    found: verdict?.found,
    instructionLanguage: verdict?.instruction,
    expected: verdict?.expected,
  };
}

function flaggedProblem(problems: readonly TextProblemKind[]): TextProblemKind | undefined {
  return problems.find((kind) => FLAGGED_PROBLEMS.includes(kind));
}

/** @param withSpelling whether spelling has been checked. */
export function facetsOf({ counts, spelling }: VerdictStore, withSpelling: boolean): Facets {
  const problems = TEXT_PROBLEMS.map((problem, at) => ({ problem, count: spelling.problems[at] }));
  return {
    ...(withSpelling && { misspelled: spelling.misspelled, textProblems: problems.filter(({ count }) => count > 0) }),
    flagged: counts.flagged,
    problems: counts.problems,
    verdicts: VERDICTS.map((verdict, at) => ({ verdict, count: counts.verdicts[at] })).filter(({ count }) => count > 0),
    found: languagesOf(counts.found),
    expected: languagesOf(counts.expected),
  };
}

/** Most records first. */
function languagesOf(counts: ReadonlyMap<LanguageTag, number>): { language: LanguageTag; count: number }[] {
  return [...counts].map(([language, count]) => ({ language, count })).sort((a, b) => b.count - a.count);
}

export interface SummaryOptions {
  readonly complete: boolean;
  readonly withSpelling: boolean;
  /** Languages that count as one another. */
  readonly equivalent: LanguageOptions['equivalent'];
}

export function summaryOf(verdicts: VerdictStore, { complete, withSpelling, equivalent }: SummaryOptions): Summary {
  const tallies = [...verdicts.tallies];
  return {
    ...languageAgreement(tallies),
    matrix: languageMatrix(tallies),
    crossLingual: complete ? crossLingualOf(verdicts, equivalent) : undefined,
    problems: verdicts.counts.problems,
    spelling: withSpelling ? spellingSummary(verdicts) : undefined,
    complete,
  };
}

/** A verdict without the words that people have accepted. */
export function withoutAccepted(verdict: SpellingVerdict, accepted: AcceptedWords): SpellingVerdict {
  return { ...verdict, unknown: verdict.unknown.filter(({ language, word }) => !accepted.has(language, word)) };
}

/** What the file looks like where its responses are meant to be in another language than its instructions. */
export function crossLingualOf(
  { tallies }: VerdictStore,
  equivalent: LanguageOptions['equivalent'],
): CrossLingual | undefined {
  const counts = Array.from(tallies, ({ counts, ...languages }) => ({
    ...languages,
    count: counts.reduce((sum, count) => sum + count, 0),
  }));
  return recogniseCrossLingual(counts, new Equivalence(equivalent));
}
