import { mixedRecords, spelledRecords } from './records';
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

test('what can be done with the selected words is a toolbar: one tab stop, arrow keys, only what is possible', async ({ workbench, folder, page }) => {
  await folder.writeRecords('spelled.jsonl', spelledRecords);
  const editor = await workbench.openFile('spelled.jsonl');
  await editor.expectRecords(7);
  await workbench.runCommand('Paddock: Show Unknown Words');
  await editor.unknownWords.getByRole('button', { name: 'Check Spelling' }).click();
  await editor.expectWords(4);
  const toolbar = editor.unknownWords.getByRole('toolbar', { name: 'Selected words' });
  const button = (name: string) => toolbar.getByRole('button', { name });
  await editor.words.focus();
  await page.keyboard.press('Home');
  await expect(toolbar).toContainText('1 selected');

  await page.keyboard.press('Tab');
  await expect(button('Add to dictionary')).toBeFocused();
  for (const name of ['Ignore', 'Replace…', 'Show records', 'Add to dictionary']) {
    await page.keyboard.press('ArrowRight');
    await expect(button(name)).toBeFocused();
  }
  await page.keyboard.press('End');
  await expect(button('Show records')).toBeFocused();
  // The records of several words are not shown at once: that button is passed over.
  await editor.words.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(toolbar).toContainText('2 selected');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await expect(button('Replace…')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(button('Ignore')).toBeFocused();
  await page.keyboard.press('Enter');
  await editor.expectWords(2);
  await expect(editor.words).toBeFocused();
});
