import * as vscode from 'vscode';
import type { Candidate } from '../../generation/candidate';
import { provenanceField, provenanceOf } from '../../generation/provenance';
import type { RecordChange } from '../../schema/recordChange';
import type { DatasetDocument } from '../datasetDocument';
import { provenancePlace } from './generationSettings';

/**
 * Puts a candidate in its response's place, as one edit. Where the record has changed since the model was asked, the
 * user is asked first.
 * @param text what the user has made of it.
 * @returns whether it has been accepted.
 * @throws ChangeError when it cannot be made.
 */
export async function acceptCandidate(document: DatasetDocument, id: number, text?: string): Promise<boolean> {
  const { candidates } = document;
  if (candidates.get(id)?.state !== 'ready') return false;
  if ((await candidates.hasChanged(id)) && !(await confirm())) return false;
  // A save may have given the record another key meanwhile, or somebody else may have decided.
  const candidate = candidates.get(id);
  if (candidate?.state !== 'ready') return false;
  const { key, turn } = candidate;
  const change: RecordChange = { kind: 'turnText', turn, text: text ?? candidate.text };
  const source = await sourceChange(document, candidate, change.text, text !== undefined);
  const edit = await document.edit((edits) => edits.changeTogether(key, [change, ...source], 'Accept Candidate'));
  candidates.accept(id, text, edit);
  return true;
}

/** Where the response comes from, where that is kept in the record. */
async function sourceChange(
  document: DatasetDocument,
  { key, turn, choice, seed }: Candidate,
  text: string,
  isEdited: boolean,
): Promise<RecordChange[]> {
  const place = provenancePlace(document.uri);
  if (place.kind !== 'field') return [];
  const { session } = document;
  const [view, raw] = await Promise.all([session.record({ key, judge: false, locale: vscode.env.language }), session.rawText(key)]);
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
