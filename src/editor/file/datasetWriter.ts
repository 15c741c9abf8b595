import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SaveMark } from '../../dataset/edits/editedDataset';
import type { Fingerprint } from '../../dataset/saving/fingerprint';
import { SaveError } from '../../dataset/saving/saveError';
import { type ByteSource, openSource, type SourceLocation } from '../../dataset/source';
import type { DatasetSession } from '../../engine/datasetSession';
import type { SavedDataset } from '../../engine/engineThread';
import type { Progress } from '../../protocol/toWebview';
import { type DatasetFile, inMemory } from './datasetFile';
import { progressDetail, WorkRate } from '../progressText';

/** Writes a dataset as edited to its file or to another, with progress, and so that it can be cancelled. */
export class DatasetWriter {
  progress: Progress | undefined;
  private saving: AbortController | undefined;

  /**
   * @param folder where a file is written first that then goes to another file system.
   * @param onProgress is called when there is more to show, or nothing any more.
   */
  constructor(
    private readonly file: DatasetFile,
    private readonly folder: string,
    private readonly onProgress: () => void,
  ) {}

  cancel(): void {
    this.saving?.abort();
  }

  /**
   * Writes in place of the file, unless others have changed it; one that is gone is made again.
   * @returns what was written, and the file opened.
   * @throws SaveError; then what was edited is not saved.
   */
  async replace(
    session: DatasetSession,
    mark: SaveMark,
    token: vscode.CancellationToken,
  ): Promise<{ saved: SavedDataset; source: ByteSource }> {
    const { file } = this;
    try {
      const replaced = await this.replaceFile(session, mark, token);
      file.refusal = undefined;
      return replaced;
    } catch (error) {
      const { code, message } = error as Error & Partial<SaveError>;
      if (code !== 'cancelled') file.refusal = message;
      throw error;
    } finally {
      this.onProgress();
    }
  }

  /** @throws SaveError */
  async writeTo(
    destination: vscode.Uri,
    session: DatasetSession,
    mark: SaveMark,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (destination.scheme === 'file') await this.write(session, mark, destination.fsPath, token);
    else await this.hand(session, mark, token, destination);
  }

  private async replaceFile(
    session: DatasetSession,
    mark: SaveMark,
    token: vscode.CancellationToken,
  ): Promise<{ saved: SavedDataset; source: ByteSource }> {
    const { file } = this;
    const now = await file.look();
    if (file.path !== undefined) {
      const saved = await this.write(session, mark, file.path, token, now && file.fingerprint);
      file.base = file.fingerprint = saved.fingerprint;
      return { saved, source: await this.openSaved(file.path) };
    }
    if (now && !file.isUntouched(now)) {
      throw new SaveError('changed', file.uri.path, 'the file has been changed by someone else since it was read');
    }
    const { saved, location } = await this.hand(session, mark, token, file.uri);
    file.base = file.fingerprint = await file.look();
    return { saved, source: openSource(location) };
  }

  /** @throws SaveError when others have replaced the file already. */
  private async openSaved(path: string): Promise<ByteSource> {
    const { file } = this;
    const source = openSource({ kind: 'file', path });
    const now = await file.look();
    if (now && file.isUntouched(now)) return source;
    source.close();
    throw new SaveError('changed', path, 'someone else has replaced it as soon as it was written');
  }

  /** Writes a file on disk and hands it to another file system. */
  private async hand(
    session: DatasetSession,
    mark: SaveMark,
    token: vscode.CancellationToken,
    destination: vscode.Uri,
  ): Promise<{ saved: SavedDataset; location: SourceLocation }> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, 'saved');
    const saved = await this.write(session, mark, path, token);
    const bytes = await readFile(path);
    await vscode.workspace.fs.writeFile(destination, bytes);
    await rm(path);
    return { saved, location: inMemory(bytes) };
  }

  private async write(
    session: DatasetSession,
    { order, overlay }: SaveMark,
    path: string,
    token: vscode.CancellationToken,
    expect?: Fingerprint,
  ): Promise<SavedDataset> {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    const rate = new WorkRate();
    this.saving = controller;
    try {
      return await session.save(
        { path, order, overlay: overlay.share(), expect },
        {
          signal: controller.signal,
          onProgress: (progress) => {
            const detail = progressDetail(progress, rate, 'bytes');
            this.progress = { task: 'save', label: 'Saving', done: progress.done / Math.max(1, progress.of), detail };
            this.onProgress();
          },
        },
      );
    } finally {
      subscription.dispose();
      this.saving = undefined;
      this.progress = undefined;
      this.onProgress();
    }
  }
}
