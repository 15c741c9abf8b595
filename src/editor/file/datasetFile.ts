import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { Fingerprint } from '../../dataset/saving/fingerprint';
import { fingerprintOf, isUntouched } from '../../dataset/saving/fingerprint';
import { whyNotReplaceable } from '../../dataset/saving/replaceFile';
import type { SourceLocation } from '../../dataset/source';

/** Above this a file that has to be read whole is announced first, in bytes. */
const LARGE_WHOLE_FILE = 100 * 2 ** 20;

/** The file of a dataset: where it lies, what it was when it was last read or written, and whether it still is. */
export class DatasetFile implements vscode.Disposable {
  private readonly happened = new vscode.EventEmitter<void>();
  /** Something has happened to the file: look whether it is still the same. */
  readonly onDidHappen = this.happened.event;
  /** As last read or written: what the dataset's edits are over. */
  base: Fingerprint | undefined;
  /** As the dataset may replace it: what it is over, or what the user has decided to write over. */
  fingerprint: Fingerprint | undefined;
  /** Why it could not be written the last time; one sentence for people. */
  refusal: string | undefined;
  private readonly watcher: vscode.FileSystemWatcher;
  private isSumming = false;

  /** @param keptAs the name by which things are kept of it. */
  constructor(
    readonly uri: vscode.Uri,
    readonly keptAs: string,
  ) {
    const folder = vscode.Uri.joinPath(uri, '..');
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, escapeGlob(this.name)));
    for (const event of [this.watcher.onDidChange, this.watcher.onDidCreate, this.watcher.onDidDelete]) {
      event(() => this.happened.fire());
    }
  }

  /** Without its folder. */
  get name(): string {
    return posix.basename(this.uri.path);
  }

  /** Where it lies on disk; files of other file systems do not. */
  get path(): string | undefined {
    return this.uri.scheme === 'file' ? this.uri.fsPath : undefined;
  }

  /** Files on disk are read where they lie; other file systems only give a file whole. */
  async locate(): Promise<SourceLocation> {
    this.base = this.fingerprint = await this.look();
    this.refusal = undefined;
    return this.locateNow();
  }

  /** The same for whoever only looks at the file as it is now. */
  async locateNow(): Promise<SourceLocation> {
    if (this.path !== undefined) return { kind: 'file', path: this.path };
    const size = this.fingerprint?.size ?? 0;
    if (size > LARGE_WHOLE_FILE) {
      void vscode.window.showWarningMessage(
        `Files of the file system “${this.uri.scheme}” are read whole: this one takes ${Math.round(size / 2 ** 20)} MB of memory.`,
      );
    }
    return inMemory(await vscode.workspace.fs.readFile(this.uri));
  }

  /** What the file is now; `undefined` when it is gone. */
  async look(): Promise<Fingerprint | undefined> {
    try {
      if (this.path !== undefined) return fingerprintOf(this.path);
      const { size, mtime } = await vscode.workspace.fs.stat(this.uri);
      return { size, modified: String(mtime) };
    } catch {
      return undefined;
    }
  }

  /**
   * Learns what all of the file's bytes are, which tells a file that was only touched from one that was changed. Where
   * they cannot be read, it stays unknown.
   * @param sum gives the CRC-32 of the bytes as the dataset reads them.
   */
  async learnSum(sum: () => Promise<number>): Promise<void> {
    const { base } = this;
    if (this.path === undefined || !base || base.crc !== undefined || this.isSumming) return;
    this.isSumming = true;
    try {
      const crc = await sum();
      const now = await this.look();
      // Of a file that was written to meanwhile the sum says nothing.
      if (this.base !== base || this.isOverruled || !now || !isUntouched(base, now)) return;
      this.base = this.fingerprint = { ...base, crc };
    } catch {
      // The next edit tries it again.
    } finally {
      this.isSumming = false;
    }
  }

  /** Whether the user has decided to write over what others have written. */
  get isOverruled(): boolean {
    return this.fingerprint !== this.base;
  }

  isUntouched(now: Fingerprint): boolean {
    return this.fingerprint !== undefined && isUntouched(this.fingerprint, now);
  }

  /** Why the file itself cannot be written to, in one sentence; `undefined` when nothing speaks against it. */
  async whyReadOnly(): Promise<string | undefined> {
    const elsewhere = 'Edits can be saved under another name only.';
    if (this.path !== undefined) {
      const error = whyNotReplaceable(this.path);
      if (error?.code === 'read-only') return `This file is read-only. ${elsewhere}`;
      if (error?.code === 'folder-read-only') return `This file's folder does not allow new files. ${elsewhere}`;
      return undefined;
    }
    if (vscode.workspace.fs.isWritableFileSystem(this.uri.scheme) === false) {
      return `The file system “${this.uri.scheme}” is read-only. ${elsewhere}`;
    }
    const stat = await vscode.workspace.fs.stat(this.uri).then(
      (stat) => stat,
      () => undefined,
    );
    const isReadOnly = ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
    return isReadOnly ? `This file is read-only. ${elsewhere}` : undefined;
  }

  dispose(): void {
    this.watcher.dispose();
    this.happened.dispose();
  }
}

export function inMemory(bytes: Uint8Array): SourceLocation {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return { kind: 'memory', bytes: shared };
}

/** A file's name as a glob that matches it alone. */
function escapeGlob(name: string): string {
  return name.replace(/[*?{}[\]]/g, '[$&]');
}
