import { readFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const lines = mixedRecords.map((record) => JSON.stringify(record));

test('a response is edited by keyboard, undone, redone and saved, and nothing else changes', async ({ workbench, folder, page }) => {
  await folder.writeRecords('edited.jsonl', mixedRecords);
  const editor = await workbench.openFile('edited.jsonl');
  await editor.expectRecords(9);
  await editor.row(2).click();
  await expect(editor.record).toContainText('mixed-2');
  await editor.turn('Response').press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('A new answer.');
  await expect(workbench.tab('edited.jsonl')).toHaveClass(/dirty/);
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('Response')).toHaveText('A new answer.');
  await expect(editor.row(2)).toContainText('A new answer.');

  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveText(mixedRecords[1].output);
  await expect(workbench.tab('edited.jsonl')).not.toHaveClass(/dirty/);
  await page.keyboard.press('Control+Y');
  await expect(editor.turn('Response')).toHaveText('A new answer.');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab('edited.jsonl')).not.toHaveClass(/dirty/);
  const expected = lines.slice();
  expected[1] = JSON.stringify({ ...mixedRecords[1], output: 'A new answer.' });
  await expect.poll(() => readFile(folder.file('edited.jsonl'), 'utf8')).toBe(`${expected.join('\n')}\n`);

  // Another edit in place of the one that was saved: as many edits as there were then, and yet not what was saved.
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveText(mixedRecords[1].output);
  await editor.type('Response', 'Another answer.');
  await expect(workbench.tab('edited.jsonl')).toHaveClass(/dirty/);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab('edited.jsonl')).not.toHaveClass(/dirty/);
  expected[1] = JSON.stringify({ ...mixedRecords[1], output: 'Another answer.' });
  expect(await readFile(folder.file('edited.jsonl'), 'utf8')).toBe(`${expected.join('\n')}\n`);
});

test('the text editor, which shows what is saved, is not opened over unsaved edits without a question', async ({ workbench, folder, page }) => {
  await folder.writeRecords('edited.jsonl', mixedRecords);
  const editor = await workbench.openFile('edited.jsonl');
  await editor.expectRecords(9);
  await editor.row(2).click();
  await editor.type('Response', 'A new answer.');
  await workbench.runCommand('Paddock: Open as Text');
  const question = page.getByRole('dialog').filter({ hasText: 'has edits that are not saved' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(workbench.tab('edited.jsonl')).toHaveClass(/dirty/);
  await expect(workbench.textEditor).toHaveCount(0);

  await workbench.runCommand('Paddock: Open as Text');
  await question.getByRole('button', { name: 'Save and Open' }).click();
  await expect(workbench.textEditor).toContainText('A new answer.');
  expect(await readFile(folder.file('edited.jsonl'), 'utf8')).toContain('A new answer.');
});

test.describe('with auto save', () => {
  test.use({ settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 300 } });

  test('what is typed while it is saved is still one step of undo', async ({ workbench, folder, page }) => {
    await folder.writeRecords('edited.jsonl', mixedRecords);
    const editor = await workbench.openFile('edited.jsonl');
    await editor.expectRecords(9);
    await editor.row(1).click();
    await editor.turn('Response').press('Enter');
    await page.keyboard.press('Control+A');
    for (const word of ['Word ', 'by ', 'word.']) {
      await page.keyboard.type(word);
      await expect.poll(() => readFile(folder.file('edited.jsonl'), 'utf8')).toContain(`"${word === 'word.' ? 'Word by word.' : 'Word'}`);
    }
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Z');
    await expect(editor.turn('Response')).toHaveText(mixedRecords[0].output);
    await page.keyboard.press('Control+Y');
    await expect(editor.turn('Response')).toHaveText('Word by word.');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => readFile(folder.file('edited.jsonl'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });
});
