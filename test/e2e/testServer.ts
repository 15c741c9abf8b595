import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { cache } from '../../scripts/paths.mjs';
import { freePort, startWorkbench } from '../../scripts/workbench.mjs';

/** The packaged extension, installed. */
export const extensionsFolder = join(cache, 'e2e/extensions');

type Running = Awaited<ReturnType<typeof startWorkbench>>;

/** The workbench's server, which can be stopped or killed and started again with the same user's data. */
export class TestServer {
  private running: Running | undefined;
  private port: number | undefined;

  constructor(private readonly userData: string) {}

  get address(): Running {
    if (!this.running) throw new Error('The workbench has not been started.');
    return this.running;
  }

  /** On the same port as before: what a browser remembers of the workbench belongs to its address. */
  async start(): Promise<void> {
    this.port ??= await freePort();
    this.running = await startWorkbench({ userData: this.userData, extensions: extensionsFolder, port: this.port });
  }

  /** Waits until VS Code has had the unsaved edits backed up. */
  async backedUp(): Promise<void> {
    const backups = join(this.userData, 'User/Backups');
    const seen = () => readdir(backups, { recursive: true }).catch(() => []);
    await expect.poll(async () => (await seen()).filter((name) => name.includes('vscode-custom-editor/'))).not.toEqual([]);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** As `kill -9` does to it and all its processes. */
  async kill(): Promise<void> {
    await this.running?.kill();
    this.running = undefined;
  }
}
