import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { manyRecords } from './records';
import { expect, test } from './workbenchTest';

test('a check of a big file shows its progress where the file is seen or else in the status bar, and can be cancelled', async ({ workbench, folder }) => {
  // Big enough that no machine is done before the button is pressed.
  const file = createWriteStream(folder.file('big.jsonl'));
  const block = manyRecords(20_000).map((record) => `${JSON.stringify(record)}\n`).join('');
  for (let blocks = 0; blocks < 60; blocks++) {
    file.write(block);
  }
  file.end();
  await finished(file);

  const editor = await workbench.openFile('big.jsonl');
  await editor.expectRecords(1_200_000);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.progress('Checking language')).toBeVisible();
  await expect(editor.button(/^Summary:/)).toBeVisible();
  // The list stays alive under way.
  await editor.row(3).click();
  await expect(editor.turn('Instruction')).toContainText('(3)');
  // In one place: in view, in its page.
  await expect(workbench.notifications).toHaveCount(0);
  await expect(workbench.statusBarItem(/big\.jsonl/)).toBeHidden();

  await folder.writeRecords('other.jsonl', manyRecords(3));
  await workbench.openFile('other.jsonl');
  await workbench.editor.expectRecords(3);
  await expect(workbench.notifications).toHaveCount(0);
  await workbench.statusBarItem(/^loading~spin\s+Checking language: big\.jsonl \d+ %/).click();
  await expect(editor.progress('Checking language')).toBeVisible();
  await expect(workbench.statusBarItem(/big\.jsonl/)).toBeHidden();
  await editor.button('Cancel Checking language').click();
  await expect(editor.progress('Checking language')).toBeHidden();

  // What was found so far stays, and is said to be a part.
  await expect(editor.frame.getByText(/records have not been checked/)).toBeVisible();
  await editor.button(/^Summary:/).click();
  await expect(editor.summary).toContainText('Not all records have been checked');
});
