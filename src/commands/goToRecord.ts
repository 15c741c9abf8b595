import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import { isAbortError } from '../threads/rpc';
import { count } from './numbers';

interface Place extends vscode.QuickPickItem {
  /** What it has been made for. */
  readonly typed: string;
  /** From 0; absent where the record is known by its id. */
  readonly position?: number;
  readonly id?: string;
}

/** Asks for a record by its number or id, and goes there. What is not found is said, and can be typed otherwise. */
export function goToRecord(editor: DatasetEditor): void {
  const pick = vscode.window.createQuickPick<Place>();
  pick.title = 'Go to Record';
  pick.placeholder = `Number, 1 to ${count(editor.recordCount)}, or id of the record`;
  // The page takes the focus back from the palette, which would close it again.
  pick.ignoreFocusOut = true;
  let search: AbortController | undefined;
  const stop = () => {
    search?.abort();
    pick.busy = false;
  };
  const say = (label: string) => (pick.items = [{ label, typed: pick.value, alwaysShow: true }]);
  const goTo = (position: number) => {
    pick.hide();
    editor.goTo(position);
    editor.focus('records');
  };
  const find = async (id: string) => {
    stop();
    const { signal } = (search = new AbortController());
    pick.busy = true;
    try {
      const position = await positionOfId(editor, id, signal);
      signal.throwIfAborted();
      if (position !== undefined) return goTo(position);
      say(`No record has the id “${id}”.`);
    } catch (error) {
      if (isAbortError(error)) return;
      say(`The records cannot be searched: ${(error as Error).message}`);
    }
    pick.busy = false;
  };
  pick.onDidChangeValue((value) => {
    stop();
    pick.items = placesFor(value, editor.recordCount);
  });
  pick.onDidAccept(() => {
    // Who types and accepts at once is ahead of the items.
    const { value } = pick;
    const [place] = [...pick.selectedItems.filter(({ typed }) => typed === value), ...placesFor(value, editor.recordCount)];
    if (place?.position !== undefined) goTo(place.position);
    else if (place?.id !== undefined) void find(place.id);
  });
  pick.onDidHide(() => {
    stop();
    pick.dispose();
  });
  pick.show();
}

/** What a typed text may mean, the likeliest first. */
function placesFor(typed: string, records: number): Place[] {
  const id = typed.trim();
  if (id === '') return [];
  // Numbers may be written with the separators that people copy along: "1,204".
  const number = /^[\d\s,._']+$/.test(id) ? Number(id.replace(/\D/g, '')) : NaN;
  const isThere = number >= 1 && number <= records;
  const byId: Place = { label: `Record with the id “${id}”`, typed, id, alwaysShow: true };
  if (isThere) return [{ label: `Record ${count(number)}`, typed, position: number - 1, alwaysShow: true }, byId];
  if (Number.isNaN(number)) return [byId];
  return [{ ...byId, detail: `There is no record ${count(number)}: the numbers are from 1 to ${count(records)}.` }];
}
async function positionOfId(editor: DatasetEditor, id: string, signal: AbortSignal): Promise<number | undefined> {
  const { dataset, session } = editor.document;
  const key = await session.findId(id, (each) => dataset.order.positionOf(each) >= 0, signal);
  const position = key === undefined ? -1 : dataset.order.positionOf(key);
  return position < 0 ? undefined : position;
}
