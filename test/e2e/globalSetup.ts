import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../../scripts/extension.mjs';
import { cache } from '../../scripts/paths.mjs';
import { installExtension, installWorkbench } from '../../scripts/workbench.mjs';
import { extensionsFolder } from './testServer';

/** Packs the extension as it would be published and installs it into the workbench, once for all tests. */
export default async function globalSetup(): Promise<void> {
  await installWorkbench();
  const vsix = await packageExtension();
  await rm(extensionsFolder, { recursive: true, force: true });
  await mkdir(extensionsFolder, { recursive: true });
  await installExtension(vsix, { userData: join(cache, 'e2e/install'), extensions: extensionsFolder });
}
