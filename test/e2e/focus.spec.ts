import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

test('the keyboard works on opening and after every trip out of the page', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(100));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(100);
  const expectSelected = (place: number) => expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');

  await expect(editor.grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expectSelected(2);

  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('10 of 100 flagged');
  await page.keyboard.press('F8');
  await expectSelected(10);
  await page.keyboard.press('ArrowDown');
  await expectSelected(11);

  await page.keyboard.press('Control+G');
  await expect(workbench.quickInput).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expectSelected(12);

  await page.keyboard.press('Enter');
  await expect(editor.turn('Instruction')).toBeFocused();
  await page.keyboard.press('F1');
  await expect(workbench.quickInput).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.turn('Instruction')).toBeFocused();
});

test('a step to a flagged record leaves what is typed in the Find box alone', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(100));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(100);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('10 of 100 flagged');
  await page.keyboard.press('Control+F');
  await expect(editor.searchbox).toBeFocused();
  await page.keyboard.press('F8');
  await expect(editor.row(10)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.searchbox).toBeFocused();
});
