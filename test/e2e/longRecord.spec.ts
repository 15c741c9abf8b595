import { mixedRecords } from './records';
import { expect, test } from './workbenchTest';

const [german, wrong] = mixedRecords;

/** Thirty exchanges in German, with one answer in English among them. */
function conversation(wrongAt: number): { messages: unknown[] } {
  return {
    messages: Array.from({ length: 30 }, (_, turn) => [
      { role: 'user', content: `${german.instruction} (${turn + 1})` },
      { role: 'assistant', content: `${(turn + 1 === wrongAt ? wrong : german).output} Zebra${turn + 1}.` },
    ]).flat(),
  };
}

test('a long record opens at what is flagged in it, and at what is found in it', async ({ workbench, folder, page }) => {
  await folder.writeRecords('long.jsonl', [conversation(0), conversation(20)]);
  const editor = await workbench.openFile('long.jsonl');
  await editor.expectRecords(2);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('1 of 2 flagged');
  await page.keyboard.press('F8');
  await expect(editor.turn('Response 20')).toBeInViewport();
  await expect(editor.record.getByRole('heading', { name: 'Response 20' })).toBeInViewport();
  await expect(editor.turn('Instruction 1')).not.toBeInViewport();

  await editor.searchbox.fill('zebra30');
  await editor.expectMatches(2);
  await page.keyboard.press('F3');
  await expect(editor.row(1)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.record.locator('mark').filter({ hasText: 'Zebra30' })).toBeInViewport();
  await page.keyboard.press('Shift+F3');
  await expect(editor.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(editor.record.locator('mark').filter({ hasText: 'Zebra30' })).toBeInViewport();
});
