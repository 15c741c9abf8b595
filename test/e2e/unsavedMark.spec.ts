import { readFile, rename, writeFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'marked.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const withNew = (record: number, output: string) => JSON.stringify({ ...mixedRecords[record - 1], output });
const textOf = (records: readonly string[]) => records.map((record) => `${record}\n`).join('');

test('restored edits stay unsaved when what was edited since is undone', async ({ workbench, folder, page, server }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(9).click();
  await editor.type('Response', 'Restored.');
  await server.backedUp();
  const again = await workbench.reload();
  await expect(again.tab(NAME)).toHaveClass(/dirty/, { timeout: 60_000 });
  await again.editor.expectRecords(9);
  await again.editor.row(2).click();
  await again.editor.type('Response', 'Undone.');
  await expect(again.editor.record).toContainText('edited');
  await page.keyboard.press('Control+Z');
  await expect(again.editor.turn('Response')).toHaveText(mixedRecords[1].output);
  // VS Code takes it for saved at first.
  await expect(again.tab(NAME)).toHaveClass(/dirty/);
  await page.waitForTimeout(1_000);
  await expect(again.tab(NAME)).toHaveClass(/dirty/);
  await page.keyboard.press('Control+S');
  await expect(again.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf([...lines.slice(0, 8), withNew(9, 'Restored.')]));
});

test('what is kept against a changed file is unsaved until it is saved or reverted', async ({ workbench, folder, page }) => {
  const theirs = [withNew(1, 'Theirs.'), ...lines.slice(1)];
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine.');
  await writeFile(folder.file('other.tmp'), textOf(theirs));
  await rename(folder.file('other.tmp'), folder.file(NAME));
  const question = workbench.notification('has changed on disk');
  await question.getByRole('button', { name: 'Keep Mine' }).click();
  await expect(question).toHaveCount(0);
  await editor.grid.focus();
  await page.keyboard.press('Control+Z');
  await expect(editor.row(2)).not.toContainText('Mine.');
  // Without an edit the dataset is still not what the file holds now.
  await page.waitForTimeout(1_000);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await workbench.runCommand('File: Revert File');
  await expect(editor.row(1)).toContainText('Theirs.');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(theirs));
});
