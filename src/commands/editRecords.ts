import * as vscode from 'vscode';
import { KeySet } from '../dataset/edits/keySet';
import type { DatasetEditor } from '../editor/datasetEditor';

/** Commands that add, delete and move records: of the selection, as one step of undo. */

const ASK_ABOVE_RECORDS = 100_000;

export async function addRecord(editor: DatasetEditor): Promise<void> {
  await attempt(editor, () =>
    editor.edit(
      (edits) => edits.add(editor.lead),
      ({ contents }) => contents?.keys[0],
    ),
  );
  editor.focus('record');
}

export async function duplicateRecords(editor: DatasetEditor): Promise<void> {
  const keys = editor.selectedKeys;
  if (keys.length === 0) return;
  await attempt(editor, () =>
    editor.edit(
      (edits) => edits.duplicate(keys),
      ({ contents }) => contents?.keys[0],
    ),
  );
}

export async function deleteRecords(editor: DatasetEditor): Promise<void> {
  const keys = editor.selectedKeys;
  if (keys.length > 0) await deleteKeys(editor, keys, `Deleted ${records(keys.length)}.`);
}

/** Deletes every record that the filters hide. */
export async function keepShown(editor: DatasetEditor): Promise<void> {
  if (!editor.isFiltered) {
    editor.announce('Filter the records first: all of them are shown.');
    return;
  }
  const listed = new KeySet(editor.listedKeys);
  const hidden = editor.allKeys.filter((key) => !listed.has(key));
  if (hidden.length === 0) {
    editor.announce('All records are shown.');
    return;
  }
  await deleteKeys(editor, hidden, `Kept ${records(listed.size)}, deleted ${records(hidden.length)}.`, 'Keep Shown Records');
}

export async function moveRecords(editor: DatasetEditor, direction: 1 | -1): Promise<void> {
  const keys = editor.selectedKeys;
  if (keys.length === 0) return;
  const edit = await attempt(editor, () => editor.edit((edits) => edits.move(keys, direction)));
  if (!edit) return;
  editor.announce(`Moved ${records(keys.length)} ${direction < 0 ? 'up' : 'down'}.`);
  editor.showLead();
}

async function deleteKeys(editor: DatasetEditor, keys: Uint32Array, done: string, label?: string): Promise<void> {
  const edit = await attempt(editor, () =>
    keys.length < ASK_ABOVE_RECORDS
      ? editor.edit((edits) => edits.remove(keys, label))
      : withProgress(`Deleting ${records(keys.length)}`, (options) =>
          editor.edit((edits) => edits.remove(keys, label, options)),
        ),
  );
  if (edit) editor.announce(`${done} Undo brings ${keys.length === 1 ? 'it' : 'them'} back.`);
}

/** Shows progress that can be cancelled, for work that may take long. */
export function withProgress<T>(
  title: string,
  work: (options: { signal: AbortSignal; onProgress: (progress: { done: number; of: number }) => void }) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      let reported = 0;
      return work({
        signal: controller.signal,
        onProgress: ({ done, of }) => {
          const percent = of === 0 ? 100 : (100 * done) / of;
          progress.report({ increment: percent - reported });
          reported = percent;
        },
      });
    },
  );
}

/** Says why something could not be done; what the user has cancelled needs no words. */
export async function attempt<T>(editor: DatasetEditor, work: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string };
    if (name !== 'AbortError' && code !== 'cancelled') void vscode.window.showErrorMessage(message);
    else editor.announce('Cancelled.');
    return undefined;
  }
}

export function records(count: number): string {
  return count === 1 ? '1 record' : `${count.toLocaleString(vscode.env.language)} records`;
}
