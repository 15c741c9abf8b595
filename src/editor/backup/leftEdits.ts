import * as vscode from 'vscode';

const SAVE = 'Save Them…';

/** Offers to save edited records whose originals are no longer in the file, so that the work in them is not lost. */
export async function offerLeftEdits(file: vscode.Uri, records: readonly Uint8Array[]): Promise<void> {
  const count = records.length === 1 ? '1 edited record is' : `${records.length} edited records are`;
  const answer = await vscode.window.showWarningMessage(
    `${count} no longer in the file: what you edited there has changed or gone. The other edits are made again.`,
    SAVE,
  );
  if (answer !== SAVE) return;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const destination = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(file, '..', `${name}-edits.jsonl`),
    filters: { JSONL: ['jsonl', 'ndjson'] },
  });
  if (!destination) return;
  const newline = Buffer.from('\n');
  await vscode.workspace.fs.writeFile(destination, Buffer.concat(records.flatMap((record) => [record, newline])));
}
