import { basename } from 'node:path';
import * as vscode from 'vscode';
import { whyNotWritten } from '../../dataset/saving/saveError';
import type { DatasetSession } from '../../engine/datasetSession';
import type { Candidate } from '../../generation/candidate';
import { type Provenance, provenanceOf } from '../../generation/provenance';
import { appendProvenance, provenancePath } from '../../generation/provenanceFile';
import type { DatasetCandidates } from './datasetCandidates';
import { provenancePlace } from './generationSettings';

/** The dataset that responses were accepted into. */
interface SavedDataset {
  readonly uri: vscode.Uri;
  readonly session: DatasetSession;
  readonly candidates: DatasetCandidates;
}

/**
 * Keeps where responses come from beside the file that they are in now. It never fails: the dataset is saved, and what
 * could not be written is said.
 * @param path of that file; absent where it does not lie on a disk.
 * @param accepted what has been accepted since the last save.
 * @returns false where it could not be written.
 */
export async function saveProvenance(
  dataset: SavedDataset,
  path: string | undefined,
  accepted: readonly Candidate[],
): Promise<boolean> {
  if (accepted.length === 0 || provenancePlace(dataset.uri).kind !== 'sidecar' || path === undefined) return true;
  const sidecar = provenancePath(path);
  try {
    await appendProvenance(sidecar, await provenanceOfAll(dataset, accepted));
    return true;
  } catch (error) {
    const message = `The dataset is saved, but where its responses come from could not be written to ${basename(sidecar)}`;
    void vscode.window.showWarningMessage(`${message}: ${whyNotWritten(error)}. The next save tries it again.`);
    return false;
  }
}

/** Of several that were accepted in one response's place, the one that stands there counts. */
async function provenanceOfAll(dataset: SavedDataset, accepted: readonly Candidate[]): Promise<Provenance[]> {
  const { session } = dataset;
  const byResponse = new Map<string, Candidate[]>();
  for (const candidate of accepted) {
    const name = `${candidate.key} ${candidate.turn}`;
    byResponse.set(name, [...(byResponse.get(name) ?? []), candidate]);
  }
  const entries: Provenance[] = [];
  for (const candidates of byResponse.values()) {
    const [{ key, turn }] = candidates;
    try {
      const [view, text] = await Promise.all([
        session.record({ key, judge: false, locale: vscode.env.language }),
        session.turnText(key, turn),
      ]);
      const source =
        candidates.findLast((candidate) => candidate.text === text) ??
        candidates.findLast(({ id }) => dataset.candidates.isAcceptedNow(id));
      // Accepted another time, and then not saved.
      if (!source) continue;
      const { choice, seed } = source;
      const isEdited = source.isEdited === true || source.text !== text;
      entries.push(provenanceOf({ view, turn, text, choice, seed, time: Date.now(), isEdited }));
    } catch {
      // The record, or its response, has been deleted since.
    }
  }
  return entries;
}
