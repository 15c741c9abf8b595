import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import { noteBackup } from './backups';

/** At most this often is a backup brought up to date while someone types, in milliseconds. */
const INTERVAL = 500;

/**
 * The backup of one dataset, to be restored after a crash or a restart. It names what is logged already, so that it
 * costs little however much has been edited.
 */
export class DatasetBackup {
  /** Where the last one is. */
  private path: string | undefined;
  /** Whether someone else is to take it up. */
  private isLeft = false;
  /** Whether what was edited up to the last backup has been saved to another file. */
  private isElsewhere = false;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param folder of what has been edited, which the backup names.
   * @param write writes the backup of what is edited now.
   */
  constructor(
    private readonly file: vscode.Uri,
    private readonly folder: string,
    private readonly write: (path: string) => Promise<void>,
  ) {}

  /** Whether what has been edited is needed after the dataset is closed. */
  get isNeeded(): boolean {
    return this.isLeft || (this.path !== undefined && !this.isElsewhere);
  }

  async make(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    const path = destination.fsPath;
    await mkdir(dirname(path), { recursive: true });
    await this.write(path);
    await noteBackup(this.folder, path, this.file.toString());
    this.path = path;
    this.isElsewhere = false;
    return {
      id: path,
      delete: () => {
        // A newer one may have taken its place.
        if (this.path === path) this.path = undefined;
        void rm(path, { force: true });
      },
    };
  }

  /** Writes a backup for whoever opens the file by another name, also after a crash. @returns where */
  async leave(to: vscode.Uri): Promise<string> {
    const path = join(this.folder, 'left');
    await mkdir(this.folder, { recursive: true });
    await this.write(path);
    await noteBackup(this.folder, path, to.toString());
    this.isLeft = true;
    return path;
  }

  /** What has been edited is somewhere else by now: no backup is needed. */
  async discard(): Promise<void> {
    const { path } = this;
    this.isLeft = false;
    this.path = undefined;
    if (path) await rm(path, { force: true });
  }

  /**
   * What has been edited has been saved to another file. VS Code closes this one then, and keeps its backup; edits that
   * are made should it stay open are backed up anew.
   */
  savedElsewhere(): void {
    this.isElsewhere = true;
  }

  /** An edit goes on that is in the backup: VS Code has edits backed up, but is not told of that. */
  bringUpToDateSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // VS Code's next backup will say what goes wrong.
      if (this.path) this.write(this.path).catch(() => undefined);
    }, INTERVAL);
  }

  dispose(): void {
    clearTimeout(this.timer);
    if (this.path && !this.isNeeded) void rm(this.path, { force: true });
  }
}
