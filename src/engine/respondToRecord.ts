import type { VerdictStore } from '../checks/verdictStore';
import type { RecordOrder } from '../dataset/edits/recordOrder';
import type { Backend, ModelDetails } from '../generation/backend';
import { generateResponse, promptFor, requireRoom } from '../generation/generateResponse';
import type { ModelChoice } from '../generation/modelChoice';
import type { UserTemplates } from '../generation/templates/readTemplates';
import type { ComparedResponse } from '../metrics/comparison';
import type { Respond } from './compareAdapters';
import type { DatasetSession } from './datasetSession';
import { judgeCandidate, type Judgement } from './judgeCandidate';
import { findSampled } from './sampledRecord';

/** The dataset that a sample is of, and what models are asked with. */
export interface ComparedDataset {
  readonly session: DatasetSession;
  readonly order: RecordOrder;
  /** By which words are accepted. */
  readonly verdicts: VerdictStore | undefined;
  readonly backendOf: (choice: ModelChoice) => Backend;
  readonly templates: UserTemplates;
  /** BCP 47. */
  readonly locale: string;
}

/** Has models respond to records of a sample, and judges what they say in the place of the record's own response. */
export function respondToRecord(dataset: ComparedDataset): Respond {
  const { session, order, verdicts, backendOf, templates, locale } = dataset;
  const known = new Map<ModelChoice, ModelDetails>();
  return async (choice, record, signal) => {
    const found = await findSampled(session, order, record);
    if (!found) throw new Error('The record is not there any more as it was when the sample was drawn.');
    const backend = backendOf(choice);
    const details = known.get(choice) ?? (await backend.details(choice, signal));
    known.set(choice, details);
    const prompt = await promptFor(backend, choice, found.turns, { templates, details, signal });
    await requireRoom(backend, choice, prompt, details, signal);
    const { text, end } = await generateResponse(backend, choice, prompt, record.seed, { signal });
    const wanted = { key: found.key, turn: record.turn, text, isWhole: true, locale };
    const judged = await judgeCandidate(session, verdicts, wanted, signal);
    return { ...comparedResponse(text, judged), ...(end.reason === 'length' && { isCut: true }) };
  };
}

function comparedResponse(text: string, { language, verdict, spelling }: Judgement): ComparedResponse {
  const checked = spelling?.read.filter(({ isChecked }) => isChecked) ?? [];
  return {
    text,
    ...(language && { found: language }),
    verdict: verdict.verdict,
    words: checked.reduce((sum, { words }) => sum + words, 0),
    unknownWords: spelling?.unknown.length ?? 0,
  };
}
