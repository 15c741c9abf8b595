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

test('the sample that ships with the extension opens, and its planted errors are found', async ({ workbench }) => {
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
  const flagged = editor.rows;
  await expect(flagged.first()).toContainText('mismatch');
  for (const { line } of wrong) {
    await workbench.runCommand('Paddock: Go to Record');
    await workbench.answer(String(line));
    await expect(editor.record.getByRole('heading', { name: String(line), exact: true })).toBeVisible();
    await expect(editor.record, `line ${line}`).toContainText('mismatch');
  }
});
