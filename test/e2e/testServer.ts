import { readdir, readFile, writeFile } from 'node:fs/promises';
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

  /** @param asksForTrust whether folders are not trusted before their user says so. */
  constructor(
    private readonly userData: string,
    private readonly asksForTrust = false,
  ) {}

  get address(): Running {
    if (!this.running) throw new Error('The workbench has not been started.');
    return this.running;
  }

  /** On the same port as before: what a browser remembers of the workbench belongs to its address. */
  async start(): Promise<void> {
    this.port ??= await freePort();
    const { userData, asksForTrust, port } = this;
    this.running = await startWorkbench({ userData, extensions: extensionsFolder, port, asksForTrust });
  }

  /** Waits until VS Code has had the unsaved edits backed up. */
  async backedUp(): Promise<void> {
    const backups = join(this.userData, 'User/Backups');
    const seen = () => readdir(backups, { recursive: true }).catch(() => []);
    await expect.poll(async () => (await seen()).filter((name) => name.includes('vscode-custom-editor/'))).not.toEqual([]);
  }

  /** Waits until the findings of so many datasets are kept. @returns their files */
  async findingsKept(count: number): Promise<string[]> {
    const storage = join(this.userData, 'User/workspaceStorage');
    const seen = async () => {
      const names = await readdir(storage, { recursive: true }).catch(() => []);
      return names.filter((name) => name.endsWith('.findings')).map((name) => join(storage, name));
    };
    await expect.poll(async () => (await seen()).length).toBe(count);
    return seen();
  }

  /** Sets one of the user's settings. */
  async set(name: string, value: unknown): Promise<void> {
    await writeFile(this.settingsFile, JSON.stringify({ ...(await this.settings()), [name]: value }));
  }

  /** One of the user's settings, as written. */
  async setting(name: string): Promise<unknown> {
    return (await this.settings())[name];
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

  private get settingsFile(): string {
    return join(this.userData, 'User/settings.json');
  }

  private async settings(): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(this.settingsFile, 'utf8')) as Record<string, unknown>;
  }
}
