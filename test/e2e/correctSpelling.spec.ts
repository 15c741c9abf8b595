import { readFile } from 'node:fs/promises';
import type { DatasetEditor } from './pages/datasetEditor';
import { spelledRecords } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';
import type { Workbench } from './pages/workbench';

const NAME = 'spelled.jsonl';
const [, second] = spelledRecords;

test('a misspelled word is corrected by keyboard, and the correction undone', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await expect(editor.row(2)).toContainText('2 unknown');
  await editor.row(2).click();
  const response = editor.turn('Response');
  await expect(editor.mistakes('Response')).toHaveText(['recieves', 'bubbels', 'the the']);
  await expect(editor.record).toContainText('2 unknown words');
  await expect(response).toHaveAccessibleDescription(/Unknown words: recieves, bubbels\. Text problems: repeated word/);

  await response.focus();
  await page.keyboard.press('Control+.');
  await expect(editor.suggestions('recieves').getByRole('menuitem', { name: 'receives', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(response).toContainText('and receives warmth');
  await expect(response).toBeFocused();
  await expect(editor.mistakes('Response')).toHaveText(['bubbels', 'the the']);
  await expect(editor.record).toContainText('1 unknown word');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);

  await page.keyboard.press('Control+Z');
  await expect(response).toHaveText(second.output);
  await expect(editor.mistakes('Response')).toHaveText(['recieves', 'bubbels', 'the the']);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
});

test('a correction has the apostrophe that the text has', async ({ workbench, folder }) => {
  const output = `${spelledRecords[0].output} It dosn’t rise by itself.`;
  await folder.writeRecords(NAME, [...spelledRecords.slice(0, 6), { ...spelledRecords[0], output }]);
  const editor = await openAndCheck(workbench);
  await editor.row(7).click();
  await expect(editor.mistakes('Response')).toHaveText(['dosn’t']);
  await editor.mistakes('Response').click();
  await editor.suggestions('dosn’t').getByRole('menuitem', { name: 'doesn’t' }).click();
  await expect(editor.turn('Response')).toContainText('It doesn’t rise');
});

test('while a response is typed its marks follow, and its corrections are undone like typing', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(2).click();
  await expect(editor.mistakes('Response')).toHaveCount(3);
  await editor.turn('Response').press('Enter');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('In short: ');
  const marks = editor.record.locator('.underlay mark');
  await expect(marks).toHaveText(['recieves', 'bubbels', 'the the']);

  await page.keyboard.press('Control+.');
  await expect(editor.suggestions('recieves').getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.turn('Response')).toBeFocused();
  await page.keyboard.type('well, ');
  await expect(editor.turn('Response')).toHaveValue(`In short: well, ${second.output}`);

  await page.keyboard.press('Control+.');
  await expect(editor.suggestions('recieves').getByRole('menuitem', { name: 'receives', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.turn('Response')).toHaveValue(/dough and receives warmth/);
  await expect(marks).toHaveText(['bubbels', 'the the']);
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveValue(`In short: well, ${second.output}`);
});

test('a click on a word offers its suggestions, a second click edits it', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(4).click();
  const word = editor.mistakes('Response').filter({ hasText: 'stärcker' });
  await expect(word).toHaveAttribute('title', /^Unknown word \(German\)/);
  await word.click();
  await editor.suggestions('stärcker').getByRole('menuitem', { name: 'stärker', exact: true }).click();
  await expect(editor.turn('Response')).toContainText('viel stärker als');
  await expect(editor.mistakes('Response')).toHaveCount(0);
  await page.keyboard.press('Control+Z');
  await expect(word).toBeVisible();

  await word.click();
  await expect(editor.suggestions('stärcker')).toBeVisible();
  await word.click();
  await expect(editor.suggestions('stärcker')).toBeHidden();
  await expect(editor.record.locator('textarea')).toBeFocused();
});

test('Alt+F8 goes from mistake to mistake, and a text problem is fixed', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(2).click();
  await expect(editor.mistakes('Response')).toHaveCount(3);
  const selected = () => editor.turn('Response').evaluate('String(document.getSelection())');
  for (const word of ['recieves', 'bubbels', 'the the']) {
    await page.keyboard.press('Alt+F8');
    await expect.poll(selected).toBe(word);
  }
  await page.keyboard.press('Control+.');
  await expect(editor.suggestions('the the').getByRole('menuitem', { name: 'Fix: “the” once' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.turn('Response')).toContainText('lift the dough slowly');
  await expect(editor.mistakes('Response')).toHaveText(['recieves', 'bubbels']);
});

test('a word is replaced everywhere: previewed, applied, and undone in one step', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(5).click();
  await editor.mistakes('Response').filter({ hasText: 'bubbels' }).click();
  await editor.suggestions('bubbels').getByRole('menuitem', { name: 'Replace everywhere in the dataset…' }).click();
  const panel = editor.frame.getByRole('region', { name: 'Replace', exact: true });
  await expect(panel.getByRole('textbox', { name: 'Replacement' })).toHaveValue('bubbles');
  await expect(panel).toContainText('2 records would change');
  await panel.getByRole('button', { name: 'Replace in 2 records' }).click();
  await expect(panel).toBeHidden();
  await expect(editor.turn('Response')).toContainText('small bubbles in the dough');
  await expect(editor.mistakes('Response')).toHaveCount(0);
  await editor.row(2).click();
  await expect(editor.turn('Response')).toContainText('and the bubbles of that gas');

  await page.keyboard.press('Control+Z');
  await expect(editor.mistakes('Response')).toHaveText(['recieves', 'bubbels', 'the the']);
  await editor.row(5).click();
  await expect(editor.mistakes('Response')).toHaveText(['bubbels']);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toContain('small bubbels');
});

test('filters and summary tell what is misspelled, and what could not be checked and why', async ({ workbench, folder }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(7).click();
  await expect(editor.record).toContainText('spelling not checked: no dictionary for Xhosa');
  await editor.addFilter('Spelling: repeated word');
  await editor.expectRecords(1);
  await expect(editor.row(1)).toContainText('recieves');
  await expect(editor.filters.getByRole('listitem')).toHaveText([/repeated word/]);
  await editor.removeFilter('repeated word');

  await editor.button(/^Summary:/).click();
  const table = editor.summary.getByRole('table', { name: 'Spelling of responses' });
  await expect(table.getByRole('row', { name: /^German/ }).getByRole('cell').nth(2)).toHaveText('1');
  await expect(table.getByRole('row', { name: /^All/ })).toBeVisible();
  await expect(editor.summary.getByRole('list', { name: 'Spelling not checked' })).toContainText('no dictionary for Xhosa');
});

async function openChecked(workbench: Workbench, folder: TestFolder): Promise<DatasetEditor> {
  await folder.writeRecords(NAME, spelledRecords);
  return openAndCheck(workbench);
}

async function openAndCheck(workbench: Workbench): Promise<DatasetEditor> {
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(7);
  await workbench.runCommand('Paddock: Check Spelling');
  await expect(editor.button(/unknown words$/)).toBeVisible();
  return editor;
}
