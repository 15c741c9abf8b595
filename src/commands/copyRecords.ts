import * as vscode from 'vscode';
import { onOneLine, recordsInText } from '../dataset/recordsInText';
import type { DatasetEditor } from '../editor/datasetEditor';
import { attempt, records } from './editRecords';

/** More are better exported: the clipboard is held in memory, by other programs too. */
const MOST_COPIED = 10_000;

/** Copies the selected records to the clipboard as they are edited now, one to a line. */
export async function copyRecords(editor: DatasetEditor): Promise<void> {
  const keys = editor.selectedKeys;
  if (keys.length === 0) return;
  if (keys.length > MOST_COPIED) {
    return editor.announce(`More than ${records(MOST_COPIED)} are not copied: export them instead.`);
  }
  const { session } = editor.document;
  const texts = await attempt(editor, () => Promise.all(Array.from(keys, (key) => session.rawText(key))));
  if (!texts) return;
  const lines = texts.map((text) => `${text.includes('\n') ? onOneLine(text) : text}\n`);
  await vscode.env.clipboard.writeText(lines.join(''));
  editor.announce(`Copied ${records(keys.length)}.`);
}

/** Adds the records on the clipboard after the selected ones, as they are written there. */
export async function pasteRecords(editor: DatasetEditor): Promise<void> {
  const texts = recordsInText(await vscode.env.clipboard.readText());
  if (!texts) return editor.announce('There are no records on the clipboard: JSON objects, one to a line.');
  const edit = await attempt(editor, () =>
    editor.edit(
      (edits) => edits.insert(editor.selectedKeys.at(-1), texts.map((text) => Buffer.from(text))),
      ({ contents }) => contents?.keys[0],
    ),
  );
  if (edit) editor.announce(`Pasted ${records(texts.length)}.`);
}
