import { expect, test } from './workbenchTest';

const conversations = [
  {
    conversations: [
      { from: 'human', value: 'How do I boil an egg?' },
      { from: 'gpt', value: 'Put it into boiling water.' },
      { from: 'human', value: 'For how long?' },
      { from: 'gpt', value: 'For six minutes.' },
    ],
  },
];

test('the schema is detected, shown and says where each turn is', async ({ workbench, folder }) => {
  await folder.writeRecords('chat.jsonl', conversations);
  const editor = await workbench.openFile('chat.jsonl');
  await expect(editor.button('schema: ShareGPT')).toBeVisible();
  await expect(workbench.statusBarItem(/ShareGPT/)).toBeVisible();
  await expect(editor.turn('Response 2')).toHaveText('For six minutes.');
});

test('the schema can be chosen for the file, and is kept for the next time', async ({ workbench, folder, page }) => {
  await folder.writeRecords('both.jsonl', [
    { prompt: 'The prompt', completion: 'The completion', instruction: 'The instruction', output: 'The output', input: '' },
  ]);
  const editor = await workbench.openFile('both.jsonl');
  await expect(editor.turn('Response')).toBeVisible();
  await editor.button(/^schema:/).click();
  await workbench.pick(/^Prompt.*completion/i);
  await expect(editor.turn('Response')).toHaveText('The completion');
  await workbench.runCommand('View: Close Editor');
  await expect(page.getByRole('tab', { name: /both/ })).toHaveCount(0);
  await workbench.openFile('both.jsonl');
  await expect(editor.turn('Response')).toHaveText('The completion');
});
