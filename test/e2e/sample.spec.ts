import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { expect, test } from './workbenchTest';

const NAME = 'alpaca-multilingual.jsonl';

interface KeyEntry {
  readonly line: number;
  readonly verdict?: string | readonly string[];
  readonly hard?: unknown;
}

test('the sample that ships with the extension opens, and its planted errors are found', async ({ workbench, page }) => {
  const key = JSON.parse(await readFile(join(root, 'media/sample/key.json'), 'utf8')) as {
    files: Record<string, KeyEntry[]>;
  };
  const wrong = key.files[NAME].filter(({ verdict, hard }) => verdict === 'mismatch' && hard === undefined);
  expect(wrong.length).toBeGreaterThan(5);

  await workbench.runCommand('Paddock: Open Sample Dataset');
  const { editor } = workbench;
  await expect(editor.selectedRow).toBeVisible();
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.button(/^Summary:/)).toBeVisible();
  await editor.addFilter('Verdict: mismatch');
  await editor.row(1).click();
  const shown = Number(await editor.grid.getAttribute('aria-rowcount'));
  const lines: number[] = [];
  for (let row = 1; row <= shown; row++) {
    await expect(editor.row(row)).toHaveAttribute('aria-selected', 'true');
    await expect(editor.row(row)).toContainText('mismatch');
    lines.push(Number(await editor.row(row).getByRole('gridcell').first().innerText()));
    await page.keyboard.press('ArrowDown');
  }
  expect(lines).toEqual(expect.arrayContaining(wrong.map(({ line }) => line)));
});

test('the walkthrough opens the sample', async ({ workbench, page }) => {
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await workbench.answer('Curate a Dataset with Paddock');
  await expect(page.getByRole('heading', { name: 'Curate a Dataset with Paddock', level: 2 })).toBeVisible();
  await page.getByRole('button', { name: 'Open Sample Dataset' }).click();
  await expect(workbench.editor.selectedRow).toBeVisible();
});
