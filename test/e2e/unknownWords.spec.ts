import { spelledRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'spelled.jsonl';

test('unknown words are listed, looked at in their records, and accepted together', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, spelledRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(7);
  await workbench.runCommand('Paddock: Show Unknown Words');
  await editor.unknownWords.getByRole('button', { name: 'Check Spelling' }).click();
  await editor.expectWords(4);
  const row = editor.words.getByRole('row').filter({ hasText: 'bubbels' });
  await expect(row.getByRole('gridcell')).toContainText(['bubbels', 'English', '2', '2', 'bubbels']);

  // The word that stands most often is the first, and selected.
  await editor.words.focus();
  await page.keyboard.press('Enter');
  await editor.expectRecords(2);
  await expect(editor.filters.getByRole('listitem')).toHaveText([/unknown word “bubbels” \(English\)/]);
  await expect(editor.unknownWords).toBeHidden();
  await expect(editor.grid).toBeFocused();
  await expect(editor.record).toContainText('spelled-2');
  // Its record has another mistake before it: what is corrected is the word that was asked for.
  await expect(editor.mistakes('Response')).toHaveText(['recieves', 'bubbels', 'the the']);
  await page.keyboard.press('Control+.');
  await expect(editor.suggestions('bubbels').getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await editor.row(2).click();
  await expect(editor.mistakes('Response')).toHaveText(['bubbels']);

  await editor.button('4 unknown words').click();
  await editor.unknownWords.getByRole('textbox', { name: 'Filter words' }).fill('BUBBE');
  await editor.expectWords(1);
  await editor.unknownWords.getByRole('textbox', { name: 'Filter words' }).fill('');
  await editor.unknownWords.getByRole('combobox', { name: 'Language' }).click();
  await editor.frame.getByRole('option', { name: 'English' }).click();
  await editor.expectWords(2);
  await editor.words.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(editor.unknownWords).toContainText('2 selected');
  await editor.unknownWords.getByRole('button', { name: 'Add to dictionary' }).click();
  await page.keyboard.press('Enter');
  await expect(editor.unknownWords).toContainText('No unknown word passes the filter.');
  await expect(editor.mistakes('Response')).toHaveCount(0);
  await expect(editor.button('2 unknown words')).toBeVisible();
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);

  await editor.unknownWords.getByRole('button', { name: /^Close/ }).click();
  await expect(editor.grid).toBeFocused();
});

/** Notes in the page whatever it comes to say of how many words are unknown, if only for a moment. */
const NOTE_WHAT_IS_SAID_OF_WORDS = `
  said = new Set();
  new MutationObserver(() => {
    for (const { ariaLabel } of document.querySelectorAll('[role=toolbar] [aria-label*="nknown words"]')) said.add(ariaLabel);
    for (const { textContent } of document.querySelectorAll('[aria-label="Unknown words"] .empty')) said.add(textContent.trim());
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
`;

test('while the spelling is being checked, it is not said that no word is unknown', async ({ workbench, folder }) => {
  await folder.writeRecords(NAME, spelledRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(7);
  await workbench.runCommand('Paddock: Show Unknown Words');
  const frame = await (await editor.frame.locator('body').elementHandle()).ownerFrame();
  await frame!.evaluate(NOTE_WHAT_IS_SAID_OF_WORDS);
  await editor.unknownWords.getByRole('button', { name: 'Check Spelling' }).click();
  await editor.expectWords(4);
  await expect(editor.button('4 unknown words')).toBeVisible();
  const said = await frame!.evaluate(() => [...(globalThis as unknown as { said: Set<string> }).said]);
  expect(said).toContain('Unknown words');
  expect(said).toContain('4 unknown words');
  expect(said).not.toContain('0 unknown words');
  expect(said).not.toContain('No unknown words.');
});

test('a word that is part of another one is shown where it stands, and replaced everywhere', async ({ workbench, folder }) => {
  const output = `${spelledRecords[0].output} That is a well-knwon fact.`;
  await folder.writeRecords(NAME, [...spelledRecords, { ...spelledRecords[0], output }]);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(8);
  await workbench.runCommand('Paddock: Check Spelling');
  await editor.button('5 unknown words').click();
  const row = editor.words.getByRole('row').filter({ hasText: 'knwon' });
  await expect(row).toContainText('That is a well-knwon fact');
  await row.click();
  await editor.unknownWords.getByRole('button', { name: 'Replace…' }).click();
  await editor.suggestions('knwon').getByRole('menuitem', { name: 'known', exact: true }).click();
  const panel = editor.frame.getByRole('region', { name: 'Replace', exact: true });
  await panel.getByRole('button', { name: 'Replace in 1 record' }).click();
  await editor.unknownWords.getByRole('button', { name: /^Close/ }).click();
  await editor.row(8).click();
  await expect(editor.turn('Response')).toContainText('a well-known fact');
});

test('several words are corrected by their best suggestions in one step', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, spelledRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(7);
  await workbench.runCommand('Paddock: Check Spelling');
  await editor.button('4 unknown words').click();
  await editor.expectWords(4);
  await editor.unknownWords.getByRole('combobox', { name: 'Language' }).click();
  await editor.frame.getByRole('option', { name: 'English' }).click();
  await editor.expectWords(2);
  await page.keyboard.press('Tab');
  await expect(editor.words).toBeFocused();
  await page.keyboard.press('Control+A');
  await editor.unknownWords.getByRole('button', { name: 'Replace…' }).click();
  const panel = editor.frame.getByRole('region', { name: 'Replace', exact: true });
  await expect(panel).toContainText('Correct 2 unknown words');
  await panel.getByRole('button', { name: 'Replace in 2 records' }).click();
  await expect(panel).toBeHidden();
  await expect(editor.unknownWords).toContainText('No unknown word passes the filter.');
  await page.keyboard.press('Control+Z');
  await editor.expectWords(2);
});
