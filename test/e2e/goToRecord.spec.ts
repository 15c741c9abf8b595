import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

test('Ctrl+G goes to a record by its number and refuses one that is not there', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(5000));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(5000);
  await editor.row(1).click();
  await page.keyboard.press('Control+G');
  await workbench.quickInput.getByRole('textbox').fill('9999');
  await expect(workbench.quickInput).toContainText('from 1 to 5000');
  await workbench.answer('4,321');
  await expect(editor.row(4321)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.turn('Instruction')).toContainText('(4321)');
});
