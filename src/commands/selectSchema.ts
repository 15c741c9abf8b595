import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import { customSchemas } from '../editor/settings';
import type { SchemaChoice } from '../schema/schema';
import { SCHEMAS } from '../schema/schemas';

interface SchemaItem extends vscode.QuickPickItem {
  /** `undefined` goes back to what is detected. */
  readonly choice?: SchemaChoice;
}

/** Lets the user say how records are to be read. */
export async function selectSchema({ document }: DatasetEditor): Promise<void> {
  const { detections } = document.schema;
  const custom = customSchemas(document.uri);
  const separator = (label: string): SchemaItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: SchemaItem[] = [
    { label: 'Detect from the records', detail: detections[0]?.reason },
    separator('fits'),
    ...detections.map(({ choice, name, reason }) => ({ label: name, detail: reason, choice })),
    ...(custom.size > 0 ? [separator('yours')] : []),
    ...[...custom].map(([label, choice]) => ({ label, choice })),
    separator('others'),
    ...SCHEMAS.filter(({ id }) => detections.every(({ choice }) => choice.id !== id)).map(
      ({ id, name, description }) => ({ label: name, detail: description, choice: { id } }),
    ),
  ];
  const settings = { iconPath: new vscode.ThemeIcon('gear'), tooltip: 'Write a schema of your own in the settings' };
  const chosen = await pick(items, document.schema.name, settings);
  if (!chosen) return;
  try {
    await document.chooseSchema(chosen.choice);
  } catch (error) {
    void vscode.window.showErrorMessage(`The schema “${chosen.label}” cannot be used: ${(error as Error).message}`);
  }
}

function pick(
  items: readonly SchemaItem[],
  inForce: string,
  settings: vscode.QuickInputButton,
): Promise<SchemaItem | undefined> {
  const quickPick = vscode.window.createQuickPick<SchemaItem>();
  quickPick.title = `Schema of the dataset (in force: ${inForce})`;
  quickPick.placeholder = 'How are instruction and response to be found in each record?';
  quickPick.matchOnDetail = true;
  // The page takes the focus back from the palette, which would close it again.
  quickPick.ignoreFocusOut = true;
  quickPick.items = items;
  quickPick.buttons = [settings];
  return new Promise((resolve) => {
    quickPick.onDidTriggerButton(() => {
      void vscode.commands.executeCommand('workbench.action.openSettings', 'paddock.schemas');
      quickPick.hide();
    });
    quickPick.onDidAccept(() => {
      resolve(quickPick.selectedItems[0]);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}
