import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'shared.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const withNew = (record: number, output: string) => JSON.stringify({ ...mixedRecords[record - 1], output });
const textOf = (records: readonly string[]) => records.map((record) => `${record}\n`).join('');

test('without unsaved edits a changed file is read again, with selection, filter and verdicts', async ({ workbench, folder }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.addFilter('Verdict: mismatch');
  await editor.expectRecords(3);
  await expect(editor.row(3).getByRole('gridcell').first()).toHaveText('8');
  await editor.row(3).click();
  await expect(editor.record).toContainText('mixed-8');

  // The second record is mended by someone, and a wrong answer comes at the end.
  const changed = [...lines, withNew(1, mixedRecords[4].output).replace('mixed-1', 'mixed-10')];
  changed[1] = withNew(2, mixedRecords[0].output);
  await writeFile(folder.file(NAME), textOf(changed));
  await expect(editor.toolbar).toContainText('3 of 10 flagged');
  await expect(editor.filters.getByRole('listitem')).toHaveCount(1);
  await editor.expectRecords(3);
  await expect(editor.row(1).getByRole('gridcell').first()).toHaveText('5');
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '2');
  await expect(editor.record).toContainText('mixed-8');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
});

test('a file that is replaced while it has unsaved edits is asked about: mine is kept, or theirs taken', async ({
  workbench,
  folder,
  page,
}) => {
  const theirs = [withNew(1, 'Theirs.'), ...lines.slice(1, 8)];
  const replaceByTheirs = async (records: readonly string[]) => {
    await writeFile(folder.file('other.tmp'), textOf(records));
    await rename(folder.file('other.tmp'), folder.file(NAME));
  };
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine.');

  await replaceByTheirs(theirs);
  const question = workbench.notification('has changed on disk');
  await question.getByRole('button', { name: 'Keep Mine' }).click();
  await expect(question).toHaveCount(0);
  await expect(editor.turn('Response')).toHaveText('Mine.');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const mine = [lines[0], withNew(2, 'Mine.'), ...lines.slice(2)];
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(mine));

  await editor.type('Response', 'Mine again.');
  await replaceByTheirs(theirs);
  await question.getByRole('button', { name: 'Take Theirs' }).click();
  await editor.expectRecords(8);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await expect(editor.turn('Response')).toHaveText(mixedRecords[1].output);
  await expect(editor.row(1)).toContainText('Theirs.');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(theirs));
});

test('a question that has gone out of sight is asked again by a save that is refused', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine.');
  await writeFile(folder.file('other.tmp'), textOf([withNew(1, 'Theirs.'), ...lines.slice(1)]));
  await rename(folder.file('other.tmp'), folder.file(NAME));
  const question = workbench.notification('has changed on disk');
  await expect(question).toBeVisible();
  // Keys are heard by a notification only some time after it can be seen.
  await expect(async () => {
    await workbench.explorer.press('Escape');
    await expect(question).toBeHidden({ timeout: 2_000 });
  }).toPass();

  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await question.getByRole('button', { name: 'Keep Mine' }).click();
  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf([lines[0], withNew(2, 'Mine.'), ...lines.slice(2)]));
});

test('a question that reverting has settled discards nothing that is edited afterwards', async ({ workbench, folder }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine.');
  await writeFile(folder.file('other.tmp'), textOf([withNew(1, 'Theirs.'), ...lines.slice(1)]));
  await rename(folder.file('other.tmp'), folder.file(NAME));
  const question = workbench.notification('has changed on disk');
  await expect(question).toBeVisible();
  await workbench.runCommand('File: Revert File');
  await expect(editor.row(1)).toContainText('Theirs.');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);

  await editor.type('Response', 'Mine, later.');
  await question.getByRole('button', { name: 'Take Theirs' }).click();
  await expect(question).toHaveCount(0);
  // Reverting would come a moment later.
  await workbench.page.waitForTimeout(1_000);
  await expect(editor.turn('Response')).toHaveText('Mine, later.');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
});

test('a file that is overwritten in place is compared, and gets the edits made again', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Mine, there.');
  await editor.row(9).click();
  await editor.type('Response', 'Mine, gone.');

  // One record more at the top, the last one gone.
  const theirs = [withNew(1, 'Theirs.').replace('mixed-1', 'theirs-1'), ...lines.slice(0, 8)];
  await writeFile(folder.file(NAME), textOf(theirs));
  const question = workbench.notification('has changed on disk');
  await question.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('tab', { name: /on disk ↔ 2 edited records/ })).toBeVisible();
  await expect(page.locator('.monaco-diff-editor')).toBeVisible();
  // Each member on a line of its own.
  const changed = page.locator('.editor.modified .view-line');
  await expect(changed.filter({ hasText: /^Record\s2$/ })).toBeVisible();
  await expect(changed.filter({ hasText: /^\s+"output":\s"Mine,\sthere\.",?$/ })).toBeVisible();
  // Each beside what it is in the file now, wherever that stands.
  const onDisk = page.locator('.editor.original .view-line');
  await expect(onDisk.filter({ hasText: /^Record\s3$/ })).toBeVisible();
  await expect(onDisk.filter({ hasText: 'mixed-2' })).toBeVisible();
  await expect(onDisk.filter({ hasText: /^Not\sin\sthe\sfile$/ })).toBeVisible();
  await workbench.runCommand('View: Close Editor');

  await question.getByRole('button', { name: 'Keep Mine' }).click();
  const left = workbench.notification('no longer in the file');
  await left.getByRole('button', { name: 'Save Them' }).click();
  await workbench.quickInput.getByRole('textbox').press('Enter');
  await expect.poll(() => readFile(folder.file('shared-edits.jsonl'), 'utf8').catch(() => '')).toBe(`${withNew(9, 'Mine, gone.')}\n`);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await expect(editor.row(3)).toContainText('Mine, there.');
  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const both = theirs.slice();
  both[2] = withNew(2, 'Mine, there.');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf(both));
});

test('a file that is deleted while it has unsaved edits is written again by a save', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Kept.');
  await rm(folder.file(NAME));
  await expect(workbench.notification('deleted or moved')).toBeVisible();
  await expect(editor.frame.getByRole('alert')).toContainText('deleted or moved');
  await expect(editor.turn('Response')).toHaveText('Kept.');
  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf([lines[0], withNew(2, 'Kept.'), ...lines.slice(2)]));
  await expect(editor.frame.getByText('deleted or moved')).toHaveCount(0);
});
