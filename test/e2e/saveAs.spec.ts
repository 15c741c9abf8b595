import { readFile, writeFile } from 'node:fs/promises';
import type { Workbench } from './pages/workbench';
import { mixedRecords } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const NAME = 'mine.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const withNew = (record: number, output: string) => JSON.stringify({ ...mixedRecords[record - 1], output });
const textOf = (records: readonly string[]) => records.map((record) => `${record}\n`).join('');

async function edit(workbench: Workbench, folder: TestFolder) {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine.');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  return editor;
}

async function saveAs(workbench: Workbench, path: string): Promise<void> {
  await workbench.page.keyboard.press('Control+Shift+S');
  await answerDialog(workbench, path);
}

/** It takes the place of the palette, and begins with a path. */
async function answerDialog({ quickInput }: Workbench, path: string): Promise<void> {
  const dialog = quickInput.getByRole('textbox');
  await expect(dialog).toHaveValue(/\.jsonl$/);
  await dialog.fill(path);
  await dialog.press('Enter');
}

test('a dataset that is saved as itself is saved, and goes on as after any save', async ({ workbench, folder, page }) => {
  const editor = await edit(workbench, folder);
  await saveAs(workbench, folder.file(NAME));
  await expect(workbench.quickInput).toContainText('already exists');
  await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const mine = [lines[0], withNew(2, 'Mine.'), ...lines.slice(2)];
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(mine));

  await editor.type('Response', 'Mine again.');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  mine[1] = withNew(2, 'Mine again.');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(mine));
  await expect(workbench.notifications).toHaveCount(0);
});

test('a file that has been overwritten in place is copied nowhere as what it was', async ({ workbench, folder }) => {
  const editor = await edit(workbench, folder);
  const theirs = [withNew(1, 'Theirs, with more words than there were before.'), ...lines.slice(1)];
  await writeFile(folder.file(NAME), textOf(theirs));
  const question = workbench.notification('has changed on disk');
  await expect(question).toBeVisible();
  await editor.grid.focus();
  await saveAs(workbench, folder.file('copy.jsonl'));
  await expect(workbench.notification('copy.jsonl has not been saved: another program has written over mine.jsonl')).toBeVisible();
  await expect(readFile(folder.file('copy.jsonl'))).rejects.toThrow();
  await editor.grid.focus();
  await workbench.runCommand('Paddock: Export Records…');
  await answerDialog(workbench, folder.file('exported.jsonl'));
  await expect(workbench.notification('exported.jsonl has not been saved: another program has written over mine.jsonl')).toBeVisible();
  await expect(readFile(folder.file('exported.jsonl'))).rejects.toThrow();
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);

  await question.getByRole('button', { name: 'Keep Mine' }).click();
  await expect(editor.row(1)).toContainText('Theirs');
  await editor.grid.focus();
  await saveAs(workbench, folder.file('copy.jsonl'));
  await expect(workbench.tab('copy.jsonl')).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file('copy.jsonl'), 'utf8')).toBe(textOf([theirs[0], withNew(2, 'Mine.'), ...lines.slice(2)]));
});
