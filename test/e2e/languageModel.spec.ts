import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nativeUnavailable, trainModel } from '../unit/checks/fasttext/native';
import { mixedRecords, WRONG } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const SETTING = 'paddock.language.model';
const SETTINGS = join('.vscode', 'settings.json');
const CHECK = 'Paddock: Check Language Consistency';

test.skip(nativeUnavailable !== undefined, `no model can be trained: ${nativeUnavailable}`);

test.beforeEach(async ({ folder }) => {
  await mkdir(folder.file('.vscode'));
  await folder.write(SETTINGS, '{}');
  await folder.writeRecords('mixed.jsonl', mixedRecords);
});

/** A model that gives German the name of Danish and French that of Dutch: what they are called tells who has judged. */
function trainOddModel(folder: TestFolder): void {
  const [german, , french, english] = mixedRecords.map(({ instruction, output }) => [instruction, output]);
  trainModel(folder.path, 'odd', { dan_Latn: german, nld_Latn: french, eng_Latn: english });
}

test('check by another model, named in the settings', async ({ workbench, folder }) => {
  trainOddModel(folder);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  await expect(workbench.notification('3 of 9 records flagged')).toBeVisible();
  await expect(editor.row(2)).toContainText('de → en');

  await folder.write(SETTINGS, JSON.stringify({ [SETTING]: '${workspaceFolder}/odd.bin' }));
  // What another model has said is shown no more.
  await expect(workbench.statusBarItem(/not checked/)).toBeVisible();
  await expect(editor.row(2)).not.toContainText('mismatch');

  await workbench.runCommand(CHECK);
  await expect(workbench.notification('Judged by odd.bin')).toBeVisible();
  await expect(editor.row(2)).toContainText('da → en');
  await expect(editor.row(5)).toContainText('en → nl');
  for (let place = 1; place <= 9; place++) {
    await expect(editor.row(place)).toContainText(WRONG.includes(place) ? 'mismatch' : 'match');
  }
  await editor.row(2).click();
  await expect(editor.record).toContainText('expected Danish');
  await expect(editor.record).toContainText('by odd.bin');
});

test('say which model cannot be used and why, and lead to the setting', async ({ workbench, folder, page }) => {
  await folder.write('broken.bin', 'no model at all');
  await folder.write(SETTINGS, JSON.stringify({ [SETTING]: 'broken.bin' }));
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  const notification = workbench.notification('broken.bin cannot be used: this is not a fastText model');
  await expect(notification).toBeVisible();
  await expect(workbench.statusBarItem(/not checked/)).toBeVisible();
  await notification.getByRole('button', { name: 'Open Setting' }).click();
  await expect(page.getByRole('treeitem', { name: /^Paddock › Language Model/ })).toBeVisible();
});
