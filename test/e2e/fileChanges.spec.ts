import { appendFile, rm, writeFile } from 'node:fs/promises';
import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const lines = mixedRecords.map((record) => JSON.stringify(record));

test('a file that grows, shrinks and goes is followed, and what is gone is said', async ({ workbench, folder }) => {
  const path = folder.file('changing.jsonl');
  await folder.writeRecords('changing.jsonl', mixedRecords);
  const editor = await workbench.openFile('changing.jsonl');
  await editor.expectRecords(9);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  await editor.addFilter('Verdict: mismatch');
  await editor.expectRecords(3);
  // The rows from before the filter stand until those that pass it have come.
  await expect(editor.row(3).getByRole('gridcell').first()).toHaveText('8');
  await editor.row(3).click();
  await expect(editor.record).toContainText('mixed-8');

  await appendFile(path, `${JSON.stringify({ instruction: 'Ten', input: '', output: 'The tenth.' })}\n`);
  // The file is checked again, and the filter by verdicts stays.
  await expect(editor.toolbar).toContainText('3 of 10 flagged');
  await expect(editor.filters.getByRole('listitem')).toHaveCount(1);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '3');
  await editor.removeFilter('verdict mismatch');
  await editor.expectRecords(10);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '8');

  await writeFile(path, `${lines.slice(0, 2).join('\n')}\n`);
  await editor.expectRecords(2);
  await expect(editor.selectedRow).toHaveAttribute('aria-rowindex', '2');
  await expect(editor.turn('Response')).toContainText(mixedRecords[1].output);

  await rm(path);
  await expect(editor.frame.getByText(/deleted or moved/)).toBeVisible();
});
