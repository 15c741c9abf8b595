import axe, { type AxeResults } from 'axe-core';
import type { DatasetEditor } from './pages/datasetEditor';
import { mixedRecords, spelledRecords } from './records';
import { ADAPTED, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

/** What axe finds serious in the page of an editor, each with where it is. Disabled controls need no contrast. */
async function violations(editor: DatasetEditor): Promise<string[]> {
  // A row under the pointer has the theme's colours for it, which are not ours to choose.
  await editor.page.mouse.move(0, 0);
  const frame = await (await editor.frame.locator('body').elementHandle())?.ownerFrame();
  await frame!.evaluate(axe.source);
  const results = await frame!.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(
      { exclude: ['[disabled]'] },
      {
        resultTypes: ['violations'],
        rules: { 'label-content-name-mismatch': { enabled: true } },
      },
    ),
  );
  const { violations: found, passes }: AxeResults = results;
  expect(passes.length).toBeGreaterThan(0);
  return found
    .flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, 300)} ${failureSummary}`));
}

test('no view of a dataset has what axe finds serious', async ({ workbench, folder, page }) => {
  const long = { ...mixedRecords[0], output: `${mixedRecords[0].output} `.repeat(60) };
  await folder.writeRecords('answers.jsonl', [long, ...mixedRecords, ...spelledRecords]);
  const editor = await workbench.openFile('answers.jsonl');
  const expectNone = async (view: string) => expect.soft(await violations(editor), view).toEqual([]);
  await editor.expectRecords(17);
  await expect(editor.turn('Response')).toBeVisible();
  await expectNone('opened');

  await workbench.runCommand('Paddock: Check Everything');
  await expect(editor.button(/^[1-9]\d* unknown words/)).toBeVisible();
  await workbench.runCommand('Notifications: Clear All Notifications');
  await page.keyboard.press('F8');
  await expect(editor.record).toContainText('mismatch');
  await expectNone('flagged record');

  await editor.button('Add filter').click();
  await expect(editor.frame.getByRole('listbox', { name: 'Filters to add' })).toBeVisible();
  await expectNone('filter menu');
  await page.keyboard.press('Escape');
  await editor.addFilter('Verdict: mismatch');
  await editor.searchbox.fill('the');
  await expect(editor.frame.getByRole('search', { name: 'Find in records' })).toContainText(/\d of \d|\d record/);
  await expectNone('filtered, and searched');
  await editor.searchbox.fill('');
  await editor.removeFilter('verdict mismatch');

  await editor.button(/^Summary:/).click();
  await expect(editor.summary).toBeVisible();
  await expectNone('summary');
  await page.keyboard.press('Escape');

  await editor.button(/unknown words/).click();
  await expect(editor.unknownWords).toBeVisible();
  await expect(editor.words.getByRole('row').first()).toBeVisible();
  await expectNone('unknown words');
  await page.keyboard.press('Escape');

  await editor.row(12).click();
  await expect(editor.mistakes('Response').first()).toBeVisible();
  await editor.mistakes('Response').first().click();
  await expect(editor.frame.getByRole('menu').getByRole('menuitem').first()).toBeFocused();
  await expectNone('suggestions');
  await page.keyboard.press('Escape');

  await editor.record.getByRole('button', { name: 'Raw JSON' }).click();
  await expect(editor.turn('Raw JSON')).toBeVisible();
  await editor.turn('Response').press('Enter');
  await expect(editor.record.locator('textarea')).toBeFocused();
  await expectNone('editing, with raw JSON');
  await page.keyboard.press('Escape');

  await editor.row(2).click();
  await editor.row(5).click({ modifiers: ['Shift'] });
  await expect(editor.frame.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Control+H');
  const replace = editor.frame.getByRole('region', { name: 'Replace', exact: true });
  await replace.getByRole('textbox', { name: 'Find text' }).fill('a');
  await replace.getByRole('textbox', { name: 'Replacement' }).fill('e');
  await replace.getByRole('textbox', { name: 'Replacement' }).press('Enter');
  await expect(replace.getByRole('grid', { name: 'Changes' }).getByRole('insertion').first()).toBeVisible();
  await expectNone('replace, with records selected');
});

test.describe('with a model', () => {
  test.use({ settings: tinyModels });

  test('candidates have nothing that axe finds serious, and their buttons are one tab stop', async ({ workbench, folder, page }) => {
    await folder.writeRecords('answers.jsonl', wrongRecords.slice(0, 2).map(({ record }) => record));
    const editor = await workbench.openFile('answers.jsonl');
    await editor.expectRecords(2);
    await workbench.selectModel(ADAPTED);
    await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
    const candidate = editor.candidate(1);
    await expect(candidate).toContainText('a second');
    expect(await violations(editor)).toEqual([]);

    await candidate.getByRole('button', { name: 'Accept' }).focus();
    await page.keyboard.press('End');
    await expect(candidate.getByRole('button', { name: 'Prompt' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(candidate.getByRole('button', { name: 'Accept' })).toBeFocused();
    await candidate.getByRole('button', { name: 'Prompt' }).click();
    await expect(editor.record.getByRole('textbox', { name: 'Prompt text' })).toBeVisible();
    expect(await violations(editor)).toEqual([]);
  });
});
