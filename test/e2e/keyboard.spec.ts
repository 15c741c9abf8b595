import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

test('the list and the record are worked by keyboard alone', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(2000));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(2000);
  await editor.grid.focus();
  const expectSelected = (place: number) => expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');

  await expectSelected(1);
  await page.keyboard.press('ArrowDown');
  await expectSelected(2);
  await page.keyboard.press('ArrowUp');
  await expectSelected(1);
  await page.keyboard.press('End');
  await expectSelected(2000);
  await expect(editor.turn('Instruction')).toContainText('(2000)');
  await page.keyboard.press('PageUp');
  await expect(editor.row(2000)).not.toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expectSelected(1);
  await page.keyboard.press('Enter');
  await expect(editor.turn('Instruction')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.grid).toBeFocused();
});
