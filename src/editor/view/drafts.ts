import * as vscode from 'vscode';
import type { Edit } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { ToWebview } from '../../protocol/toWebview';
import type { RecordChange } from '../../schema/recordChange';
import type { DatasetDocument } from '../datasetDocument';

/** Changes of single records as the page sends them. What is typed in one go, a draft, is one edit that grows. */
export class Drafts {
  private readonly edits = new Map<number, Edit>();
  /** One after another: the second change of a draft goes on with the edit that the first has made. */
  private changing: Promise<void> = Promise.resolve();

  constructor(
    private readonly document: DatasetDocument,
    private readonly post: (message: ToWebview) => void,
  ) {
    document.typing.add(this.settled);
  }

  dispose(): void {
    this.document.typing.delete(this.settled);
  }

  private readonly settled = (): Promise<void> => this.changing;

  /**
   * @param keyOf gives the record's key when the change's turn has come; throws when there is none any more.
   * @param draft absent for a change that stands alone.
   */
  change(keyOf: () => RecordKey, change: RecordChange, draft?: number): void {
    this.changing = this.changing.then(async () => {
      try {
        await this.make(keyOf, change, draft);
      } catch (error) {
        this.post({ type: 'changeFailed', draft, message: (error as Error).message });
      }
    });
  }

  /** Takes back what a draft has changed, if nothing has been edited since. */
  revert(draft: number): void {
    this.changing = this.changing.then(async () => {
      const edit = this.edits.get(draft);
      // VS Code's own command, so that it knows of it; it acts on the editor in view.
      if (edit && this.document.dataset.lastEdit === edit) await vscode.commands.executeCommand('undo');
    });
  }

  /** Something has been edited or undone: drafts that are not the last edit any more have ended. */
  follow(): void {
    for (const [draft, edit] of this.edits) {
      if (this.document.dataset.lastEdit === edit) continue;
      this.edits.delete(draft);
      this.post({ type: 'draftEnded', draft });
    }
  }

  private async make(keyOf: () => RecordKey, change: RecordChange, draft: number | undefined): Promise<void> {
    const { document } = this;
    const begun = draft === undefined ? undefined : this.edits.get(draft);
    if (begun && (await document.amend(begun, change))) return;
    // A save may have given the record another key since the draft began.
    const goesOn = begun !== undefined && document.dataset.lastEdit === begun;
    // It goes on in another edit: that the first is not the last any more does not end it.
    if (goesOn && draft !== undefined) this.edits.delete(draft);
    const target = begun?.contents ? begun.contents.keys[0] : keyOf();
    const edit = await document.edit((edits) => edits.change(target, change, labelOf(change), goesOn));
    if (edit && draft !== undefined) this.edits.set(draft, edit);
  }
}

function labelOf(change: RecordChange): string {
  switch (change.kind) {
    case 'turnText':
      return 'Edit Text';
    case 'splitTurn':
      return 'Split Turn';
    case 'mergeTurn':
      return 'Merge Turns';
    case 'insertTurn':
      return 'Insert Turn';
    case 'removeTurn':
      return 'Delete Turn';
    case 'turnRole':
      return 'Change Role';
    case 'fieldText':
    case 'fieldJson':
      return `Edit ${change.key}`;
    case 'raw':
      return 'Edit JSON';
  }
}
