import { readFile } from 'node:fs/promises';
import { ADAPTED, BASE, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

const NAME = 'answers.jsonl';
const six = wrongRecords.slice(0, 6);

test.use({ settings: tinyModels });

test.beforeEach(async ({ workbench, folder }) => {
  await folder.writeRecords(
    NAME,
    six.map(({ record }) => record),
  );
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(6);
});

test('a response in the wrong language is regenerated with the adapter, accepted and saved, and its flag is gone', async ({
  workbench,
  folder,
  page,
}) => {
  const { editor } = workbench;
  const { right } = six[0];
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.row(1)).toContainText('mismatch');
  await workbench.selectModel(ADAPTED);

  await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
  const candidate = editor.candidate(1);
  await expect(candidate).toHaveAccessibleName(`Candidate 1 by ${ADAPTED}`);
  await expect(candidate.getByRole('textbox', { name: 'Candidate 1' })).toHaveText(right);
  await expect(candidate).toContainText('German');
  await expect(candidate).toContainText('match');
  await expect(editor.row(1)).toContainText('to review');
  await expect(editor.turn('Response')).toHaveText(six[0].record.output);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);

  await candidate.getByRole('button', { name: 'Accept' }).click();
  await expect(editor.turn('Response')).toHaveText(right);
  await expect(editor.candidates).toBeHidden();
  await expect(editor.row(1)).not.toContainText('to review');
  await expect(editor.row(1)).not.toContainText('mismatch');
  await expect(editor.turn('Response')).toBeFocused();
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const [first, ...others] = (await readFile(folder.file(NAME), 'utf8')).split('\n');
  expect(JSON.parse(first)).toEqual({ ...six[0].record, output: right });
  expect(others).toEqual([...six.slice(1).map(({ record }) => JSON.stringify(record)), '']);
});

test('candidates of two models are compared with the response, edited, accepted in one step of undo', async ({ workbench, page }) => {
  const { editor } = workbench;
  const { record, right } = six[1];
  await editor.row(2).click();
  await expect(editor.turn('Response')).toHaveText(record.output);
  for (const name of [BASE, ADAPTED]) {
    await workbench.selectModel(name);
    await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
    await expect(editor.candidates.getByRole('article', { name: `by ${name}`, exact: false }).last()).toContainText('token');
  }
  await expect(editor.candidate(1).getByRole('textbox')).toHaveText(record.output);
  await expect(editor.candidate(2).getByRole('textbox')).toHaveText(right);

  await editor.candidate(2).getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.type(' Ja.');
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('Response')).toHaveText(`${right} Ja.`);
  // The other one is none to review any more, and there all the same.
  await expect(editor.candidate(1)).toContainText('another one accepted');
  await expect(editor.row(2)).not.toContainText('to review');
  await editor.turn('Response').focus();
  await page.keyboard.press('Control+Z');
  await expect(editor.candidate(1)).not.toContainText('another one accepted');
  await expect(editor.row(2)).toContainText('to review');
  await page.keyboard.press('Control+Shift+Z');
  await expect(editor.candidate(1)).toContainText('another one accepted');
  await editor.candidate(1).getByRole('button', { name: 'Reject' }).click();
  await expect(editor.candidates).toBeHidden();

  await editor.turn('Response').focus();
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveText(record.output);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
});

test('what has been typed in a candidate is accepted, wherever the focus is when the key is pressed', async ({ workbench, page }) => {
  const { editor } = workbench;
  const { right } = six[0];
  await workbench.selectModel(ADAPTED);
  await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
  await editor.candidate(1).getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.type(' Ja.');
  await editor.grid.focus();
  await page.keyboard.press('Control+Alt+Enter');
  await expect(editor.turn('Response')).toHaveText(`${right} Ja.`);
});

