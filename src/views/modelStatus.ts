import * as vscode from 'vscode';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';
import type { ModelShelf } from '../editor/generation/modelShelf';

/** A status bar item for the dataset in view: the model in force, and whether it is generating. */
export function createModelStatus(editors: DatasetEditorProvider, models: ModelShelf): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('paddock.model', vscode.StatusBarAlignment.Right, 99);
  item.name = 'Paddock: Model';
  item.command = 'paddock.selectModel';

  const show = () => {
    const document = editors.active?.document;
    if (!document) {
      item.hide();
      return;
    }
    const { chosen, unavailable } = models;
    const generating = document.candidates.state?.generating ?? 0;
    const name = unavailable === undefined ? (chosen?.name ?? 'no model') : 'no model';
    item.text = `${generating > 0 ? '$(loading~spin)' : '$(chip)'} ${name}`;
    item.tooltip = unavailable ?? (chosen ? tooltip(chosen.name, chosen.template, generating) : 'Select a model to regenerate responses with.');
    item.accessibilityInformation = { label: `Model: ${name}${generating > 0 ? ', generating' : ''}`, role: 'button' };
    item.show();
  };

  return vscode.Disposable.from(
    item,
    editors.onDidChangeActive(show),
    models.onDidChange(show),
    editors.onDidOpenDocument((document) => document.onDidChangeState(show)),
  );
}

function tooltip(name: string, template: string, generating: number): string {
  return `${generating > 0 ? 'Generating with' : 'Responses are regenerated with'} ${name} (template ${template}). Select to change it.`;
}
