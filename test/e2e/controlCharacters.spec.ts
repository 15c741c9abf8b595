import { expect, test } from './workbenchTest';

test('characters that hide or turn the text around are seen, and marks stay where they belong', async ({ workbench, folder }) => {
  const output = 'A \0 nul, an \u202eoverride\u202c and a family 👨‍👩‍👧 with नमस्‍ते.';
  await folder.writeRecords('control.jsonl', [{ instruction: 'Say it.', input: '', output }]);
  const editor = await workbench.openFile('control.jsonl');
  await editor.expectRecords(1);
  const controls = editor.turn('Response').getByRole('img');
  await expect(controls).toHaveCount(3);
  await expect(controls.nth(0)).toHaveAccessibleName('U+0000 control character');
  await expect(controls.nth(1)).toHaveAccessibleName('U+202E right-to-left override');
  await expect(controls.nth(1)).toContainText('RLO');
  await expect(editor.row(1)).toContainText('A ␀ nul, an ·override· and');

  await editor.searchbox.fill('override');
  await editor.expectMatches(1);
  await expect(editor.record.locator('mark')).toHaveText('override');
});
