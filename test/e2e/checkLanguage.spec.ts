import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { mixedRecords, WRONG } from './records';
import { expect, test } from './workbenchTest';

const CHECK = 'Paddock: Check Language Consistency';
const sharedDataset = join(root, '../shared/data/lcb-llama-2-instruct.jsonl');

test('check the language of responses from the palette and see what is wrong and why', async ({ workbench, folder }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await expect(editor.row(2)).not.toContainText('mismatch');

  await workbench.runCommand(CHECK);

  await expect(workbench.notification('3 of 9 records flagged')).toBeVisible();
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await expect(workbench.statusBarItem(/3 flagged/)).toBeVisible();
  for (let place = 1; place <= 9; place++) {
    await expect(editor.row(place)).toContainText(WRONG.includes(place) ? 'mismatch' : 'match');
  }
  await expect(editor.row(2)).toContainText('de → en');

  await editor.row(2).click();
  await expect(editor.turn('Response')).toContainText('Yeast eats the sugar');
  await expect(editor.record).toContainText('Response is English');
  await expect(editor.record).toContainText('expected German, the language of the instruction');
});

test('a filter by what a check finds says that there has been none, and checks', async ({ workbench, folder }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(mixedRecords.length);
  await workbench.runCommand('Paddock: Show Flagged Records Only');
  await expect(editor.frame.getByText('These records have not been checked.')).toBeVisible();
  await editor.frame.getByRole('button', { name: 'Check', exact: true }).last().click();
  await editor.expectRecords(WRONG.length);
});

test('of a file in which nothing can be read that is said, and no schema is asked for', async ({ workbench, folder }) => {
  await folder.write('broken.jsonl', 'Traceback (most recent call last):\nNaN\n');
  const editor = await workbench.openFile('broken.jsonl');
  await editor.expectRecords(2);
  await workbench.runCommand(CHECK);
  const warning = workbench.notification('No response was judged: none of these records can be read.');
  await expect(warning).toBeVisible();
  await expect(warning.getByRole('button', { name: 'Select Schema' })).toBeHidden();
});

test('the summary tells agreement by language with its interval', async ({ workbench, folder }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  await editor.button(/^Summary:/).click();
  // Two of three agree: 66.7 %, and the Wilson interval of 2 in 3 is 20.8 % to 93.9 %.
  const german = editor.summary.getByRole('table').getByRole('row', { name: /German/ });
  await expect(german).toContainText('66.7');
  await expect(german).toContainText('20.8');
  await expect(german).toContainText('93.9');
  await expect(editor.summary.getByRole('row', { name: /^All/ })).toContainText('9');
});

test('F8 and Shift+F8 step through what is flagged', async ({ workbench, folder, page }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.row(1).click();
  for (const place of WRONG) {
    await page.keyboard.press('F8');
    await expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');
  }
  await page.keyboard.press('Shift+F8');
  await expect(editor.row(5)).toHaveAttribute('aria-selected', 'true');
  await editor.button('Next flagged').click();
  await expect(editor.row(8)).toHaveAttribute('aria-selected', 'true');
});

test('the Problems panel lists what is flagged, on the line of the record', async ({ workbench, folder }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  const problems = await workbench.problems();
  await expect(problems.filter({ hasText: 'Response is' })).toHaveCount(3);
  for (const place of WRONG) {
    await expect(problems.filter({ hasText: `Ln ${place},` })).toHaveCount(1);
  }
});

test('real answers of a model are checked in whole', async ({ workbench, folder }) => {
  test.skip(!existsSync(sharedDataset), 'the shared datasets are not on this machine');
  await copyFile(sharedDataset, folder.file('lcb-llama-2-instruct.jsonl'));
  const editor = await workbench.openFile('lcb-llama-2-instruct.jsonl');
  await expect(editor.selectedRow).toBeVisible();
  await workbench.runCommand(CHECK);
  await expect(editor.button(/^Summary:/)).toBeVisible({ timeout: 60_000 });
  await expect(editor.progress('Checking language')).toBeHidden({ timeout: 60_000 });
  await editor.addFilter('Verdict: mismatch');
  await expect(editor.row(1)).toContainText('mismatch');
  await editor.row(1).click();
  await expect(editor.record).toContainText(/Response is \w+.*expected/);
});
