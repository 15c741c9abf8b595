import { readFile } from 'node:fs/promises';
import { Workbench } from './pages/workbench';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'unsaved.jsonl';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const original = `${lines.join('\n')}\n`;

test('unsaved edits come back after the workbench is killed, and can be discarded', async ({ workbench, folder, page, server }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Typed, not saved.');
  await editor.row(5).click();
  await page.keyboard.press('Delete');
  await editor.expectRecords(8);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await server.backedUp();

  await page.goto('about:blank');
  await server.kill();
  await server.start();
  const again = await Workbench.open(page, server.address, folder);
  // Killed so suddenly, a workbench in a browser may have forgotten which editors were open.
  await again.openFile(NAME);
  await expect(again.tab(NAME)).toHaveClass(/dirty/, { timeout: 60_000 });
  await again.editor.expectRecords(8);
  await again.editor.row(2).click();
  await expect(again.editor.turn('Response')).toHaveText('Typed, not saved.');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(original);

  await again.runCommand('File: Revert File');
  await again.editor.expectRecords(9);
  await expect(again.tab(NAME)).not.toHaveClass(/dirty/);
  await again.editor.row(2).click();
  await expect(again.editor.turn('Response')).toHaveText(mixedRecords[1].output);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(original);
});

test('unsaved edits come back when the window is reloaded, and can be saved', async ({ workbench, folder, page, server }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(9).click();
  await editor.type('Response', 'Kept.');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await server.backedUp();
  const again = await workbench.reload();
  await expect(again.tab(NAME)).toHaveClass(/dirty/, { timeout: 60_000 });
  await again.editor.expectRecords(9);
  // What came back is still not saved when what was edited since is undone.
  await again.editor.row(1).click();
  await again.editor.type('Response', 'Not kept.');
  await page.keyboard.press('Control+Z');
  await expect(again.editor.turn('Response')).toHaveText(mixedRecords[0].output);
  await expect(again.tab(NAME)).toHaveClass(/dirty/);
  await again.runCommand('File: Save');
  await expect(again.tab(NAME)).not.toHaveClass(/dirty/);
  const expected = [...lines.slice(0, 8), JSON.stringify({ ...mixedRecords[8], output: 'Kept.' })];
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${expected.join('\n')}\n`);
});

test('unsaved edits go with a file that is renamed in the explorer, and can be saved there', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Set Expected Language…');
  await workbench.pick('The instruction’s language');
  await editor.row(2).click();
  await editor.type('Response', 'Goes with it.');
  await editor.row(5).click();
  await page.keyboard.press('Delete');
  await editor.expectRecords(8);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);

  await workbench.explorer.getByRole('treeitem', { name: NAME }).click();
  await workbench.explorer.press('F2');
  const box = workbench.explorer.getByRole('textbox');
  await box.fill('renamed.jsonl');
  await box.press('Enter');
  await expect(workbench.tab('renamed.jsonl')).toHaveClass(/dirty/);
  await workbench.editor.expectRecords(8);
  await workbench.editor.row(2).click();
  await expect(workbench.editor.turn('Response')).toHaveText('Goes with it.');
  await workbench.runCommand('Paddock: Set Expected Language…');
  await expect(workbench.quickInput).toContainText('now: the instruction’s language');
  await page.keyboard.press('Escape');
  await workbench.runCommand('File: Save');
  await expect(workbench.tab('renamed.jsonl')).not.toHaveClass(/dirty/);
  const expected = lines.filter((_, index) => index !== 4);
  expected[1] = JSON.stringify({ ...mixedRecords[1], output: 'Goes with it.' });
  expect(await readFile(folder.file('renamed.jsonl'), 'utf8')).toBe(`${expected.join('\n')}\n`);
});

test('edits that are saved to another file do not come back in the first one', async ({ workbench, folder, server }) => {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'Saved to another file.');
  await server.backedUp();
  await workbench.runCommand('File: Save As...');
  // The dialog puts the file's own path into the box a moment after it has opened.
  await expect(workbench.quickInput.getByRole('textbox')).toHaveValue(folder.file(NAME));
  await workbench.answer(folder.file('copy.jsonl'));
  await expect(workbench.tab('copy.jsonl')).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file('copy.jsonl'), 'utf8')).toContain('Saved to another file.');

  const again = await workbench.reload();
  await again.editor.expectRecords(9);
  await again.openFile(NAME);
  await again.editor.row(2).click();
  await expect(again.editor.record).toContainText('mixed-2');
  await expect(again.editor.turn('Response')).toHaveText(mixedRecords[1].output);
  await expect(again.tab(NAME)).not.toHaveClass(/dirty/);
});
