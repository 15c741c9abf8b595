import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import type { Workbench } from './pages/workbench';
import { mixedRecords } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const NAME = 'refused.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const withNew = (record: number, output: string) => JSON.stringify({ ...mixedRecords[record - 1], output });
const textOf = (records: readonly string[]) => records.map((record) => `${record}\n`).join('');
const theirs = textOf([withNew(1, 'Theirs.'), ...lines.slice(1)]);

async function replaceByTheirs(folder: TestFolder): Promise<void> {
  await writeFile(folder.file('other.tmp'), theirs);
  await rename(folder.file('other.tmp'), folder.file(NAME));
}

async function open(workbench: Workbench, folder: TestFolder) {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  return editor;
}

test('a save that is asked about gives one message, which goes with its answer, and the dataset stays unsaved', async ({
  workbench,
  folder,
  page,
}) => {
  const editor = await open(workbench, folder);
  await editor.type('Response', 'Mine.');
  await replaceByTheirs(folder);
  const question = workbench.notification('has changed on disk');
  await expect(question).toBeVisible();
  for (let time = 0; time < 2; time++) {
    await editor.grid.focus();
    await page.keyboard.press('Control+S');
    await expect(editor.frame.getByRole('alert')).toContainText(`${NAME} has not been saved`);
    // VS Code's own message would come a moment later.
    await page.waitForTimeout(1_000);
    await expect(question).toHaveCount(1);
    await expect(workbench.notifications).toHaveCount(1);
    await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  }
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(theirs);

  // Closed, it is asked what is to become of the edits; saving is refused as before, and it stays open.
  await page.keyboard.press('Control+F4');
  await workbench.runCommand('View: Close Editor');
  const dialog = page.getByRole('dialog').filter({ hasText: 'save the changes' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForTimeout(1_000);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await expect(workbench.notifications).toHaveCount(1);
  await expect(editor.turn('Response')).toHaveText('Mine.');

  await question.getByRole('button', { name: 'Keep Mine' }).click();
  await expect(workbench.notifications).toHaveCount(0);
  await expect(editor.frame.getByRole('alert')).toHaveCount(0);
  await editor.grid.focus();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await expect(workbench.notifications).toHaveCount(0);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf([lines[0], withNew(2, 'Mine.'), ...lines.slice(2)]));
});

test('a file that cannot be written gives one message', async ({ workbench, folder, page }) => {
  const editor = await open(workbench, folder);
  await editor.type('Response', 'Mine.');
  await chmod(folder.file(NAME), 0o444);
  await page.keyboard.press('Control+S');
  await expect(workbench.notification('read-only')).toBeVisible();
  await page.waitForTimeout(1_000);
  await expect(workbench.notifications).toHaveCount(1);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await chmod(folder.file(NAME), 0o644);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await expect(editor.frame.getByRole('alert')).toHaveCount(0);
});

test.describe('with auto save', () => {
  test.use({ settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 200 } });

  test('what fails with every edit is said once, and saved once it can be', async ({ workbench, folder, page }) => {
    const editor = await open(workbench, folder);
    await chmod(folder.file(NAME), 0o444);
    await editor.type('Response', 'Mine, 2.');
    await expect(workbench.notification('read-only')).toBeVisible();
    const first = await workbench.notification('read-only').elementHandle();
    for (const place of [3, 4]) {
      await editor.row(place).click();
      await editor.type('Response', `Mine, ${place}.`);
      await page.waitForTimeout(500);
      await expect(workbench.notifications).toHaveCount(1);
    }
    // It is the same one still: it has not come again and again.
    expect(await first?.isVisible()).toBe(true);
    await expect(editor.frame.getByRole('alert')).toContainText('has not been saved');
    await expect(workbench.tab(NAME)).toHaveClass(/dirty/);

    await chmod(folder.file(NAME), 0o644);
    await editor.row(5).click();
    await editor.type('Response', 'Mine, 5.');
    await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
    const mine = [2, 3, 4, 5].map((place) => withNew(place, `Mine, ${place}.`));
    expect(await readFile(folder.file(NAME), 'utf8')).toBe(textOf([lines[0], ...mine, ...lines.slice(5)]));
    await expect(editor.frame.getByRole('alert')).toHaveCount(0);
  });
});
