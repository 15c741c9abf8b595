import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import { type Models, Responder } from '../../generation/responder';
import type { ComparedResponse } from '../../metrics/comparison';
import type { Respond } from './compareAdapters';
import type { DatasetSession } from '../datasetSession';
import { judgeCandidate, type Judgement } from '../judgeCandidate';
import { findSampled } from './sampledRecord';

/** The dataset that a sample is of, and what models are asked with. */
export interface ComparedDataset {
  readonly session: DatasetSession;
  readonly order: RecordOrder;
  /** By which words are accepted. */
  readonly verdicts: VerdictStore | undefined;
  readonly models: Models;
  /** BCP 47. */
  readonly locale: string;
}

/** Has models respond to records of a sample, and judges what they say in the place of the record's own response. */
export function respondToRecord(dataset: ComparedDataset): Respond {
  const { session, order, verdicts, models, locale } = dataset;
  const responder = new Responder(models);
  return async (choice, record, signal) => {
    const found = await findSampled(session, order, record);
    if (!found) throw new Error('The record is not there any more as it was when the sample was drawn.');
    const prompt = await responder.prepare(choice, found.turns, signal);
    const { text, end } = await responder.respond(choice, prompt, record.seed, signal);
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
