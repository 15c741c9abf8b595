import { readFile } from 'node:fs/promises';
import type { Workbench } from './pages/workbench';
import { conversations, manyRecords } from './records';
import { ADAPTED, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

test('the list and the record are worked by keyboard alone', async ({ workbench, folder, page }) => {
  await folder.writeRecords('many.jsonl', manyRecords(2000));
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(2000);
  await editor.grid.focus();
  const expectSelected = (place: number) => expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');

  await expectSelected(1);
  await page.keyboard.press('ArrowDown');
  await expectSelected(2);
  await page.keyboard.press('ArrowUp');
  await expectSelected(1);
  await page.keyboard.press('End');
  await expectSelected(2000);
  await expect(editor.turn('Instruction')).toContainText('(2000)');
  // A button that is disabled by what it has done hands the keyboard on.
  await page.keyboard.press('ArrowUp');
  await expect(editor.turn('Instruction')).toContainText('(1999)');
  await editor.button('Next record').focus();
  await page.keyboard.press('Enter');
  await expectSelected(2000);
  await expect(editor.grid).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(editor.row(2000)).not.toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expectSelected(1);
  await page.keyboard.press('Enter');
  await expect(editor.turn('Instruction')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.grid).toBeFocused();
});

test('in a conversation, Enter and F2 go to the response that is flagged', async ({ workbench, folder, page }) => {
  await folder.writeRecords('talk.jsonl', conversations);
  const editor = await workbench.openFile('talk.jsonl');
  await editor.grid.focus();
  await page.keyboard.press('Enter');
  await expect(editor.turn('Instruction 1')).toBeFocused();
  await page.keyboard.press('Escape');

  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('1 of 3 flagged');
  await editor.grid.focus();
  await page.keyboard.press('F8');
  await expect(editor.turn('Response 3')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(editor.turn('Response 3')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await expect(editor.record.getByRole('textbox', { name: 'Response 3', exact: true })).toBeFocused();
  await expect(editor.record.locator('textarea')).toBeFocused();
});

test.describe('with a model', () => {
  test.use({ settings: tinyModels });

  test('a dataset is opened, checked, reviewed, regenerated and saved by keyboard alone', async ({ workbench, folder, page }) => {
    const { editor } = workbench;
    const [{ record: known, right }, ...wrong] = wrongRecords.slice(0, 5);
    const fine = { ...known, output: right };
    await folder.writeRecords('answers.jsonl', [fine, ...wrong.map(({ record }) => record)]);
    const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

    await press('Control+P');
    await choose(workbench, folder.file('answers.jsonl'), 'answers.jsonl');
    await editor.expectRecords(5);
    await expect(editor.grid).toBeFocused();
    await run(workbench, 'Paddock: Check Language Consistency');
    await expect(editor.toolbar).toContainText('4 of 5 flagged');
    await expect(editor.grid).toBeFocused();

    await press('Shift+Tab');
    await expect(editor.button('Add filter')).toBeFocused();
    await press('Enter');
    await expect(editor.frame.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
    await page.keyboard.type('flagged');
    await expect(editor.frame.getByRole('option')).toHaveCount(2);
    await press('Enter');
    await editor.expectRecords(4);
    await press('Escape');
    await expect(editor.button('Add filter')).toBeFocused();
    await press('Tab');
    await expect(editor.grid).toBeFocused();

    // Edited where it is read.
    await press('F8');
    await expect(editor.selectedRow).toContainText(wrong[0].record.instruction);
    await expect(editor.turn('Response')).toHaveText(wrong[0].record.output);
    await press('F2');
    await expect(editor.record.locator('textarea')).toBeFocused();
    await press('Control+A');
    await page.keyboard.type(wrong[0].right);
    await press('Control+Enter');
    await expect(editor.turn('Response')).toBeFocused();
    await expect(editor.selectedRow).not.toContainText('mismatch');
    await press('Escape');
    await expect(editor.grid).toBeFocused();

    // Regenerated one at a time.
    await press('F8');
    await expect(editor.turn('Response')).toHaveText(wrong[1].record.output);
    await run(workbench, 'Paddock: Select Model…');
    await choose(workbench, ADAPTED, ADAPTED);
    await expect(workbench.statusBarItem(ADAPTED)).toBeVisible();
    await expect(editor.grid).toBeFocused();
    await press('Control+Alt+r');
    await expect(editor.candidate(1).getByRole('textbox')).toHaveText(wrong[1].right);
    await expect(editor.selectedRow).toContainText('to review');
    await press('Control+Alt+Enter');
    await expect(editor.turn('Response')).toHaveText(wrong[1].right);

    // All that are left, and reviewed one after the other.
    await run(workbench, 'Paddock: Regenerate Flagged…');
    await expect(workbench.quickInput).toContainText('2 flagged records');
    await press('Enter');
    await expect(editor.frame.getByText('2 candidates to review')).toBeVisible();
    await press('Alt+F5');
    await expect(editor.selectedRow).toContainText(wrong[2].record.instruction);
    await expect(editor.candidate(1).getByRole('textbox')).toBeFocused();
    await press('Control+Alt+Enter');
    await expect(editor.selectedRow).toContainText(wrong[3].record.instruction);
    await expect(editor.candidate(1).getByRole('textbox')).toBeFocused();
    await press('Enter');
    await expect(editor.candidate(1).locator('textarea')).toBeFocused();
    await page.keyboard.type(' Ja.');
    await press('Control+Alt+Enter');
    await expect(editor.turn('Response')).toHaveText(`${wrong[3].right} Ja.`);
    await expect(editor.turn('Response')).toBeFocused();

    await press('Control+S');
    await expect(workbench.tab('answers.jsonl')).not.toHaveClass(/dirty/);
    const outputs = wrong.map((each, at) => (at === 3 ? `${each.right} Ja.` : each.right));
    const saved = [fine, ...wrong.map(({ record }, at) => ({ ...record, output: outputs[at] }))];
    expect(await readFile(folder.file('answers.jsonl'), 'utf8')).toBe(saved.map((each) => `${JSON.stringify(each)}\n`).join(''));
  });
});

/** Runs a command as its user does who has no mouse. */
async function run(workbench: Workbench, title: string): Promise<void> {
  await workbench.page.keyboard.press('F1');
  await expect(workbench.quickInput.getByRole('textbox')).toHaveValue('>');
  await choose(workbench, title, title);
}

/** Types what is wanted, and takes the first of what is found. */
async function choose({ page, quickInput }: Workbench, typed: string, name: string): Promise<void> {
  await expect(quickInput.getByRole('textbox')).toBeFocused();
  await page.keyboard.type(typed);
  await expect(quickInput.getByRole('option').first()).toHaveAccessibleName(new RegExp(`^${name}`));
  await page.keyboard.press('Enter');
}
