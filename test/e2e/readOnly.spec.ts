import { chmod, readFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'locked.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const original = lines.map((line) => `${line}\n`).join('');
const edited = original.replace(lines[1], JSON.stringify({ ...mixedRecords[1], output: 'Mine.' }));

test('a read-only file says so before it is edited, and its edits are saved under another name', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.write(NAME, original);
  await chmod(folder.file(NAME), 0o444);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await expect(editor.frame.getByText('This file is read-only.')).toBeVisible();

  await editor.row(2).click();
  await editor.type('Response', 'Mine.');
  await page.keyboard.press('Control+S');
  const refusal = workbench.notification(`${NAME} has not been saved`).filter({ hasText: 'read-only' });
  await refusal.getByRole('button', { name: 'Save As…' }).click();
  const dialog = workbench.quickInput.getByRole('textbox');
  await expect(dialog).toHaveValue(folder.file(NAME));
  await dialog.fill(folder.file('copy.jsonl'));
  await dialog.press('Enter');
  await expect(workbench.tab('copy.jsonl')).toBeVisible();
  expect(await readFile(folder.file('copy.jsonl'), 'utf8')).toBe(edited);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(original);
  await editor.expectRecords(9);
  await expect(editor.turn('Response')).toBeVisible();
  await expect(editor.frame.getByText('This file is read-only.')).toHaveCount(0);
  await expect(workbench.tab('copy.jsonl')).not.toHaveClass(/dirty/);

  // The copy is a dataset like any other.
  await editor.row(3).click();
  await editor.type('Response', 'Mine too.');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab('copy.jsonl')).not.toHaveClass(/dirty/);
  const third = JSON.stringify({ ...mixedRecords[2], output: 'Mine too.' });
  expect(await readFile(folder.file('copy.jsonl'), 'utf8')).toBe(edited.replace(lines[2], third));
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(original);
});
