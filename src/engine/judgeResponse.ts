import { describeVerdict } from '../checks/language/describeVerdict';
import type { FoundLanguage, LanguageVerdict } from '../checks/language/languageVerdict';
import type { SpellingVerdict, TextProblemKind } from '../checks/spelling/spellingVerdict';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { Checks } from './checkRecords';
import type { DatasetReader } from './datasetReader';
import { HandedProse } from './handedProse';
import { modelName } from './languageModels';

/** A text that might stand in a response's place. */
export interface WantedJudgement {
  readonly key: RecordKey;
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly text: string;
  /** False while more of the text is to come: then nothing is said of how it ends. */
  readonly isWhole: boolean;
  /** BCP 47, for the message. */
  readonly locale: string;
}

/** What the checks say of a text in a response's place. */
export interface JudgedResponse {
  readonly language?: FoundLanguage;
  readonly verdict: LanguageVerdict;
  /** Absent where spelling is not checked. Has words that are accepted. */
  readonly spelling?: SpellingVerdict;
  /** The verdict in words. */
  readonly message?: string;
}

/** What a text that goes on seems to lack at its end. */
const STILL_OPEN: readonly TextProblemKind[] = ['unbalancedQuote', 'unclosedFence'];

/**
 * Judges a record as if the text stood in the response's place, without changing anything.
 * @throws Error when the record has no such response.
 */
export async function judgeResponse(
  reader: DatasetReader,
  { language: check, spelling }: Checks,
  { key, turn, text, isWhole, locale }: WantedJudgement,
): Promise<JudgedResponse> {
  const { view } = reader.read(key);
  if (view.turns[turn]?.role !== 'response') throw new Error(`Turn ${turn + 1} of the record is no response.`);
  // What comes after a response says nothing of it.
  const turns = [...view.turns.slice(0, turn), { ...view.turns[turn], text }];
  const prose = new HandedProse();
  const verdicts = check.check({ ...view, turns }, { onProse: prose.take });
  const verdict = verdicts[verdicts.length - 1];
  const [[spelled]] = spelling ? await spelling.verdicts([spelling.read({ ...view, turns }, [verdict], prose.byTurn)]) : [[]];
  return {
    language: verdict.found,
    verdict,
    spelling: spelled && (isWhole ? spelled : asFarAsItGoes(spelled, text.length)),
    message: describeVerdict(verdict, locale, modelName(check.options)),
  };
}

/** Without what may be right once the text goes on: its last word, what is still open. */
function asFarAsItGoes(spelling: SpellingVerdict, end: number): SpellingVerdict {
  return {
    ...spelling,
    unknown: spelling.unknown.filter((word) => word.end < end),
    problems: spelling.problems.filter((problem) => problem.end < end && !STILL_OPEN.includes(problem.kind)),
  };
}
