import * as vscode from 'vscode';
import type { Edit } from '../dataset/edits/editedDataset';
import type { Keys } from '../dataset/edits/recordOrder';
import type { NewKeys } from '../dataset/edits/renumbering';
import type { CandidateChange } from './generation/datasetCandidates';

/** Records have been edited, added, deleted or moved, or an edit has been undone. */
export interface RecordsEdited {
  /** Records whose contents have changed; added ones too. */
  readonly keys: Keys;
  /** Records that are not there any more. */
  readonly gone: Keys;
  /** Records have been added, deleted or moved. */
  readonly moved: boolean;
  /** By undo or redo. */
  readonly isHistory: boolean;
}

/** What happens to a dataset that is open. */
export class DocumentEvents implements vscode.Disposable {
  readonly stateChanged = new vscode.EventEmitter<void>();
  readonly recordsChanged = new vscode.EventEmitter<void>();
  readonly recordsEdited = new vscode.EventEmitter<RecordsEdited>();
  readonly candidateChanged = new vscode.EventEmitter<CandidateChange>();
  readonly edited = new vscode.EventEmitter<Edit>();
  readonly renumbered = new vscode.EventEmitter<NewKeys>();
  readonly reloaded = new vscode.EventEmitter<void>();
  readonly disposed = new vscode.EventEmitter<void>();

  dispose(): void {
    for (const emitter of Object.values(this) as vscode.EventEmitter<unknown>[]) emitter.dispose();
  }
}
