import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetEditor } from './pages/datasetEditor';
import type { Workbench } from './pages/workbench';
import { spelledRecords } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const NAME = 'spelled.jsonl';
const CHECK = 'Paddock: Check Spelling';

async function openRecords(workbench: Workbench, folder: TestFolder): Promise<DatasetEditor> {
  await folder.writeRecords(NAME, spelledRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(7);
  return editor;
}

async function openChecked(workbench: Workbench, folder: TestFolder): Promise<DatasetEditor> {
  const editor = await openRecords(workbench, folder);
  await workbench.runCommand(CHECK);
  await expect(editor.button('4 unknown words')).toBeVisible();
  await workbench.runCommand('Notifications: Clear All Notifications');
  return editor;
}

test('check spelling from the palette: what is misspelled is flagged, stepped through and filtered', async ({ workbench, folder, page }) => {
  const editor = await openRecords(workbench, folder);
  await workbench.runCommand(CHECK);
  await expect(workbench.notification('of 7 records misspelled')).toBeVisible();
  await page.screenshot({ path: '/tmp/EDITOR/1.png' });
});
