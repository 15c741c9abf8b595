import { readFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'records.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));

test('records are added, copied, moved and deleted, one undo step each, and saved', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);

  await editor.row(3).click();
  await editor.button('Duplicate record').click();
  await editor.expectRecords(10);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '4');
  await editor.grid.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '3');

  await editor.row(6).click();
  await editor.row(8).click({ modifiers: ['Shift'] });
  await editor.row(10).click({ modifiers: ['Control'] });
  await expect(editor.frame.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await editor.expectRecords(6);
  await page.keyboard.press('Control+Z');
  await editor.expectRecords(10);
  await page.keyboard.press('Control+Y');
  await editor.expectRecords(6);

  await editor.row(6).click();
  await editor.button('Add record').click();
  await editor.expectRecords(7);
  await editor.type('Instruction', 'New question');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const saved = (await readFile(folder.file(NAME), 'utf8')).split('\n').slice(0, -1);
  expect(saved.slice(0, 6)).toEqual([lines[0], lines[1], lines[2], lines[2], lines[3], lines[7]]);
  expect(JSON.parse(saved[6])).toMatchObject({ instruction: 'New question', output: '' });

  // Undo goes back past the save.
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Instruction')).toHaveText('');
  for (const records of [6, 10, 10, 9]) {
    await page.keyboard.press('Control+Z');
    await editor.expectRecords(records);
    await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  }
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${lines.join('\n')}\n`);
});

test('records are copied and pasted as they are written, and a row has a menu', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.row(3).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+C');
  await expect(editor.status.filter({ hasText: 'Copied 2 records.' })).toBeVisible();
  await editor.row(9).click();
  await page.keyboard.press('Control+V');
  await editor.expectRecords(11);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '10');

  await editor.row(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete Records' }).click({ delay: 300 });
  await editor.expectRecords(10);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const expected = [...lines.slice(1), lines[1], lines[2]];
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${expected.join('\n')}\n`);
});

test('only the records that the filters show are kept, and undo brings the others back', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.addFilter('Verdict: mismatch');
  await editor.expectRecords(3);
  await workbench.runCommand('Paddock: Keep Only Shown Records');
  await expect(editor.toolbar).toContainText('3 of 3 flagged');
  await editor.removeFilter('verdict mismatch');
  await editor.expectRecords(3);
  await editor.grid.focus();
  await page.keyboard.press('Control+Z');
  await editor.expectRecords(9);
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
});

test('an edited response is checked again, and only it', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.addFilter('Verdict: mismatch');
  await editor.expectRecords(3);
  await editor.row(1).click();
  await editor.type('Response', mixedRecords[0].output);
  await expect(editor.toolbar).toContainText('2 of 9 flagged');
  // It stays in the list until another one is worked on.
  await editor.expectRecords(3);
  await editor.row(2).click();
  await editor.expectRecords(2);
  await page.keyboard.press('Control+Z');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.expectRecords(3);
});

test('two editors of the same file stay in step', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(1).click();
  await workbench.runCommand('View: Split Editor Right');
  const [left, right] = [workbench.editorAt(0), workbench.editorAt(1)];
  await right.expectRecords(9);
  await right.row(1).click();
  await right.type('Response', 'From the right.');
  await expect(left.row(1)).toContainText('From the right.');
  await expect(left.turn('Response')).toHaveText('From the right.');
  await left.row(1).click();
  await page.keyboard.press('Control+Z');
  await expect(right.turn('Response')).toHaveText(mixedRecords[0].output);
});

test('when records are deleted together the one after them is shown, and none is passed over', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(3).click();
  await editor.row(6).click({ modifiers: ['Shift'] });
  await expect(editor.frame.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await editor.expectRecords(5);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '3');
  await expect(editor.record).toContainText('mixed-7');
});

test('a field is set in the selected records, also after a save has moved them', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(1).click();
  await page.keyboard.press('Delete');
  await editor.expectRecords(8);
  await editor.row(3).click();
  await editor.row(4).click({ modifiers: ['Shift'] });
  await expect(editor.frame.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await expect(editor.frame.getByText('2 selected')).toBeVisible();
  await workbench.runCommand('Paddock: Set Field of Records…');
  await workbench.answer('source');
  await workbench.answer('mine');
  await expect(editor.status.filter({ hasText: 'Set “source” of 2 records.' })).toHaveCount(1);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const saved = (await readFile(folder.file(NAME), 'utf8')).split('\n').slice(0, -1);
  expect(saved.map((record) => (JSON.parse(record) as { source?: string }).source)).toEqual(
    [undefined, undefined, 'mine', 'mine', undefined, undefined, undefined, undefined],
  );
});
