import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { workbenchSettings } from '../../scripts/workbench.mjs';
import { TestServer } from './testServer';
import { TestFolder } from './testFolder';
import { watchPage } from './watchPage';
import { Workbench } from './pages/workbench';

export { expect };


export interface Fixtures {
  /** User settings besides the ones of an instance for Paddock alone. */
  settings: Record<string, unknown>;
  /** Whether the folder is not trusted before its user says so. */
  asksForTrust: boolean;
  /** The folder that is open in the workbench. */
  folder: TestFolder;
  /** The workbench's server, started for this test alone. */
  server: TestServer;
  /** The workbench, shown in the page. */
  workbench: Workbench;
}

/**
 * A test in the real workbench, with a profile and a folder of its own. It fails, whatever else it looks at, when the
 * page meets a violation of its content security policy or an error that nothing catches.
 */
export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  asksForTrust: [false, { option: true }],

  folder: async ({}, use) => {
    const path = await mkdtemp(join(tmpdir(), 'paddock-e2e-'));
    await use(new TestFolder(path));
    await rm(path, { recursive: true, force: true });
  },

  server: async ({ settings, asksForTrust }, use) => {
    const userData = await mkdtemp(join(tmpdir(), 'paddock-user-'));
    await mkdir(join(userData, 'User'));
    const all = { ...workbenchSettings('paddock.dataset'), ...settings };
    await writeFile(join(userData, 'User/settings.json'), JSON.stringify(all));
    const server = new TestServer(userData, asksForTrust);
    await server.start();
    try {
      await use(server);
    } finally {
      await server.stop();
      await rm(userData, { recursive: true, force: true });
    }
  },

  workbench: async ({ page, folder, server }, use) => {
    const seen = watchPage(page);
    try {
      await use(await Workbench.open(page, server.address, folder));
      expect(seen.policyViolations, 'violations of the content security policy').toEqual([]);
      expect(seen.errors, 'uncaught errors in the page').toEqual([]);
    } finally {
      await page.close();
    }
  },
});
