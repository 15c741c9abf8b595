import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import { mixedRecords, passageRecords, spelledRecords } from './records';
import { ADAPTED, BASE, MISSING, tinyModels, wrongRecords } from './tinyModels';
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
      const shoot = cameraFor(page, name);
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

    test(`screenshots of passages in other languages in ${theme}`, async ({ workbench, folder, page }) => {
      const shoot = cameraFor(page, name);
      await folder.writeRecords('passages.jsonl', passageRecords);
      const editor = await workbench.openFile('passages.jsonl');
      await editor.expectRecords(6);
      await workbench.runCommand('Paddock: Check Language Consistency');
      await expect(editor.toolbar).toContainText('3 of 6 flagged');
      await workbench.runCommand('Notifications: Clear All Notifications');
      await editor.row(2).click();
      await expect(editor.turn('Response').locator('mark')).toBeVisible();
      await shoot('15-passage');
      await editor.turn('Response').press('Enter');
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('Kurz gesagt: ');
      await expect(editor.record.locator('.underlay mark')).toBeVisible();
      await shoot('16-passage-editing');
      await page.keyboard.press('Escape');

      await editor.row(4).click();
      await expect(editor.turn('Response').locator('mark')).toBeVisible();
      await (await editor.passages('Response').all())[0].press('Enter');
      await shoot('17-passage-right-to-left');
      await editor.row(3).click();
      await expect(editor.turn('Instruction').locator('mark')).toBeVisible();
      await shoot('18-request');

      await editor.button(/^Summary:/).click();
      await expect(editor.summary).toBeVisible();
      await shoot('19-summary');
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 640, height: 900 });
      await workbench.runCommand('View: Close Primary Side Bar');
      await editor.row(2).click();
      await expect(editor.turn('Response').locator('mark')).toBeVisible();
      await shoot('20-passage-narrow');
      await editor.button(/^Summary/).click();
      await expect(editor.summary).toBeVisible();
      await shoot('21-summary-narrow');
    });

    test(`screenshots of spelling in ${theme}`, async ({ workbench, folder, page }) => {
      const shoot = cameraFor(page, name);
      await folder.writeRecords('spelled.jsonl', spelledRecords);
      const editor = await workbench.openFile('spelled.jsonl');
      await editor.expectRecords(7);
      await workbench.runCommand('Paddock: Check Everything');
      await expect(editor.button('4 unknown words')).toBeVisible();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await editor.row(2).click();
      await expect(editor.mistakes('Response')).toHaveCount(3);
      await shoot('22-misspelled');
      await editor.mistakes('Response').first().click();
      await expect(editor.suggestions('recieves').getByRole('menuitem').first()).toBeFocused();
      await shoot('23-suggestions');
      await page.keyboard.press('Escape');

      await editor.turn('Response').press('Enter');
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('In short: ');
      await page.keyboard.press('Control+.');
      await expect(editor.suggestions('recieves').getByRole('menuitem').first()).toBeFocused();
      await shoot('24-suggestions-editing');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');

      await editor.row(6).click();
      await expect(editor.mistakes('Response')).toHaveCount(1);
      await page.keyboard.press('Control+.');
      await expect(editor.suggestions('خورشیید').getByRole('menuitem').first()).toBeFocused();
      await shoot('25-suggestions-right-to-left');
      await page.keyboard.press('Escape');
      await editor.row(7).click();
      await expect(editor.record).toContainText('no dictionary for Xhosa');
      await shoot('26-not-checked');

      await editor.button('Add filter').click();
      await editor.frame.getByRole('combobox', { name: 'Filter by' }).fill('spelling');
      await expect(editor.frame.getByRole('option', { name: 'Spelling: misspelled' })).toBeVisible();
      await shoot('27-spelling-filters');
      await page.keyboard.press('Escape');

      await editor.button('4 unknown words').click();
      await editor.expectWords(4);
      await page.keyboard.press('Shift+ArrowDown');
      await shoot('28-unknown-words');
      await editor.unknownWords.getByRole('button', { name: 'Replace…' }).click();
      await expect(editor.frame.getByRole('heading', { name: /^Correct \d unknown words/ })).toBeVisible();
      await expect(editor.frame.getByText('2 records would change')).toBeVisible();
      await shoot('29-corrections');
      await page.keyboard.press('Escape');

      await editor.button(/^Summary:/).click();
      await editor.summary.getByRole('heading', { name: 'Spelling of responses' }).scrollIntoViewIfNeeded();
      await shoot('30-spelling-summary');
      await page.keyboard.press('Escape');
      // As much room as 200 % of zoom leave of a laptop's screen.
      await page.setViewportSize({ width: 720, height: 480 });
      await workbench.runCommand('View: Close Primary Side Bar');
      await shoot('31-unknown-words-narrow');
      await editor.unknownWords.getByRole('button', { name: /^Close/ }).click();
      await editor.row(2).click();
      await editor.mistakes('Response').first().click();
      await expect(editor.suggestions('recieves').getByRole('menuitem').first()).toBeFocused();
      await shoot('32-suggestions-narrow');
    });

    test(`screenshots of editing in ${theme}`, async ({ workbench, folder, page }) => {
      const shoot = cameraFor(page, name);
      const chat = mixedRecords.map(({ id, instruction, output }, index) => ({
        id,
        note: 'As it was.',
        score: index,
        conversations: [
          { from: 'human', value: instruction },
          { from: 'gpt', value: output },
          { from: 'human', value: 'Thank you!' },
        ],
      }));
      await folder.writeRecords('chat.jsonl', chat);
      await folder.writeRecords('locked.jsonl', mixedRecords);
      await chmod(folder.file('locked.jsonl'), 0o444);
      const editor = await workbench.openFile('chat.jsonl');
      await editor.expectRecords(9);
      await editor.row(5).click();
      await expect(editor.record).toHaveAttribute('aria-busy', 'false');
      await editor.turn('Response').press('Enter');
      await page.keyboard.type(' So it rises.');
      await expect(editor.row(5)).toContainText('So it rises.');
      await shoot('9-editing');

      await editor.record.getByRole('button', { name: 'More actions: Response', exact: true }).click();
      await expect(editor.frame.getByRole('menu')).toBeVisible();
      await shoot('10-turn-menu');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Enter');

      await editor.record.getByRole('button', { name: 'Raw JSON' }).click();
      await editor.turn('Raw JSON').press('Enter');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('oops');
      await expect(editor.record.getByRole('button', { name: /line 1, column/ })).toBeVisible();
      await shoot('11-raw-error');
      await page.keyboard.press('Escape');
      await editor.record.getByRole('button', { name: 'Raw JSON' }).click();

      await editor.button('Duplicate record').click();
      await editor.expectRecords(10);
      await editor.row(3).click();
      await editor.row(6).click({ modifiers: ['Shift'] });
      await expect(editor.frame.getByText('4 selected')).toBeVisible();
      await shoot('12-selection');

      await editor.row(1).click();
      await page.keyboard.press('Control+H');
      const replace = editor.frame.getByRole('region', { name: 'Replace', exact: true });
      await replace.getByRole('textbox', { name: 'Find text' }).fill('the');
      await replace.getByRole('textbox', { name: 'Replacement' }).fill('that');
      await replace.getByRole('textbox', { name: 'Replacement' }).press('Enter');
      await expect(replace.getByRole('grid', { name: 'Changes' }).getByRole('insertion').first()).toBeVisible();
      await replace.getByRole('checkbox', { name: 'Include record 4', exact: true }).click();
      await expect(replace).toContainText('1 left out');
      await shoot('13-replace');
      await page.keyboard.press('Escape');

      await workbench.openFile('locked.jsonl');
      await expect(editor.frame.getByText('This file is read-only.')).toBeVisible();
      await expect(editor.turn('Response')).toBeVisible();
      await shoot('14-read-only');
    });

    test.describe('with models', () => {
      test.use({ settings: { 'workbench.colorTheme': theme, ...tinyModels } });

      test(`screenshots of regenerating in ${theme}`, async ({ workbench, folder, page }) => {
        const shoot = cameraFor(page, name);
        const [{ record, right }, ...others] = wrongRecords.slice(0, 6);
        const nearly = { ...record, output: right.replace('Paris', 'Lyon') };
        await folder.writeRecords('answers.jsonl', [nearly, ...others.map((other) => other.record)]);
        const editor = await workbench.openFile('answers.jsonl');
        await editor.expectRecords(6);
        await workbench.runCommand('Paddock: Check Everything');
        await expect(editor.row(2)).toContainText('mismatch');
        await workbench.runCommand('Notifications: Clear All Notifications');
        await shoot('33-before-a-model');

        for (const model of [MISSING, BASE, ADAPTED]) {
          await workbench.selectModel(model);
          await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
          await expect(editor.candidates.getByRole('article', { name: `by ${model}`, exact: false }).last()).toContainText(
            model === MISSING ? 'failed' : 'a second',
          );
        }
        await shoot('34-candidates');
        await editor.candidate(3).getByRole('button', { name: 'Edit' }).click();
        await page.keyboard.type(' Ja.');
        await shoot('35-candidate-editing');
        await page.keyboard.press('Escape');
        await editor.candidate(3).getByRole('button', { name: 'Prompt' }).click();
        await expect(editor.record.getByRole('textbox', { name: 'Prompt text' })).toBeVisible();
        await shoot('36-prompt');
        await page.keyboard.press('Escape');
        await editor.button('Choose what to regenerate, and with which model').click();
        await expect(editor.frame.getByRole('menu')).toBeVisible();
        await shoot('37-regenerate-menu');
        await page.keyboard.press('Escape');

        await workbench.runCommand('View: Close Primary Side Bar');
        await page.setViewportSize({ width: 1900, height: 900 });
        await editor.row(1).click();
        await shoot('38-candidates-side-by-side');
        await page.setViewportSize({ width: 400, height: 900 });
        await editor.candidate(1).scrollIntoViewIfNeeded();
        await shoot('39-candidates-narrow');
        await page.setViewportSize({ width: 1400, height: 900 });

        await workbench.runCommand('Paddock: Regenerate Flagged…');
        await workbench.answer('5');
        await expect(editor.frame.getByText(/\d candidates to review/)).toBeVisible();
        await expect(editor.row(6)).toContainText('to review');
        await editor.row(2).click();
        await expect(editor.candidate(1)).toContainText('a second');
        await shoot('40-to-review');
      });
    });
  });
}

function cameraFor(page: Page, folder: string): (view: string) => Promise<unknown> {
  return (view) => page.screenshot({ path: join(root, 'test/screenshots', folder, `${view}.png`), animations: 'disabled' });
}

function themeClass(theme: string): string {
  return { 'Default Dark Modern': 'vs-dark', 'Default Light Modern': 'vs', 'Default High Contrast': 'hc-black' }[theme] ?? 'hc-light';
}
