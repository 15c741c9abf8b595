import * as vscode from 'vscode';
import { findLeftBackup, type LeftBackup } from './backup/backups';
import { DatasetDocument } from './datasetDocument';
import { DatasetEditor } from './datasetEditor';
import type { DocumentSetting } from './documentSetting';
import { editorPage } from './editorPage';
import { DatasetSaving } from './file/datasetSaving';
import { FileChanges } from './file/fileChanges';
import { RenamedFiles } from './file/renamedFiles';
import { restoreBackup, restoreLeftBackup } from './backup/restoreBackup';
import { UnsavedMark } from './file/unsavedMark';

type EditEvent = vscode.CustomDocumentEditEvent<DatasetDocument>;
type DocumentEvent = EditEvent | vscode.CustomDocumentContentChangeEvent<DatasetDocument>;

/** Opens datasets in editors, knows which of them are open, and tells VS Code what is edited and saved. */
export class DatasetEditorProvider implements vscode.CustomEditorProvider<DatasetDocument>, vscode.Disposable {
  private readonly editors = new Set<DatasetEditor>();
  private readonly opened = new vscode.EventEmitter<DatasetDocument>();
  private readonly activeChanged = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<DocumentEvent>();
  private readonly saving = new WeakMap<DatasetDocument, DatasetSaving>();
  /** Edits of a crash that VS Code does not know of. */
  private readonly left = new WeakMap<DatasetDocument, LeftBackup | undefined>();
  private readonly renamed: RenamedFiles;
  /** With edits that VS Code does not know of yet. */
  private readonly unmarked = new WeakSet<DatasetDocument>();
  readonly onDidOpenDocument = this.opened.event;
  /** Another editor is active or in view, or none. */
  readonly onDidChangeActive = this.activeChanged.event;
  /** VS Code takes both kinds of event, which its types do not say. */
  readonly onDidChangeCustomDocument = this.changed.event as vscode.Event<EditEvent>;

  constructor(private readonly setting: DocumentSetting) {
    this.renamed = new RenamedFiles(setting.names);
  }

  /** The dataset's editor that the user works in. */
  get active(): DatasetEditor | undefined {
    return [...this.editors].find(({ panel }) => panel.active);
  }

  /** Whether the dataset can be seen in an editor. */
  isInView(document: DatasetDocument): boolean {
    return [...this.editors].some((editor) => editor.document === document && editor.isInView);
  }

  async openCustomDocument(uri: vscode.Uri, { backupId }: vscode.CustomDocumentOpenContext): Promise<DatasetDocument> {
    const document = await DatasetDocument.open(uri, await this.renamed.nameOf(uri), this.setting);
    const left = await this.renamed.take(uri);
    const backup = left?.path ?? backupId;
    if (backup !== undefined) await restoreBackup(document, backup);
    else this.left.set(document, await findLeftBackup(this.setting.unsaved, uri.toString()));
    if (left) {
      await left.discard();
      this.unmarked.add(document);
    }
    this.renamed.follow(document);
    const changes = new FileChanges(document);
    this.saving.set(document, new DatasetSaving(document, changes));
    const unsaved = new UnsavedMark(document, () => this.changed.fire({ document }));
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      const { checks } = document;
      const isOtherwise = (section: string) => event.affectsConfiguration(section, uri);
      if (isOtherwise('paddock.language') || (checks.isSpelled && isOtherwise('paddock.spelling'))) checks.forget();
    });
    document.onDidDispose(() => {
      changes.dispose();
      unsaved.dispose();
      settings.dispose();
    });
    document.onDidEdit((edit) => {
      this.changed.fire({
        document,
        label: edit.label,
        undo: async () => {
          await document.undo();
          if (edit.goesOn) runNext('undo');
        },
        redo: async () => {
          await document.redo();
          if (document.dataset.nextEdit?.goesOn) runNext('redo');
        },
      });
    });
    this.opened.fire(document);
    return document;
  }

  resolveCustomEditor(document: DatasetDocument, panel: vscode.WebviewPanel): void {
    const editor = new DatasetEditor(document, panel);
    this.editors.add(editor);
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.file(this.setting.programs)] };
    panel.webview.html = editorPage(panel.webview, vscode.Uri.file(this.setting.programs));
    panel.onDidChangeViewState(() => this.activeChanged.fire());
    panel.onDidDispose(() => {
      this.editors.delete(editor);
      editor.dispose();
      this.activeChanged.fire();
    });
    this.activeChanged.fire();
    // Only now does VS Code know the document, and can be told of an edit.
    if (this.unmarked.delete(document)) this.changed.fire({ document });
    const left = this.left.get(document);
    this.left.delete(document);
    if (left) void restoreLeftBackup(document, left);
  }

  async saveCustomDocument(document: DatasetDocument, token: vscode.CancellationToken): Promise<void> {
    await this.saving.get(document)!.save(token);
  }

  async saveCustomDocumentAs(
    document: DatasetDocument,
    destination: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (destination.toString() !== document.uri.toString()) return document.saveAs(destination, token);
    // VS Code has asked whether the file is to be replaced.
    const now = await document.file.look();
    if (now) await document.overrule(now);
    await this.saving.get(document)!.save(token);
  }

  revertCustomDocument(document: DatasetDocument): Promise<void> {
    return document.revert();
  }

  backupCustomDocument(
    document: DatasetDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    return document.backUp(destination);
  }

  dispose(): void {
    this.renamed.dispose();
    this.opened.dispose();
    this.activeChanged.dispose();
    this.changed.dispose();
  }
}

/** Has VS Code undo, or redo, one edit more, once it is done with the one that it is at. */
function runNext(command: 'undo' | 'redo'): void {
  setTimeout(() => void vscode.commands.executeCommand(command), 0);
}
