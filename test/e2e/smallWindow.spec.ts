import { expect, test } from './workbenchTest';

const NAME = 'small.jsonl';
const records = [
  {
    instruction: 'Where does the river go when it has passed the town?',
    output: 'The river goes to the the sea, past old towns, quiet villages and a lighthouse that nobody uses any more.',
  },
  { instruction: 'Why is the sea salt?', output: 'Rivers carry salt to the sea, and it stays there as the water goes away.' },
];

test('in a very small window list and record keep room for a record each', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, records);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.setViewportSize({ width: 420, height: 300 });
  const heightOf = async (pane: typeof editor.grid) => (await pane.boundingBox())?.height;
  await expect.poll(() => heightOf(editor.grid)).toBeGreaterThanOrEqual(44);
  await expect.poll(() => heightOf(editor.record)).toBeGreaterThanOrEqual(70);
  await editor.turn('Instruction').scrollIntoViewIfNeeded();
  await expect(editor.turn('Instruction')).toBeInViewport();
});

test('a narrow list says what is wrong with a text by an icon that is whole, and to screen readers in words', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.writeRecords(NAME, records);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await workbench.runCommand('Paddock: Check Everything');
  const sign = editor.row(1).getByTitle('repeated word');
  await expect(sign).toHaveText('repeated word');
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(() => sign.evaluate((shown) => shown.clientWidth)).toBeLessThan(30);
  await expect(editor.row(1).getByRole('gridcell', { name: 'repeated word' })).toBeVisible();
});
