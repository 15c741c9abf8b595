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