test('a candidate comes into no other record where the file is read again while its user is asked', async ({ workbench, folder, page }) => {
  const { editor } = workbench;
  await workbench.selectModel(ADAPTED);
  await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
  const accept = editor.candidate(1).getByRole('button', { name: 'Accept' });
  await expect(accept).toBeVisible();
  await editor.type('Instruction', 'Anders gefragt?');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await accept.click();
  const question = page.getByRole('dialog').filter({ hasText: 'The record has changed' });
  await expect(question).toBeVisible();
  const left = six.slice(1).map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  await folder.write(NAME, left);
  await editor.expectRecords(5);
  await question.getByRole('button', { name: 'Accept' }).click();
  await expect(workbench.notification('read again')).toBeVisible();
  await expect(editor.turn('Response')).toHaveText(six[1].record.output);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
});

test('the prompt is shown as it is sent', async ({ workbench }) => {
  const { editor } = workbench;
  await workbench.selectModel(ADAPTED);
  await editor.record.getByRole('button', { name: 'Regenerate Response' }).click();
  await editor.candidate(1).getByRole('button', { name: 'Prompt' }).click();
  const prompt = editor.record.getByRole('region', { name: 'Prompt' });
  await expect(prompt.getByRole('textbox', { name: 'Prompt text' })).toHaveText(
    `Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n### Instruction:\n${six[0].record.instruction}\n\n### Response:\n`,
  );
  await expect(prompt).toContainText(/\d+ of 512 tokens/);
});

test('flagged responses are regenerated together and reviewed with keys', async ({ workbench, page }) => {
  const { editor } = workbench;
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.row(6)).toContainText('mismatch');
  await workbench.selectModel(ADAPTED);
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('6');
  await expect(editor.frame.getByText('6 candidates to review')).toBeVisible();
  await editor.button('Review').click();
  await expect(editor.filters.getByRole('listitem')).toHaveText([/candidate ready/]);
  await editor.expectRecords(6);

  await editor.grid.focus();
  await page.keyboard.press('Control+Alt+Enter');
  await editor.expectRecords(5);
  await page.keyboard.press('Control+Alt+Backspace');
  await editor.expectRecords(4);
  for (const left of [3, 2, 1]) {
    await page.keyboard.press('Control+Alt+Enter');
    await editor.expectRecords(left);
  }
  await page.keyboard.press('Control+Alt+Enter');
  await expect(editor.status.filter({ hasText: 'All reviewed: 5 accepted, 1 rejected' })).toBeVisible();
  // The one accepted last stays to be seen.
  await expect(editor.turn('Response')).toHaveText(six[5].right);
  await editor.removeFilter('candidate ready');
  await editor.expectRecords(6);
  await editor.row(1).click();
  await expect(editor.turn('Response')).toHaveText(six[0].right);
  await editor.row(2).click();
  await expect(editor.turn('Response')).toHaveText(six[1].record.output);
});

test('a long queue is paused, goes on, and is cancelled; what has come stays', async ({ workbench, folder }) => {
  const many = Array.from({ length: 600 }, (_, at) => ({ ...wrongRecords[at % wrongRecords.length].record, id: `many-${at}` }));
  await folder.writeRecords('many.jsonl', many);
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(600);
  await workbench.selectModel(ADAPTED);
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('600');
  await expect(editor.progress('Regenerating')).toBeVisible();
  await expect(editor.row(1)).toContainText('to review');

  await editor.button('Pause Regenerating').click();
  const paused = editor.frame.getByRole('group', { name: 'Regenerating, paused' });
  await expect(paused).toContainText('waiting');
  await expect(editor.progress('Regenerating')).toBeHidden();
  await paused.getByRole('button', { name: 'Resume Regenerating' }).click();
  await expect(editor.progress('Regenerating')).toBeVisible();

  await editor.button('Cancel Regenerating').click();
  await expect(editor.progress('Regenerating')).toBeHidden();
  await expect(paused).toBeHidden();
  await editor.button('Add filter').click();
  await expect(editor.frame.getByRole('option', { name: 'Candidate: ready', exact: true })).toBeVisible();
  await expect(editor.frame.getByRole('option', { name: 'Candidate: waiting', exact: true })).toBeHidden();
});
