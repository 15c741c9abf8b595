import * as vscode from 'vscode';
import { crcOf, type Fingerprint } from '../../dataset/saving/fingerprint';
import { openSource } from '../../dataset/source';
import { breathe } from '../../threads/rpc';
import { carryEditsOver } from '../backup/carryEditsOver';
import { EDITOR_TYPE } from '../editorType';
import type { DatasetDocument } from '../datasetDocument';
import { isAutoSaved } from './autoSave';
import { compareWithFile } from './compareWithFile';
import { Repetition } from './repetition';

const COMPARE = 'Compare';
const KEEP_MINE = 'Keep Mine';
const TAKE_THEIRS = 'Take Theirs';
const SAVE_AS = 'Save As…';

/** What the user is asked: about which state of the file. */
interface Question {
  readonly about: string;
}

/**
 * Keeps a dataset in step with its file when others write to it. Without unsaved edits the file is read again; with
 * some, the user says what is to hold. What has changed is told by the file itself, never by the time since a save.
 */
export class FileChanges implements vscode.Disposable {
  private looking: Promise<void> = Promise.resolve();
  private isLookQueued = false;
  /** What the user has been asked last, while that has no answer. */
  private asked: Question | undefined;
  private readonly repetition = new Repetition();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly document: DatasetDocument) {
    this.subscriptions = [
      document.file.onDidHappen(() => this.look()),
      // By "Revert File", say. The message cannot be taken back; what is answered to it is not about what is edited now.
      document.onDidReload(() => (this.asked = undefined)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
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

  /**
   * Asks once more what is to hold, after a save that was refused: the question may have gone out of sight.
   * @param isAsked whether it was the user who wanted to save.
   * @returns whether there is something to be asked.
   */
  async askAgain(isAsked: boolean): Promise<boolean> {
    const { asked } = this;
    if (asked && this.repetition.isNews(asked.about, isAsked)) this.asked = undefined;
    this.look();
    await this.looking;
    return this.asked !== undefined;
  }

  private async follow(now: Fingerprint | undefined): Promise<void> {
    const { document } = this;
    if (!now) return this.tellGone();
    document.fileIsThere();
    if (document.isDirty && !document.file.isUntouched(now) && !(await this.hasSameBytes(now))) return void this.ask(now);
    this.asked = undefined;
    if (!document.file.isUntouched(now)) await document.reloadIfSaved();
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
    if (!document.isDirty || this.asked?.about === 'gone') return;
    const question = { about: 'gone' };
    this.asked = question;
    const message = `${nameOf(document)} has been deleted or moved. Your edits are kept: saving writes the file again.`;
    void vscode.window.showWarningMessage(message, SAVE_AS).then((answer) => {
      if (answer === SAVE_AS) void vscode.workspace.saveAs(document.uri);
    });
  }

  private async ask(now: Fingerprint): Promise<void> {
    const { document } = this;
    const question = { about: JSON.stringify(now) };
    if (this.asked?.about === question.about) return;
    this.asked = question;
    this.repetition.isNews(question.about, true);
    const message = `${nameOf(document)} has changed on disk, and you have edits that are not saved.`;
    for (;;) {
      // As an error it stays until it is answered; a warning goes out of sight by itself.
      const answer = await vscode.window.showErrorMessage(message, COMPARE, KEEP_MINE, TAKE_THEIRS);
      // Also where the file has changed once more while the question was answered.
      if (answer === COMPARE) await compareWithFile(document);
      if (this.asked !== question) return;
      if (answer === COMPARE) continue;
      // Without an answer it is asked again when the file changes once more, or a save is wanted.
      if (answer !== undefined) this.asked = undefined;
      if (answer === KEEP_MINE) await keepMine(document, now);
      if (answer === TAKE_THEIRS) await takeTheirs(document);
      return;
    }
  }
}

/** The file is to become what has been edited here, whatever others have written to it. */
async function keepMine(document: DatasetDocument, now: Fingerprint): Promise<void> {
  const { file } = document;
  if (!(await document.overrule(now))) await keepEditedRecords(document);
  file.refusal = undefined;
  document.fileIsThere();
  // What was to be saved when that was refused: the next edit may be long in coming.
  if (isAutoSaved(document.uri)) await vscode.workspace.save(document.uri);
}

/** Makes the edits again in the file that has been written over the old one. */
async function keepEditedRecords(document: DatasetDocument): Promise<void> {
  const mine = document.dataset;
  await document.reload(mine.log);
  if (document.dataset !== mine) await carryEditsOver(document, mine);
}

/** Takes the file as it is now; what has been edited is gone. */
async function takeTheirs({ uri }: DatasetDocument): Promise<void> {
  // VS Code's own command, so that it knows that nothing is unsaved any more; it acts on the editor in view.
  await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

function nameOf({ uri }: DatasetDocument): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
