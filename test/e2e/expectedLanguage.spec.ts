import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

test('the expected language is found by its name or code before anything has been checked', async ({ workbench, folder, page }) => {
  await folder.writeRecords('answers.jsonl', mixedRecords);
  const editor = await workbench.openFile('answers.jsonl');
  await editor.expectRecords(mixedRecords.length);
  const { quickInput } = workbench;
  const first = quickInput.getByRole('option').first();
  await workbench.runCommand('Paddock: Set Expected Language…');
  for (const [typed, label] of [
    ['fi', 'Finnish'],
    ['fin', 'Finnish'],
    ['Finnish', 'Finnish'],
    ['suomi', 'Finnish'],
    ['pt-BR', 'Portuguese (Brazil)'],
    ['english', 'English'],
  ]) {
    await quickInput.getByRole('textbox').fill(typed);
    await expect(first).toContainText(label);
  }
  await page.keyboard.press('Enter');
  await workbench.runCommand('Paddock: Set Expected Language…');
  await expect(quickInput).toContainText('now: English');
  await page.keyboard.press('Escape');

  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText(/\d of \d+\s+flagged/);
  await workbench.runCommand('Paddock: Set Expected Language…');
  await expect(quickInput).toContainText('in this dataset');
  await expect(quickInput.getByRole('option').nth(3)).toContainText(/German|English/);
});
