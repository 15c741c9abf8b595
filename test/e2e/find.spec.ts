import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

const records = [
  { instruction: 'One', input: '', output: 'The cat sat on the mat. Prices: $3.50.' },
  { instruction: 'Two', input: 'cat', output: 'Concatenate the strings.' },
  { instruction: 'Three', input: '', output: 'Кот сидит. Который час?' },
  { instruction: 'Four', input: '', output: 'CAT scans are expensive, 42 of them.' },
];

test('find text: literal, whole word, regular expression, with case, in one field', async ({ workbench, folder, page }) => {
  await folder.writeRecords('find.jsonl', records);
  const editor = await workbench.openFile('find.jsonl');
  await editor.expectRecords(4);

  await editor.grid.focus();
  await page.keyboard.press('Control+F');
  await expect(editor.searchbox).toBeFocused();

  await page.keyboard.type('cat');
  await editor.expectMatches(3);
  await editor.button('Match whole word').click();
  await editor.expectMatches(3);
  await editor.button('Match case').click();
  await editor.expectMatches(2);

  await editor.searchbox.fill('Кот');
  await editor.expectMatches(1);
  await editor.button('Match whole word').click();
  await editor.button('Match case').click();
  await editor.searchbox.fill('$3.5');
  await editor.expectMatches(1);

  await editor.button('Use regular expression').click();
  await editor.searchbox.fill('\\d{2}');
  await editor.expectMatches(2);
  await editor.searchbox.fill('(unclosed');
  await expect(editor.frame.getByRole('alert')).toContainText(/regular expression/i);
  await editor.searchbox.fill('nowhere at all');
  await expect(editor.frame.getByText('No results')).toBeVisible();
});

test('Enter and Shift+Enter go from match to match, and matches are marked in the text', async ({ workbench, folder, page }) => {
  await folder.writeRecords('find.jsonl', records);
  const editor = await workbench.openFile('find.jsonl');
  await editor.expectRecords(4);
  await editor.searchbox.fill('cat');
  await editor.expectMatches(3);
  await page.keyboard.press('Enter');
  const first = await editor.selectedRow.getAttribute('aria-rowindex');
  await page.keyboard.press('Enter');
  await expect(editor.selectedRow).not.toHaveAttribute('aria-rowindex', first ?? '');
  await expect(editor.record.locator('mark').first()).toHaveText(/cat/i);
  await page.keyboard.press('Shift+Enter');
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', first ?? '');

  await editor.button('Filter to matching records').click();
  await editor.expectRecords(3);
});

test('an expression that never ends holds up neither the list nor the check', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(300));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(300);
  await editor.button('Use regular expression').click();
  await editor.searchbox.fill('^(.|.)+ZZZ');
  await expect(editor.progress('Finding')).toBeVisible();
  await editor.grid.focus();
  await page.keyboard.press('End');
  await expect(editor.turn('Instruction')).toContainText('(300)');
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('30 of 300 flagged');
  await editor.button('Cancel Finding').click();
  await expect(editor.progress('Finding')).toBeHidden();
});

test('F3 goes from match to match, and Alt with a letter switches how to find', async ({ workbench, folder, page }) => {
  await folder.writeRecords('find.jsonl', records);
  const editor = await workbench.openFile('find.jsonl');
  await editor.expectRecords(4);
  await page.keyboard.press('Control+F');
  await expect(editor.searchbox).toBeFocused();
  await page.keyboard.type('cat');
  await editor.expectMatches(3);
  await page.keyboard.press('Alt+C');
  await editor.expectMatches(2);
  await page.keyboard.press('Alt+C');
  await editor.expectMatches(3);
  await editor.searchbox.fill('concat');
  await editor.expectMatches(1);
  await page.keyboard.press('Alt+W');
  await expect(editor.frame.getByText('No results')).toBeVisible();
  await page.keyboard.press('Alt+W');
  await editor.searchbox.fill('c.t');
  await expect(editor.frame.getByText('No results')).toBeVisible();
  await page.keyboard.press('Alt+R');
  await editor.expectMatches(3);
  await expect(editor.searchbox).toBeFocused();
  await expect(editor.button('Use regular expression')).toHaveAttribute('aria-pressed', 'true');

  await editor.row(1).click();
  await page.keyboard.press('F3');
  await expect(editor.row(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('F3');
  await expect(editor.row(4)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+F3');
  await expect(editor.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.grid).toBeFocused();
});
