import * as vscode from 'vscode';
import { crcOf, type Fingerprint } from '../dataset/saving/fingerprint';
import { openSource } from '../dataset/source';
import { breathe } from '../threads/rpc';
import { compareWithFile } from './compareWithFile';
import type { DatasetDocument } from './datasetDocument';

const COMPARE = 'Compare';
const KEEP_MINE = 'Keep Mine';
const TAKE_THEIRS = 'Take Theirs';
const SAVE_AS = 'Save As…';

/**
 * Keeps a dataset in step with its file when others write to it. Without unsaved edits the file is read again; with
 * some, the user says what is to hold. What has changed is told by the file itself, never by the time since a save.
 */
export class FileChanges implements vscode.Disposable {
  private looking: Promise<void> = Promise.resolve();
  private isLookQueued = false;
  /** The file that the user has been asked about. */
  private askedAbout: string | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly document: DatasetDocument) {
    this.subscription = document.file.onDidHappen(() => this.look());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Looks what has become of the file: one time after another, and once for many changes meanwhile. */
  look(): void {
    if (this.isLookQueued) return;
    this.isLookQueued = true;
    this.looking = this.looking.then(async () => {
      this.isLookQueued = false;
      try {
        await this.document.settled();
        // In turn with saves: what they do to the file is no news.
        const now = await this.document.edits.inTurn(() => this.document.file.look());
        await this.follow(now);
      } catch (error) {
        // The file has changed again meanwhile, which will be said: that is looked at then.
        console.warn(`Paddock: ${nameOf(this.document)} cannot be looked at: ${(error as Error).message}`);
      }
    });
  }

  private async follow(now: Fingerprint | undefined): Promise<void> {
    const { document } = this;
    if (!now) return this.tellGone();
    document.fileIsThere();
    if (document.file.isUntouched(now)) return;
    if (!document.isDirty) return document.reloadIfSaved();
    if (await this.hasSameBytes(now)) return;
    void this.ask(now);
  }

  /** Whether the file was only touched; if so, that is remembered. */
  private async hasSameBytes(now: Fingerprint): Promise<boolean> {
    const { file } = this.document;
    const before = file.fingerprint;
    if (file.path === undefined || before?.crc === undefined || before.size !== now.size) return false;
    const source = openSource({ kind: 'file', path: file.path });
    try {
      const crc = await crcOf(source, { breathe });
      if (crc !== before.crc) return false;
      file.base = file.fingerprint = { ...now, crc };
      return true;
    } finally {
      source.close();
    }
  }

  private tellGone(): void {
    const { document } = this;
    document.fileIsGone();
    if (!document.isDirty || this.askedAbout === 'gone') return;
    this.askedAbout = 'gone';
    const message = `${nameOf(document)} has been deleted or moved. Your edits are kept: saving writes the file again.`;
    void vscode.window.showWarningMessage(message, SAVE_AS).then((answer) => {
      this.askedAbout = undefined;
      if (answer === SAVE_AS) void vscode.commands.executeCommand('workbench.action.files.saveAs');
    });
  }

  private async ask(now: Fingerprint): Promise<void> {
    const { document } = this;
    const what = JSON.stringify(now);
    if (this.askedAbout === what) return;
    this.askedAbout = what;
    const message = `${nameOf(document)} has changed on disk, and you have edits that are not saved.`;
    for (;;) {
      const answer = await vscode.window.showWarningMessage(message, COMPARE, KEEP_MINE, TAKE_THEIRS);
      if (this.askedAbout !== what) return;
      if (answer === COMPARE) {
        await compareWithFile(document);
        continue;
      }
      this.askedAbout = undefined;
      if (answer === KEEP_MINE) await document.keepMine(now);
      if (answer === TAKE_THEIRS) await document.takeTheirs();
      return;
    }
  }
}

function nameOf({ uri }: DatasetDocument): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
