import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

test('filters combine, count what they show, and keep the selection', async ({ workbench, folder }) => {
  await folder.writeRecords('mixed.jsonl', mixedRecords);
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.row(8).click();
  await expect(editor.record.getByRole('heading', { name: '8', exact: true })).toBeVisible();

  await editor.addFilter('Verdict: mismatch');
  await editor.expectRecords(3);
  await expect(editor.filters.getByRole('listitem')).toHaveText([/verdict mismatch/]);
  await expect(editor.frame.getByText('3 records shown')).toBeVisible();
  await expect(editor.row(3)).toHaveAttribute('aria-selected', 'true');

  await editor.addFilter('Language found: English');
  await editor.expectRecords(2);
  await editor.addFilter('Language expected: French');
  await editor.expectRecords(1);
  await expect(editor.selectedRow).toContainText('Expliquez');

  await editor.removeFilter('verdict mismatch');
  await editor.removeFilter('found English');
  await editor.expectRecords(3);
  await editor.removeFilter('expected French');
  await editor.expectRecords(9);
  await expect(editor.row(8)).toHaveAttribute('aria-selected', 'true');
});

test('records can be filtered by text and by what cannot be read', async ({ workbench, folder, page }) => {
  const lines = [...mixedRecords.map((record) => JSON.stringify(record)), '{"instruction": "cut'];
  await folder.write('mixed.jsonl', lines.join('\n'));
  const editor = await workbench.openFile('mixed.jsonl');
  await editor.expectRecords(10);
  await editor.button('Add filter').click();
  await editor.frame.getByRole('combobox', { name: 'Filter by' }).fill('feuilles');
  await page.keyboard.press('Enter');
  await editor.expectRecords(4);
  await editor.removeFilter('text “feuilles”');
  await editor.expectRecords(10);

  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('4 of 10 flagged');
  await editor.addFilter('Records: with problems');
  await editor.expectRecords(1);
  await expect(editor.row(1)).toContainText('not JSON');
});
