import { readFile } from 'node:fs/promises';
import type { DatasetEditor } from './pages/datasetEditor';
import { expect, test } from './workbenchTest';

const NAME = 'replaced.jsonl';
const records = Array.from({ length: 6 }, (_, index) => ({
  instruction: `Which colour is number ${index + 1}?`,
  input: '',
  output: index % 2 === 0 ? `Number ${index + 1} is grey, as grey as can be.` : `Number ${index + 1} is green.`,
}));
const lines = records.map((record) => JSON.stringify(record));
const original = lines.map((line) => `${line}\n`).join('');

test('a text is replaced everywhere but where it is left out, in one step of undo', async ({ workbench, folder, page }) => {
  await folder.write(NAME, original);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await workbench.runCommand('Paddock: Replace in Dataset…');
  const panel = replacePanel(editor);
  await expect(panel.find).toBeFocused();
  await page.keyboard.type('grey');
  await panel.replacement.fill('blue');
  await panel.replacement.press('Enter');
  await expect(panel.region).toContainText('3 records would change');
  await expect(panel.changes).toHaveAttribute('aria-rowcount', '3');
  await expect(panel.changes.getByRole('row').first().getByRole('deletion')).toHaveText(['grey', 'grey']);
  await expect(panel.changes.getByRole('row').first().getByRole('insertion')).toHaveText(['blue', 'blue']);
  await panel.region.getByRole('checkbox', { name: 'Include record 3', exact: true }).click();
  await expect(panel.region).toContainText('1 left out');
  await panel.region.getByRole('button', { name: 'Replace in 2 records' }).click();
  await expect(editor.status.filter({ hasText: 'Replaced in 2 records.' })).toBeVisible();
  await expect(panel.region).toBeHidden();
  await expect(editor.row(1)).toContainText('is blue, as blue as');
  await expect(editor.row(3)).toContainText('is grey, as grey as');

  await expect(editor.grid).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(editor.row(1)).toContainText('is grey, as grey as');
  await expect(editor.row(5)).toContainText('is grey, as grey as');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await page.keyboard.press('Control+Y');
  await expect(editor.row(5)).toContainText('is blue, as blue as');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const expected = lines.map((line, index) => (index === 0 || index === 4 ? line.replaceAll('grey', 'blue') : line));
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(expected.map((line) => `${line}\n`).join(''));
});

test('a regular expression is replaced with its groups, in one field; one that is none is said', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.write(NAME, original);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await editor.row(2).click();
  await page.keyboard.press('Control+H');
  const panel = replacePanel(editor);
  await expect(panel.find).toBeFocused();
  await panel.region.getByRole('button', { name: /^Use regular expression/ }).click();
  await panel.find.fill('[Nn]umber (\\d');
  await panel.find.press('Enter');
  await expect(panel.region.getByRole('alert')).toContainText('Invalid regular expression');
  await expect(panel.find).toHaveAttribute('aria-invalid', 'true');

  await panel.find.fill('[Nn]umber (\\d)');
  await panel.replacement.fill('No. $1');
  await panel.region.getByRole('combobox', { name: 'Replace in field' }).click();
  await editor.frame.getByRole('option', { name: 'Response', exact: true }).click();
  await panel.region.getByRole('button', { name: 'Preview' }).click();
  await expect(panel.region).toContainText('6 records would change');
  await panel.region.getByRole('button', { name: 'Replace in 6 records' }).click();
  await expect(editor.turn('Response')).toHaveText('No. 2 is green.');
  await expect(editor.turn('Instruction')).toHaveText('Which colour is number 2?');
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveText('Number 2 is green.');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(original);

  await page.keyboard.press('Control+H');
  await expect(panel.find).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel.region).toBeHidden();
});

function replacePanel(editor: DatasetEditor) {
  const region = editor.frame.getByRole('region', { name: 'Replace', exact: true });
  return {
    region,
    find: region.getByRole('textbox', { name: 'Find text' }),
    replacement: region.getByRole('textbox', { name: 'Replacement' }),
    changes: region.getByRole('grid', { name: 'Changes' }),
  };
}
