import * as vscode from 'vscode';
import type { DatasetDocument } from '../datasetDocument';
import { type KeptNames, renamed } from './keptNames';
import { KeptViews } from './keptViews';

/** What has been edited in a dataset and not been saved before its file got another name. */
export interface LeftEdits {
  /** Of their backup. */
  readonly path: string;
  /** They are taken up, and not needed any more. */
  discard(): Promise<void>;
}

/** What is about to get another name; VS Code may still fail to do it. */
interface Begun {
  readonly from: vscode.Uri;
  readonly to: vscode.Uri;
  /** Datasets that are open under their old names. */
  readonly documents: ReadonlySet<DatasetDocument>;
  readonly views: KeptViews;
}

/**
 * Sees to it that a dataset whose file is renamed or moved in VS Code stays as it is, with all that is kept of it. VS
 * Code closes its editors then, without a question and without what has not been saved, and opens others by the new name.
 */
export class RenamedFiles implements vscode.Disposable {
  /** By the new name. */
  private readonly left = new Map<string, LeftEdits & { readonly document: DatasetDocument }>();
  private readonly documents = new Set<DatasetDocument>();
  private begun: readonly Begun[] = [];
  /** Those that VS Code has done. */
  private readonly settled = new WeakMap<Begun, Promise<void>>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly names: KeptNames) {
    this.subscriptions = [
      vscode.workspace.onWillRenameFiles((event) => event.waitUntil(this.begin(event.files))),
      vscode.workspace.onDidRenameFiles((event) => void this.end(event.files)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Follows an open dataset. */
  follow(document: DatasetDocument): void {
    this.documents.add(document);
    document.onDidDispose(() => this.documents.delete(document));
  }

  /** The name by which things are kept of a file that is about to be opened. */
  async nameOf(uri: vscode.Uri): Promise<string> {
    // VS Code may open it before it says that it is renamed.
    for (const begun of this.begun) {
      const isOne = renamedUri(uri, begun.to, begun.from) !== undefined;
      if (isOne && !(await exists(begun.from))) await this.settle(begun);
    }
    return this.names.of(uri.toString());
  }

  /** What was edited in the file under its old name, for whoever opens it now; once. */
  async take(uri: vscode.Uri): Promise<LeftEdits | undefined> {
    const left = this.left.get(uri.toString());
    this.left.delete(uri.toString());
    // Where there still is a file of the old name, it was not renamed after all.
    return left && (await left.document.file.look()) === undefined ? left : undefined;
  }

  private async begin(files: vscode.FileWillRenameEvent['files']): Promise<void> {
    for (const { oldUri: from, newUri: to } of files) {
      const documents = new Set<DatasetDocument>();
      for (const document of this.documents) {
        const uri = renamedUri(document.uri, from, to);
        if (!uri) continue;
        documents.add(document);
        if (!document.isDirty) continue;
        const path = await document.leaveEdits(uri);
        this.left.set(uri.toString(), { document, path, discard: () => document.discardBackup() });
      }
      this.begun = [...this.begun, { from, to, documents, views: new KeptViews((uri) => renamedUri(uri, from, to)) }];
    }
  }

  private async end(files: vscode.FileRenameEvent['files']): Promise<void> {
    for (const { oldUri, newUri } of files) {
      const isIt = ({ from, to }: Begun) => same(from, oldUri) && same(to, newUri);
      const begun = this.begun.find(isIt);
      this.begun = this.begun.filter((one) => !isIt(one));
      if (begun) await this.settle(begun);
      else await this.names.rename(oldUri.toString(), newUri.toString());
      await begun?.views.keep();
    }
  }

  /** It has another name now: what is kept of it goes to whoever opens it by that name. */
  private settle(begun: Begun): Promise<void> {
    const settle = async () => {
      await this.names.rename(begun.from.toString(), begun.to.toString());
      await Promise.all(Array.from(begun.documents, (document) => document.handOver()));
    };
    const settled = this.settled.get(begun) ?? settle();
    this.settled.set(begun, settled);
    return settled;
  }
}

function same(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

function renamedUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  const address = renamed(uri.toString(), from.toString(), to.toString());
  return address === undefined ? undefined : vscode.Uri.parse(address, true);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
