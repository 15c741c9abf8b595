import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';

export async function goToRecord(editor: DatasetEditor): Promise<void> {
  const count = editor.recordCount;
  const entered = await vscode.window.showInputBox({
    title: 'Go to Record',
    prompt: `Number of the record, 1 to ${count.toLocaleString(vscode.env.language)}`,
    value: String(editor.selectedPosition + 1),
    validateInput: (text) =>
      positionOf(text, count) === undefined ? `Enter a number from 1 to ${count}.` : undefined,
  });
  const position = entered === undefined ? undefined : positionOf(entered, count);
  if (position === undefined) return;
  editor.goTo(position);
  editor.focus('records');
}

/** Numbers may be written with the separators that people copy along: "1,204". */
function positionOf(text: string, count: number): number | undefined {
  const number = Number(text.replace(/[\s,._']/g, ''));
  return Number.isInteger(number) && number >= 1 && number <= count ? number - 1 : undefined;
}
