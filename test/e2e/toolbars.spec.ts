import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

test('the actions of a record are a toolbar: one tab stop, arrow keys, Home and End', async ({ workbench, folder, page }) => {
  await folder.writeRecords('answers.jsonl', mixedRecords);
  const editor = await workbench.openFile('answers.jsonl');
  await editor.expectRecords(9);
  await editor.row(1).click();
  await expect(editor.turn('Response')).toBeVisible();
  const toolbar = editor.record.getByRole('toolbar', { name: 'Record actions' });
  const button = (name: string) => toolbar.getByRole('button', { name });
  const press = async (key: string) => page.keyboard.press(key);

  await button('Add record').focus();
  await press('ArrowRight');
  await expect(button('Duplicate record')).toBeFocused();
  await press('End');
  await expect(button('Open as text')).toBeFocused();
  await press('ArrowRight');
  await expect(button('Add record')).toBeFocused();
  // There is no previous record: that button is passed over.
  for (let times = 0; times < 5; times++) await press('ArrowRight');
  await expect(button('Next record')).toBeFocused();
  await press('Enter');
  await expect(editor.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(button('Next record')).toBeFocused();
  await press('ArrowLeft');
  await expect(button('Previous record')).toBeFocused();
  await press('Home');
  await expect(button('Add record')).toBeFocused();

  // One tab stop, which stays where it was.
  await press('ArrowRight');
  await press('Tab');
  await expect(editor.turn('Instruction')).toBeFocused();
  await press('Shift+Tab');
  await expect(button('Duplicate record')).toBeFocused();

  // Where there is no room, some buttons are left out; one that is there is the tab stop.
  await page.setViewportSize({ width: 800, height: 900 });
  await expect(button('Duplicate record')).toBeHidden();
  await editor.turn('Instruction').focus();
  await press('Shift+Tab');
  await expect(button('Previous record')).toBeFocused();
});
