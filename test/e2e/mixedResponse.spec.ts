import { mixedRecords, PASSAGE, passageRecords } from './records';
import { expect, test } from './workbenchTest';

const NAME = 'passages.jsonl';
const CHECK = 'Paddock: Check Language Consistency';
const GERMAN_ONLY = passageRecords[1].output.replace(`${PASSAGE} `, '');

test('a sentence in another language is found, filtered for, shown, and taken out by keyboard', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, passageRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 6 flagged');
  await expect(editor.row(2)).toContainText('mixed');
  await expect(editor.row(3)).toContainText('requested');
  await expect(editor.row(5)).toContainText('mismatch');

  await editor.addFilter('Verdict: mixed');
  await editor.expectRecords(2);
  await editor.row(1).click();
  await expect(editor.record).toContainText(/Response is mostly German \(0\.\d\d\), in part English; expected German/);
  await expect(editor.turn('Response').locator('mark')).toHaveText(PASSAGE);
  await expect(editor.turn('Response').locator('mark')).toHaveAttribute('title', /^English [01]\.\d\d$/);
  const [passage] = await editor.passages('Response').all();
  await expect(passage).toHaveAccessibleName(new RegExp(`^English [01]\\.\\d\\d ${PASSAGE.slice(0, 20)}`));

  // From the passage to the text, into it, and away with the sentence.
  await passage.press('Enter');
  await expect(editor.turn('Response')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await expect(editor.turn('Response')).toHaveValue(GERMAN_ONLY);
  await expect(editor.toolbar).toContainText('2 of 6 flagged');
  await expect(editor.row(1)).toContainText('match');
  await expect(editor.passages('Response')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('Response')).toHaveText(GERMAN_ONLY);
  await expect(editor.turn('Response').locator('mark')).toHaveCount(0);

  await page.keyboard.press('Control+Z');
  await expect(editor.toolbar).toContainText('3 of 6 flagged');
  await expect(editor.turn('Response').locator('mark')).toHaveText(PASSAGE);
});

test('marks stay on their words while the text around them is typed', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, passageRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 6 flagged');
  await editor.row(2).click();
  await expect(editor.turn('Response').locator('mark')).toHaveText(PASSAGE);
  await editor.turn('Response').press('Enter');
  const marks = editor.record.locator('.underlay mark');
  await expect(marks).toHaveText(PASSAGE);
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Kurz gesagt: ');
  await expect(marks).toHaveText(PASSAGE);
  // Below it lies the same text, so that the mark is under its words.
  await expect(editor.record.locator('.underlay')).toHaveText(`Kurz gesagt: ${passageRecords[1].output}`);
});

test('F8, the Problems panel and the asking words lead to what is wrong and why', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, passageRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 6 flagged');
  await editor.row(1).click();
  for (const place of [2, 4, 5]) {
    await page.keyboard.press('F8');
    await expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');
  }
  await editor.row(3).click();
  await expect(editor.turn('Instruction').locator('mark')).toContainText('auf Englisch');
  await expect(editor.turn('Instruction').locator('mark')).toHaveAttribute('title', 'Asks for English');

  const problems = await workbench.problems();
  const mixed = problems.filter({ hasText: 'Response is mostly German' });
  const column = JSON.stringify(passageRecords[1]).indexOf(PASSAGE) + 1;
  await expect(mixed).toContainText(`[Ln 2, Col ${column}]`);
});

test('a count of the summary shows the responses that it counts, also by keyboard', async ({ workbench, folder, page }) => {
  await folder.writeRecords(NAME, passageRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 6 flagged');
  await editor.button(/^Summary:/).click();
  // Four responses are to be German or Persian and in that language as a whole or for the most part.
  const german = editor.summary.getByRole('table').getByRole('row', { name: /^German/ });
  await expect(german.getByRole('cell')).toHaveText(['3', /./, /33\.3/, '1', '1', '0']);
  await expect(editor.summary).toContainText('Uncertain: 0 of 6 responses (0.0 %)');

  const matrix = editor.summary.getByRole('grid', { name: 'Responses by language of instruction and response' });
  await matrix.getByRole('button', { name: 'German to German: 2 responses, 1 flagged' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(matrix.getByRole('button', { name: 'German to English: 2 responses, 1 flagged' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.summary).toBeHidden();
  await editor.expectRecords(2);
  await expect(editor.filters.getByRole('listitem')).toHaveText([/German → English/]);
  await expect(editor.row(1)).toContainText('requested');
  await expect(editor.row(2)).toContainText('mismatch');
});

const crossLingual = Array.from({ length: 60 }, (_, index) => ({
  instruction: `Explain in simple words why the sky looks blue during the day, in ${index + 5} sentences or so.`,
  input: '',
  output: `${passageRecords[0].output} (${index})`,
}));

test('what is offered for a dataset is done to it, whichever is in front by then', async ({ workbench, folder }) => {
  await folder.writeRecords('crosslingual.jsonl', crossLingual);
  await folder.writeRecords('other.jsonl', mixedRecords);
  const editor = await workbench.openFile('crosslingual.jsonl');
  await editor.expectRecords(60);
  await workbench.runCommand(CHECK);
  const offer = workbench.notification('crosslingual.jsonl: Instructions are English');
  await expect(offer).toBeVisible();
  await workbench.openFile('other.jsonl');
  await editor.expectRecords(mixedRecords.length);
  await offer.getByRole('button', { name: 'Expect German' }).click();
  await expect(workbench.notification('crosslingual.jsonl: 0 of 60 records flagged')).toBeVisible();
  await expect(workbench.statusBarItem('not checked')).toBeVisible();
});

test('a file in two languages throughout is taken for one that is meant so with one click', async ({ workbench, folder }) => {
  await folder.writeRecords('crosslingual.jsonl', crossLingual);
  const editor = await workbench.openFile('crosslingual.jsonl');
  await editor.expectRecords(60);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('60 of 60 flagged');
  await expect(workbench.notification('Instructions are English').getByRole('button', { name: 'Expect German' })).toBeVisible();
  await workbench.runCommand('Notifications: Clear All Notifications');
  // Who has let that pass finds it in the summary.
  await editor.button(/^Summary:/).click();
  await editor.summary.getByRole('button', { name: 'Expect German' }).click();
  await expect(editor.toolbar).toContainText('0 of 60 flagged');
});

test('words in another script stay in their line', async ({ workbench, folder }) => {
  const output = `${mixedRecords[3].output} It is written as дрожжи, too.`;
  await folder.writeRecords(NAME, [{ ...mixedRecords[3], output }]);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(1);
  await editor.button(/^Check$/).click();
  const mark = editor.turn('Response').locator('mark');
  await expect(mark).toHaveText('дрожжи');
  await expect(mark).toHaveCSS('display', 'inline');
  // The button checks all that there is to check.
  await expect(workbench.notification('0 of 1 records misspelled')).toBeVisible();
});
