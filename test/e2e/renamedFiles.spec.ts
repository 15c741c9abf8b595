import { mkdir, readFile } from 'node:fs/promises';
import type { Workbench } from './pages/workbench';
import { mixedRecords } from './records';
import { ADAPTED, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

const CHECK = 'Paddock: Check Language Consistency';

test.use({ settings: tinyModels });

async function rename(workbench: Workbench, name: string, newName: string): Promise<void> {
  await workbench.explorer.getByRole('treeitem', { name }).click();
  await workbench.explorer.press('F2');
  const box = workbench.explorer.getByRole('textbox');
  await box.fill(newName);
  await box.press('Enter');
}

test('a dataset that gets another extension stays a dataset, with its edits, findings and candidates', async ({
  workbench,
  folder,
  page,
}) => {
  const records = wrongRecords.slice(0, 4).map(({ record }) => record);
  await folder.writeRecords('data.jsonl', records);
  const editor = await workbench.openFile('data.jsonl');
  await editor.expectRecords(4);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('4 of 4 flagged');
  await workbench.selectModel(ADAPTED);
  await editor.row(2).click();
  await workbench.runCommand('Paddock: Regenerate Response');
  await expect(editor.candidate(1)).toContainText(wrongRecords[1].right, { timeout: 60_000 });
  await editor.row(1).click();
  await editor.type('Response', 'Not saved.');

  await rename(workbench, 'data.jsonl', 'data.txt');
  // VS Code opens its text editor first.
  await expect(workbench.tab('data.txt').and(page.locator('.dirty'))).toHaveCount(1);
  await expect(workbench.tab('data.txt')).toHaveCount(1);
  await expect(workbench.tab('data.jsonl')).toHaveCount(0);
  const renamed = workbench.editor;
  await renamed.expectRecords(4);
  await renamed.row(1).click();
  await expect(renamed.turn('Response')).toHaveText('Not saved.');
  await expect(renamed.toolbar).toContainText('of 4 flagged');
  await expect(renamed.row(3)).toContainText('mismatch');
  await renamed.row(2).click();
  await expect(renamed.candidate(1)).toContainText(wrongRecords[1].right);
  await expect(workbench.notifications).toHaveCount(0);
  await workbench.runCommand('File: Save');
  await expect(workbench.tab('data.txt')).not.toHaveClass(/dirty/);
  const lines = [{ ...records[0], output: 'Not saved.' }, ...records.slice(1)].map((record) => JSON.stringify(record));
  expect(await readFile(folder.file('data.txt'), 'utf8')).toBe(`${lines.join('\n')}\n`);

  // Another file of the old name is another dataset.
  await folder.writeRecords('data.jsonl', records);
  const other = await workbench.openFile('data.jsonl');
  await other.expectRecords(4);
  await expect(workbench.statusBarItem(/not checked/)).toBeVisible();
  await page.waitForTimeout(500);
  await expect(other.toolbar).not.toContainText('of 4 flagged');
});

test('what is kept goes with a folder that is renamed, and what is open in it stays open', async ({ workbench, folder, page }) => {
  await mkdir(folder.file('old'));
  await folder.writeRecords('old/closed.jsonl', mixedRecords);
  await folder.writeRecords('old/open.jsonl', mixedRecords);
  await folder.writeRecords('other.jsonl', mixedRecords);
  for (const name of ['closed.jsonl', 'open.jsonl']) {
    const editor = await workbench.openFile(`old/${name}`);
    await editor.expectRecords(9);
    await workbench.runCommand(CHECK);
    await expect(editor.toolbar).toContainText('3 of 9 flagged');
    if (name === 'closed.jsonl') await workbench.runCommand('View: Close Editor');
  }
  await workbench.openFile('other.jsonl');
  await workbench.editor.expectRecords(9);

  await rename(workbench, 'old', 'new');
  await expect(workbench.explorer.getByRole('treeitem', { name: 'new' })).toBeVisible();
  await expect(workbench.tab('other.jsonl')).toHaveAttribute('aria-selected', 'true');
  await workbench.tab('open.jsonl').click();
  await expect(workbench.editor.row(2)).toContainText('mismatch');
  const closed = await workbench.openFile('new/closed.jsonl');
  await closed.expectRecords(9);
  await expect(closed.toolbar).toContainText('3 of 9 flagged');
  await page.waitForTimeout(300);
  await expect(workbench.notifications).toHaveCount(0);
});
