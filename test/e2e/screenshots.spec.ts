import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { expect, test } from './workbenchTest';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast-dark': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

for (const [name, theme] of Object.entries(themes)) {
  test.describe(name, () => {
    test.use({ settings: { 'workbench.colorTheme': theme } });

    test(`screenshots of each view in ${theme}`, async ({ workbench, page }) => {
      const shoot = (view: string) =>
        page.screenshot({ path: join(root, 'test/screenshots', name, `${view}.png`), animations: 'disabled' });
      await expect(page.locator('.monaco-workbench')).toHaveClass(new RegExp(themeClass(theme)));

      await workbench.runCommand('Paddock: Open Sample Dataset');
      const { editor } = workbench;
      await expect(editor.turn('Response')).toBeVisible();
      await shoot('1-opened');

      await workbench.runCommand('Paddock: Check Language Consistency');
      await expect(editor.button(/^Summary:/)).toBeVisible();
      await expect(workbench.notification('records flagged')).toBeVisible();
      await expect(editor.record).toContainText('match');
      await shoot('2-checked');
      await workbench.runCommand('Notifications: Clear All Notifications');

      await page.keyboard.press('F8');
      await expect(editor.record).toContainText('mismatch');
      await shoot('3-flagged-record');

      await editor.button('Add filter').click();
      await expect(editor.frame.getByRole('listbox', { name: 'Filters to add' })).toBeVisible();
      await shoot('4-filter-menu');
      await editor.frame.getByRole('option', { name: 'Verdict: mismatch' }).click();
      await page.keyboard.press('Escape');
      await expect(editor.filters.getByRole('listitem')).toHaveCount(1);
      await shoot('5-filtered');

      await editor.searchbox.fill('the');
      await expect(editor.frame.getByRole('search', { name: 'Find in records' })).toContainText(/\d of \d|\d record/);
      await page.keyboard.press('Enter');
      await shoot('6-find');
      await editor.searchbox.fill('');

      await editor.button(/^Summary:/).click();
      await expect(editor.summary).toBeVisible();
      await shoot('7-summary');
      await page.keyboard.press('Escape');

      await workbench.problems();
      await shoot('8-problems');
    });
  });
}

function themeClass(theme: string): string {
  return { 'Default Dark Modern': 'vs-dark', 'Default Light Modern': 'vs', 'Default High Contrast': 'hc-black' }[theme] ?? 'hc-light';
}
