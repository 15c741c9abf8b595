import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import { isJson } from '../dataset/isJson';
import { attempt, records, withProgress } from './editRecords';

/** Sets a top-level field of the selected records to one value. */
export async function setField(editor: DatasetEditor): Promise<void> {
  const count = editor.selectedKeys.length;
  if (count === 0) return;
  const key = await pickField(editor, count);
  if (key === undefined) return;
  const value = await vscode.window.showInputBox({
    title: `Set “${key}” of ${records(count)}`,
    ignoreFocusOut: true,
    prompt: 'A text, or a JSON value such as true, 5, null or ["a", "b"].',
    validateInput: (text) => ({ message: `Will be ${describe(text)}.`, severity: vscode.InputBoxValidationSeverity.Info }),
  });
  if (value === undefined) return;
  // Only now: a save may have given the records other keys while the value was typed.
  const keys = editor.selectedKeys;
  const change = { kind: 'setField', key, json: isJson(value) ? value : JSON.stringify(value) } as const;
  const changed = await attempt(editor, () =>
    withProgress(`Setting “${key}”`, async (options) => {
      const prepared = await editor.document.edits.prepare(keys, change, options);
      if (!prepared) return 0;
      try {
        await editor.edit((edits) => edits.applyPrepared(prepared, new Set(), `Set ${key}`));
        return prepared.keys.length;
      } catch (error) {
        await editor.document.edits.discard(prepared);
        throw error;
      }
    }),
  );
  if (changed === undefined) return;
  const left = keys.length - changed;
  editor.announce(`Set “${key}” of ${records(changed)}${left > 0 ? `; ${records(left)} had it already or cannot be read` : ''}.`);
}

async function pickField(editor: DatasetEditor, count: number): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  // The page takes the focus back from the palette, which would close the picker again.
  picker.ignoreFocusOut = true;
  picker.title = `Set a Field of ${records(count)}`;
  picker.placeholder = 'A field of these records, or the name of a new one';
  const { fields } = editor.document.schema;
  const show = () => {
    const { value } = picker;
    const added = value !== '' && !fields.includes(value) ? [{ label: value, description: 'new field' }] : [];
    picker.items = [...fields.map((label) => ({ label })), ...added];
  };
  show();
  picker.onDidChangeValue(show);
  picker.show();
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      // Who types and accepts at once is ahead of the items.
      resolve(picker.selectedItems[0]?.label ?? (picker.value || undefined));
      picker.dispose();
    });
    picker.onDidHide(() => resolve(undefined));
  });
}

function describe(text: string): string {
  if (!isJson(text)) return `the text ${JSON.stringify(text)}`;
  const value = JSON.parse(text) as unknown;
  if (typeof value === 'string') return `the text ${text}`;
  if (typeof value === 'number') return `the number ${text}; put it in double quotes for a text`;
  if (value === null || typeof value === 'boolean') return `${text}; put it in double quotes for a text`;
  return Array.isArray(value) ? 'a list' : 'an object';
}
