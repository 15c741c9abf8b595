import * as vscode from 'vscode';
import { DatasetDocument } from './datasetDocument';
import { DatasetEditor } from './datasetEditor';
import { editorPage } from './editorPage';
import type { FilePreferencesStore } from './filePreferences';

export const EDITOR_TYPE = 'paddock.dataset';

/** Opens datasets in editors, and knows which of them are open. */
export class DatasetEditorProvider implements vscode.CustomReadonlyEditorProvider<DatasetDocument>, vscode.Disposable {
  private readonly editors = new Set<DatasetEditor>();
  private readonly opened = new vscode.EventEmitter<DatasetDocument>();
  private readonly activeChanged = new vscode.EventEmitter<void>();
  readonly onDidOpenDocument = this.opened.event;
  /** Another editor is active, or none. */
  readonly onDidChangeActive = this.activeChanged.event;

  constructor(
    private readonly programs: vscode.Uri,
    private readonly preferences: FilePreferencesStore,
  ) {}

  /** The dataset's editor that the user works in. */
  get active(): DatasetEditor | undefined {
    return [...this.editors].find(({ panel }) => panel.active);
  }

  async openCustomDocument(uri: vscode.Uri): Promise<DatasetDocument> {
    const document = await DatasetDocument.open(uri, this.programs.fsPath, this.preferences);
    this.opened.fire(document);
    return document;
  }

  resolveCustomEditor(document: DatasetDocument, panel: vscode.WebviewPanel): void {
    const editor = new DatasetEditor(document, panel);
    this.editors.add(editor);
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.programs] };
    panel.webview.html = editorPage(panel.webview, this.programs);
    panel.onDidChangeViewState(() => this.activeChanged.fire());
    panel.onDidDispose(() => {
      this.editors.delete(editor);
      editor.dispose();
      this.activeChanged.fire();
    });
    this.activeChanged.fire();
  }

  dispose(): void {
    this.opened.dispose();
    this.activeChanged.dispose();
  }
}
