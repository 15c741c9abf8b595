import * as vscode from 'vscode';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';

/** Two status bar items for the dataset in view: what is flagged, and the schema in force. */
export function createStatusBar(editors: DatasetEditorProvider): vscode.Disposable {
  const flagged = vscode.window.createStatusBarItem('paddock.flagged', vscode.StatusBarAlignment.Right, 101);
  flagged.name = 'Paddock: Flagged Records';
  const schema = vscode.window.createStatusBarItem('paddock.schema', vscode.StatusBarAlignment.Right, 100);
  schema.name = 'Paddock: Schema';
  schema.command = 'paddock.selectSchema';

  const show = () => {
    const document = editors.active?.document;
    if (!document) {
      flagged.hide();
      schema.hide();
      return;
    }
    schema.text = `$(symbol-structure) ${document.schema.name}`;
    schema.tooltip = `Schema: ${document.schema.name}. ${document.schema.reason} Select to change it.`;
    schema.show();
    const { verdicts, check, isRunning } = document.checks;
    if (isRunning && !verdicts?.counts.records) {
      flagged.text = '$(flag) checking…';
      flagged.tooltip = 'The check is under way.';
      flagged.command = undefined;
    } else if (verdicts) {
      const { counts, spelling } = verdicts;
      const number = (count: number) => count.toLocaleString(vscode.env.language);
      const misspelled = check?.spelling ? `, ${number(spelling.misspelled)} of them for their spelling` : '';
      flagged.text = `$(flag) ${number(counts.flagged)} flagged`;
      flagged.tooltip = `${number(counts.flagged)} of ${number(counts.records)} checked records are flagged${misspelled}. Select to go to the next.`;
      flagged.command = 'paddock.nextFlagged';
    } else {
      flagged.text = '$(flag) not checked';
      flagged.tooltip = 'Check Everything';
      flagged.command = 'paddock.checkEverything';
    }
    flagged.show();
  };

  return vscode.Disposable.from(
    flagged,
    schema,
    editors.onDidChangeActive(show),
    editors.onDidOpenDocument((document) => {
      document.onDidChangeState(show);
      document.onDidChangeRecords(show);
    }),
  );
}
