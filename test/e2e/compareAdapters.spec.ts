import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import type { Workbench } from './pages/workbench';
import { ADAPTED, BASE, fixtureRecords, MISSING, tinyModels } from './tinyModels';
import { expect, test } from './workbenchTest';

const NAME = 'prompts.jsonl';
/** German, French and English prompts, whose responses are what the adapted model answers. */
const prompts = fixtureRecords.slice(0, 60);

test.use({ settings: tinyModels });

test.beforeEach(async ({ workbench, folder }) => {
  await folder.writeRecords(NAME, prompts);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(prompts.length);
});

async function compare(workbench: Workbench, models: readonly string[], perLanguage: number): Promise<Locator> {
  await workbench.runCommand('Paddock: Compare Adapters…');
  for (const model of models) await workbench.quickInput.getByRole('checkbox', { name: model, exact: true }).click();
  await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
  await expect(workbench.quickInput).toContainText('How many records of each language');
  await workbench.answer(String(perLanguage));
  await expect(workbench.quickInput).toContainText('The same seed draws the same records');
  await workbench.answer('42');
  return workbench.editor.frame.getByRole('region', { name: 'Comparison' });
}

const figuresOf = (comparison: Locator, language: string, model: string) =>
  comparison.getByRole('table').getByRole('row').filter({ hasText: language }).filter({ has: comparison.page().getByTitle(model, { exact: true }) });

test('the figures tell that the adapter answers in the language that is asked in, and the base does not', async ({ workbench, folder, page }) => {
  const { editor } = workbench;
  const comparison = await compare(workbench, [BASE, ADAPTED], 6);
  await expect(comparison).toContainText('18 records, at most 6 a language, seed 42');
  await expect(comparison.getByRole('list', { name: 'Differences' })).toContainText('more than chance');
  for (const language of ['German', 'French']) {
    await expect(figuresOf(comparison, language, BASE)).toContainText('0.0 % (0.0–');
    await expect(figuresOf(comparison, language, ADAPTED)).toContainText('100.0 % (');
  }
  await expect(figuresOf(comparison, 'English', BASE)).toContainText('100.0 % (');

  // The sample side by side, by keyboard.
  const sample = comparison.getByRole('grid', { name: 'Sample' });
  await expect(sample).toHaveAttribute('aria-rowcount', '18');
  await sample.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const record = comparison.getByRole('region', { name: 'Compared record' });
  const position = Number(await record.locator('header > span').first().textContent());
  const { instruction, output } = prompts[position - 1];
  await expect(record).toContainText(instruction);
  await expect(record.getByRole('article', { name: ADAPTED, exact: true })).toContainText(output);
  await page.keyboard.press('Enter');
  await expect(editor.record).toContainText(`${position}`);
  await expect(editor.turn('Instruction')).toHaveText(instruction);

  // A response becomes a candidate, a model the one in force.
  await record.getByRole('button', { name: `Take the response of ${BASE} as a candidate`, exact: true }).click();
  await expect(editor.candidate(1)).toHaveAccessibleName(`Candidate 1 by ${BASE}`);
  await comparison.getByRole('button', { name: `Use ${ADAPTED}`, exact: true }).click();
  await expect(comparison.getByRole('img', { name: 'in force' })).toBeVisible();
  await expect(workbench.statusBarItem(new RegExp(ADAPTED))).toBeVisible();

  await comparison.getByRole('button', { name: 'Export' }).click();
  await editor.frame.getByRole('menuitem', { name: 'Export everything (JSONL)…' }).click();
  await expect(workbench.quickInput.getByRole('textbox')).toHaveValue(/prompts-comparison\.jsonl$/);
  await page.keyboard.press('Enter');
  await expect(editor.frame.getByText('Exported to prompts-comparison.jsonl.')).toBeVisible();
  const lines = (await readFile(folder.file('prompts-comparison.jsonl'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ kind: 'comparison', seed: 42, perLanguage: 6 });
  expect(lines.filter(({ kind }) => kind === 'record')).toHaveLength(18);
});

test('a comparison is there again after the window has been closed, and says which models failed', async ({ workbench, page }) => {
  const comparison = await compare(workbench, [BASE, MISSING], 3);
  await expect(comparison.getByRole('alert')).toContainText(`${MISSING} is left out.`);
  await expect(comparison.getByRole('status')).toHaveText('9 of 18 responses');
  await expect(figuresOf(comparison, 'German', BASE)).toContainText('0.0 % (0.0–');
  await page.keyboard.press('Escape');
  await expect(comparison).toBeHidden();
  await expect(workbench.editor.grid).toBeVisible();

  const again = await workbench.reload();
  await again.editor.expectRecords(prompts.length);
  await again.runCommand('Paddock: Compare Adapters…');
  await again.pick(new RegExp(`${BASE} / ${MISSING}`));
  const shown = again.editor.frame.getByRole('region', { name: 'Comparison' });
  await expect(shown.getByRole('status')).toHaveText('9 of 18 responses');
  await expect(figuresOf(shown, 'German', BASE)).toContainText('0.0 % (0.0–');
  await shown.getByRole('button', { name: 'Continue' }).click();
  await expect(shown.getByRole('alert')).toContainText(`${MISSING} is left out.`);
});
