import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

test('Ctrl+G goes to a record by its number or its id, and says what is not there', async ({ workbench, folder, page }) => {
  const records = manyRecords(5000).map((record, at) => ({ ...record, id: at === 7 ? 17 : `row-${at + 1}` }));
  await folder.writeRecords('many.jsonl', records);
  const editor = await workbench.openFile('many.jsonl');
  const { quickInput } = workbench;
  const typed = quickInput.getByRole('textbox');
  await editor.expectRecords(5000);
  await editor.row(1).click();
  await page.keyboard.press('Control+G');
  await typed.fill('9999');
  await expect(quickInput).toContainText('from 1 to 5,000');
  await page.keyboard.press('Enter');
  await expect(quickInput.getByRole('option')).toContainText('No record has the id “9999”.');
  await workbench.answer('4,321');
  await expect(editor.row(4321)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.turn('Instruction')).toContainText('(4321)');

  await page.keyboard.press('Control+G');
  await workbench.answer('row-4999');
  await expect(editor.row(4999)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.grid).toBeFocused();

  // A number that is an id, too, is a number first.
  await page.keyboard.press('Control+G');
  await typed.fill('17');
  await expect(quickInput.getByRole('option')).toContainText(['Record 17', 'Record with the id “17”']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.row(8)).toHaveAttribute('aria-selected', 'true');
});
