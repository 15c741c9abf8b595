import * as vscode from 'vscode';
import type { DatasetDocument } from '../editor/datasetDocument';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';
import { EDITOR_TYPE } from '../editor/editorType';

/** A status bar item for the checks under way in datasets that are not in view: of others, the page shows it. */
export function createChecksOutOfView(editors: DatasetEditorProvider): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('paddock.checking', vscode.StatusBarAlignment.Left);
  item.name = 'Paddock: Checks';
  const documents = new Set<DatasetDocument>();

  const show = () => {
    const checked = [...documents].filter((document) => document.checks.progress && !editors.isInView(document));
    if (checked.length === 0) return item.hide();
    const [first] = checked;
    const { label, done } = first.checks.progress!;
    const percent = done === undefined ? '' : ` ${Math.floor(100 * done)} %`;
    item.text =
      checked.length === 1
        ? `$(loading~spin) ${label}: ${first.file.name}${percent}`
        : `$(loading~spin) Checking ${checked.length} datasets`;
    item.tooltip = [
      ...checked.map((document) => `${document.file.name}: ${document.checks.progress!.label}. ${document.checks.progress!.detail}`),
      'Select to show the dataset, where the check can be cancelled.',
    ].join('\n');
    item.command = { title: 'Show Dataset', command: 'vscode.openWith', arguments: [first.uri, EDITOR_TYPE] };
    item.show();
  };

  return vscode.Disposable.from(
    item,
    editors.onDidChangeActive(show),
    editors.onDidOpenDocument((document) => {
      documents.add(document);
      document.onDidChangeRecords(show);
      document.onDidDispose(() => {
        documents.delete(document);
        show();
      });
    }),
  );
}
