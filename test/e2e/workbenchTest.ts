import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { cache } from '../../scripts/paths.mjs';
import { freePort, startWorkbench, workbenchSettings } from '../../scripts/workbench.mjs';
import { TestFolder } from './testFolder';
import { watchPage } from './watchPage';
import { Workbench } from './pages/workbench';

export { expect };

/** The packaged extension, installed. */
export const extensionsFolder = join(cache, 'e2e/extensions');

interface Fixtures {
  /** User settings besides the ones of an instance for Paddock alone. */
  settings: Record<string, unknown>;
  /** The folder that is open in the workbench. */
  folder: TestFolder;
  /** The workbench, started for this test alone and shown in the page. */
  workbench: Workbench;
}

/**
 * A test in the real workbench, with a profile and a folder of its own. It fails, whatever else it looks at, when the
 * page meets a violation of its content security policy or an error that nothing catches.
 */
export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],

  folder: async ({}, use) => {
    const path = await mkdtemp(join(tmpdir(), 'paddock-e2e-'));
    await use(new TestFolder(path));
    await rm(path, { recursive: true, force: true });
  },

  workbench: async ({ page, folder, settings }, use) => {
    const userData = await mkdtemp(join(tmpdir(), 'paddock-user-'));
    await mkdir(join(userData, 'User'));
    const all = { ...workbenchSettings('paddock.dataset'), ...settings };
    await writeFile(join(userData, 'User/settings.json'), JSON.stringify(all));
    const server = await startWorkbench({ userData, extensions: extensionsFolder, port: await freePort() });
    const seen = watchPage(page);
    try {
      await use(await Workbench.open(page, server, folder));
      expect(seen.policyViolations, 'violations of the content security policy').toEqual([]);
      expect(seen.errors, 'uncaught errors in the page').toEqual([]);
    } finally {
      await page.close();
      await server.stop();
      await rm(userData, { recursive: true, force: true });
    }
  },
});
