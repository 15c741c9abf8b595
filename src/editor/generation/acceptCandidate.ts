import * as vscode from 'vscode';
import { ChangeError } from '../../dataset/changeError';
import { ACCEPTABLE, type Candidate } from '../../generation/candidate';
import { type AcceptedResponse, provenanceField, provenanceOf } from '../../generation/provenance';
import type { RecordChange } from '../../schema/recordChange';
import type { DatasetDocument } from '../datasetDocument';
import type { DatasetCandidates } from './datasetCandidates';
import { provenancePlace } from './generationSettings';

/** Candidates that are being accepted: a key that is pressed twice, or in two editors, accepts once. */
const accepting = new WeakMap<DatasetCandidates, Set<number>>();

/**
 * Puts a candidate in its response's place, as one edit. Where the record has changed since the model was asked, the
 * user is asked first.
 * @param text what the user has made of it; absent for what has been typed in it, if anything.
 * @returns whether it has been accepted.
 * @throws ChangeError when it cannot be made.
 */
export async function acceptCandidate(document: DatasetDocument, id: number, text?: string): Promise<boolean> {
  const { candidates } = document;
  const underWay = accepting.get(candidates) ?? new Set();
  if (underWay.has(id)) return false;
  accepting.set(candidates, underWay.add(id));
  try {
    return await accept(document, id, text ?? candidates.editedText(id));
  } finally {
    underWay.delete(id);
  }
}

async function accept(document: DatasetDocument, id: number, text: string | undefined): Promise<boolean> {
  const { candidates, session } = document;
  if (!isAcceptable(candidates.get(id))) return false;
  // What is being edited may give it another turn.
  await document.settled();
  if ((await candidates.hasChanged(id)) && !(await confirm())) return false;
  // Keys are others once the file has been read again, which may be while the user is asked.
  if (document.candidates !== candidates) throw savedMeanwhile();
  // A save may have given the record another key meanwhile, or somebody else may have decided.
  const candidate = candidates.get(id);
  if (!isAcceptable(candidate)) return false;
  const { key, turn } = candidate;
  const view = await session.record({ key, judge: false, locale: vscode.env.language });
  if (view.turns[turn]?.role !== 'response') {
    throw new ChangeError('The record has other turns by now: there is no response where this candidate belongs.');
  }
  const change: RecordChange = { kind: 'turnText', turn, text: text ?? candidate.text };
  const source = await sourceChange(document, view, candidate, change.text, text !== undefined);
  const now = candidates.get(id);
  if (document.candidates !== candidates || now?.key !== key || now.turn !== turn) throw savedMeanwhile();
  const edit = await document.edit((edits) => edits.changeTogether(key, [change, ...source], 'Accept Candidate'));
  candidates.accept(id, text, edit);
  return true;
}

function isAcceptable(candidate: Candidate | undefined): candidate is Candidate {
  return candidate !== undefined && ACCEPTABLE.includes(candidate.state);
}

function savedMeanwhile(): ChangeError {
  return new ChangeError('The record has just been edited, saved or read again: try again.');
}

/** Where the response comes from, where that is kept in the record. */
async function sourceChange(
  document: DatasetDocument,
  view: AcceptedResponse['view'],
  { key, turn, choice, seed }: Candidate,
  text: string,
  isEdited: boolean,
): Promise<RecordChange[]> {
  const place = provenancePlace(document.uri);
  if (place.kind !== 'field') return [];
  const raw = await document.session.rawText(key);
  const provenance = provenanceOf({ view, turn, text, choice, seed, time: Date.now(), isEdited });
  return [provenanceField(JSON.parse(raw) as unknown, place.name, provenance)];
}

async function confirm(): Promise<boolean> {
  const accept = 'Accept';
  const answer = await vscode.window.showWarningMessage(
    'The record has changed since this candidate was generated. Put it in the place of the response as it is now?',
    { modal: true },
    accept,
  );
  return answer === accept;
}
