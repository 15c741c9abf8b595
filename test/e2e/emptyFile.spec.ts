import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from './workbenchTest';

const NAME = 'new.jsonl';

test('an empty file is filled by the keyboard, beginning with a plain record', async ({ workbench, folder, page }) => {
  await writeFile(folder.file(NAME), '');
  const editor = await workbench.openFile(NAME);
  await expect(editor.frame.getByText('This file has no records.')).toBeVisible();
  await expect(editor.button('Add record')).toBeFocused();
  await page.keyboard.press('Enter');
  await editor.expectRecords(1);
  await expect(editor.button(/^schema: Alpaca/)).toBeVisible();
  await editor.type('Instruction', 'Why is the sky blue?');
  await editor.type('Response', 'Air scatters blue light most.');
  await workbench.runCommand('File: Save');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(
    '{"instruction": "Why is the sky blue?", "input": "", "output": "Air scatters blue light most."}\n',
  );

  await workbench.runCommand('Undo');
  await workbench.runCommand('Undo');
  await workbench.runCommand('Undo');
  await expect(editor.frame.getByText('This file has no records.')).toBeVisible();
  await workbench.runCommand('File: Save');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe('');
});

test('the first record of an empty file is one of the schema that is selected', async ({ workbench, folder }) => {
  await writeFile(folder.file(NAME), '');
  const editor = await workbench.openFile(NAME);
  await editor.button('Select schema…').click();
  await workbench.quickInput.getByRole('textbox').fill('ShareGPT');
  await workbench.pick(/^ShareGPT/);
  await expect(editor.button(/^schema: ShareGPT/)).toBeVisible();
  await editor.button('Add record').click();
  await editor.expectRecords(1);
  await editor.type('Instruction', 'Hello');
  await workbench.runCommand('File: Save');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(
    '{"conversations": [{"from": "human", "value": "Hello"}, {"from": "gpt", "value": ""}]}\n',
  );
});

test('in a file of blank lines, which stay, a record is added behind the one that is selected', async ({ workbench, folder }) => {
  await writeFile(folder.file(NAME), '\n\n');
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await editor.record.getByRole('button', { name: 'Add record' }).click();
  await editor.expectRecords(3);
  await editor.type('Response', 'Yes.');
  await workbench.runCommand('File: Save');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe('\n{"instruction": "", "input": "", "output": "Yes."}\n\n');
});
